package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** A partner system in miniature, on the JDK's client: what the tests talk to the sandbox with. */
final class Partner {

    static final String COMPANY = "CEKDEMO001";
    static final String ACCOUNT = "CADEMO01";
    static final String INCENTIVES = "CADEMO02";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Sandbox sandbox;
    private final Aes aes;
    private String bearer;
    private boolean encrypting = true;
    private Duration patience = Duration.ofSeconds(20);

    Partner(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.aes = new Aes(sandbox.options().get("clientSecret"));
    }

    /** What came back; the code is read from either envelope, and as number or text. */
    record Told(int status, String text, Map<String, String> headers) {

        JsonNode json() {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        }

        String code() {
            return json().has("code")
                    ? json().get("code").asText()
                    : json().path("response_code").asText();
        }

        String message() {
            return json().has("message")
                    ? json().get("message").asText()
                    : json().path("response_message").asText();
        }

        JsonNode payload() {
            return json().path("payload");
        }

        boolean succeeded() {
            return status == 200 && code().equals("0");
        }
    }

    Partner plain() {
        encrypting = false;
        return this;
    }

    Partner patience(Duration duration) {
        patience = duration;
        return this;
    }

    Aes aes() {
        return aes;
    }

    Told login() {
        return login(sandbox.options().get("password"));
    }

    Told login(String password) {
        var options = sandbox.options();
        var form = Map.of(
                "username",
                options.get("username"),
                "password",
                password,
                "grant_type",
                "password",
                "clientId",
                options.get("clientId"));
        return login(form, options.get("clientId") + ":" + options.get("clientSecret"));
    }

    Told login(Map<String, String> form, String basicPair) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String basic = Base64.getEncoder().encodeToString(basicPair.getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(sandbox.options().get("tokenUrl")))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The token of this partner; logs in for the first call. */
    synchronized String bearer() {
        if (bearer == null) {
            bearer = login().json().path("access_token").textValue();
        }
        return bearer;
    }

    synchronized void forgetBearer() {
        bearer = null;
    }

    Told call(Operation operation, JsonNode body) {
        return call(operation.path(), body);
    }

    Told call(String pathAndQuery, JsonNode body) {
        byte[] text = Json.write(body);
        return post(pathAndQuery, encrypting ? encrypted(text) : text);
    }

    byte[] encrypted(byte[] text) {
        return Json.write(Json.object().put("request", aes.encrypt(text)));
    }

    Told post(String pathAndQuery, byte[] body) {
        return send(request(pathAndQuery).POST(BodyPublishers.ofByteArray(body)));
    }

    /** A request with the headers of §4. */
    HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + pathAndQuery))
                .header("partnerId", sandbox.options().get("partnerId"))
                .header("Authorization", "Bearer " + bearer())
                .header("Content-Type", "application/json");
    }

    Told send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(patience).build(), BodyHandlers.ofString());
            return new Told(
                    response.statusCode(),
                    response.body(),
                    response.headers().map().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, entry -> entry.getValue().get(0))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Told get(String path) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.url() + path)).GET());
    }

    static ObjectNode credit(String reference, String email, String mobile, String points) {
        return Json.object()
                .put("companyId", COMPANY)
                .put("cardAccountId", ACCOUNT)
                .put("transactionCode", "ALLOCATION")
                .put("transactionType", "CR")
                .put("type", "ALLOCATE_POINT")
                .put("email", email)
                .put("mobile", mobile)
                .put("title", "Ms")
                .put("firstName", "Asha")
                .put("gender", "F")
                .put("loadAmount", new BigDecimal(points))
                .put("uniqueReferenceNumber", reference);
    }

    static ObjectNode asDebit(ObjectNode credit) {
        return credit.put("transactionType", "DR").put("type", "UNALLOCATE_POINT");
    }

    /** Credits a person who is derived from the reference. */
    Told credit(String reference, String points) {
        return credit(reference, person(reference) + "@example.in", points);
    }

    Told credit(String reference, String email, String points) {
        return call(Operation.ALLOCATE, credit(reference, email, mobile(email), points));
    }

    static String person(String reference) {
        return "person-" + reference.toLowerCase(java.util.Locale.ROOT);
    }

    /** Ten digits for each e-mail. */
    static String mobile(String email) {
        return "9" + String.format("%09d", Math.floorMod(email.hashCode(), 1_000_000_000));
    }

    static ObjectNode row(String reference, String email, String points) {
        return Json.object()
                .put("title", "Mr")
                .put("name", "Ravi Demo")
                .put("email", email)
                .put("mobile", mobile(email))
                .put("loadAmount", new BigDecimal(points))
                .put("uniqueReferenceNumber", reference);
    }

    Told bulk(boolean fundExisting, ObjectNode... rows) {
        ArrayNode array = Json.array();
        for (ObjectNode row : rows) {
            array.add(row);
        }
        return call(bulkPath(COMPANY, ACCOUNT, Boolean.toString(fundExisting)), array);
    }

    static String bulkPath(String company, String account, String fundExisting) {
        return Operation.BULK.path() + "?companyId=" + company + "&cardAccountId=" + account + "&isPointsAllocation="
                + fundExisting;
    }

    /** A body with company and account, for the reads. */
    static ObjectNode ids() {
        return Json.object().put("companyId", COMPANY).put("cardAccountId", ACCOUNT);
    }

    Told find(String reference) {
        return call(Operation.TRANSACTIONS, ids().put("pgReferenceNumber", reference));
    }
}
