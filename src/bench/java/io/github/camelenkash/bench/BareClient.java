package io.github.camelenkash.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.client.AesPayloadCodec;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** (a) HttpClient 5 and nothing else: write JSON, encrypt with the component's codec, post, parse, look at the code. */
final class BareClient implements Contender {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 200;

    private final Place place;
    private final AesPayloadCodec codec = AesPayloadCodec.of(FastServer.SECRET);
    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .build())
            .disableAutomaticRetries()
            .disableCookieManagement()
            .build();
    private final String allocate;

    BareClient(Place place) {
        this.place = place;
        allocate = place.url() + "/api/v0/partner/enKashCard/create-allocate-points";
    }

    @Override
    public int call(long number) throws IOException {
        var body = new LinkedHashMap<String, Object>(place.award(number));
        body.put("loadAmount", body.remove("points"));
        body.put("uniqueReferenceNumber", body.remove("reference"));
        body.put("companyId", "CEKBENCH");
        body.put("cardAccountId", "CA9BENCH1");
        body.put("transactionCode", "ALLOCATION");
        body.put("transactionType", "CR");
        body.put("type", "ALLOCATE_POINT");
        var post = new HttpPost(allocate);
        post.setHeader("partnerId", "CRMBENCH1");
        post.setHeader("Authorization", "Bearer bench-token");
        post.setEntity(new ByteArrayEntity(codec.encode(JSON.writeValueAsBytes(body)), ContentType.APPLICATION_JSON));
        byte[] content = client.execute(post, response -> EntityUtils.toByteArray(response.getEntity()));
        var answer = JSON.readTree(content);
        if (answer.path("code").asInt(-1) != 0) {
            throw new IOException("Refused: " + answer.path("message").asText());
        }
        return 1;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
