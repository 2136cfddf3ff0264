package io.github.camelenkash.client;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.ReferenceField;
import io.github.camelenkash.testing.RawServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Invented values that the tests of this package share. */
final class Demo {

    static final String SECRET = "demo-client-secret-0001";
    static final Credentials CREDENTIALS = new Credentials("9000000123", "pass word+1", "CEK4DEMO77", SECRET);
    static final Onboarding ONBOARDING =
            new Onboarding("CRMDEMO001", "CEK4DEMO77", "CA9DEMO1", "CA9DEMO2", "hrms", "https://web.example.com");
    static final String PAID = "{\"code\":0,\"message\":\"Success\",\"payload\":{\"enKashCardId\":\"EKC5DEMO3X\","
            + "\"userId\":\"EK7DEMO1\",\"otbBalance\":250.50,\"enkashCardTxnId\":\"ECTDEMO00001\","
            + "\"pgReferenceNumber\":\"HR-2031-000017\"}}";

    private Demo() {}

    static ClientSettings.Builder settings(RawServer server) {
        return ClientSettings.builder()
                .apiUrl(server.url())
                .marketplaceUrl(server.url())
                .onboarding(ONBOARDING)
                .credentials(CREDENTIALS)
                .encryptRequests(false)
                .responseTimeout(Duration.ofSeconds(10));
    }

    static EnkashClient client(RawServer server) {
        return EnkashClient.create(settings(server).build());
    }

    /** A client with other settings. */
    static EnkashClient with(RawServer server, UnaryOperator<ClientSettings.Builder> change) {
        return EnkashClient.create(change.apply(settings(server)).build());
    }

    /** A whole reward request for one person. */
    static Map<String, Object> request() {
        var request = new LinkedHashMap<String, Object>();
        request.put("email", "asha.demo@example.com");
        request.put("mobile", "9000000123");
        request.put("title", "Ms");
        request.put("firstName", "Asha");
        request.put("gender", "F");
        request.put("loadAmount", new BigDecimal("250.50"));
        request.put("uniqueReferenceNumber", "HR-2031-000017");
        return request;
    }

    static Order order() {
        return order(ReferenceField.both);
    }

    static Order order(ReferenceField field) {
        return new AllocateCall().order(Input.of(request()), ONBOARDING, Program.reward, field);
    }

    /** One row of a bulk call. */
    static Order row(String reference, String mobile) {
        return new BulkAllocateCall()
                .order(
                        Map.of(
                                "title",
                                "Mr",
                                "name",
                                "Ravi Demo",
                                "email",
                                "ravi" + mobile + "@example.com",
                                "mobile",
                                mobile,
                                "loadAmount",
                                100,
                                "uniqueReferenceNumber",
                                reference),
                        ONBOARDING,
                        Program.reward);
    }

    static List<Order> chunk() {
        return List.of(row("HR-2031-000018", "9000000124"), row("HR-2031-000019", "9000000125"));
    }
}
