package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static io.github.camelenkash.Enkash.cause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.testing.RawServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incentives (§9) as they travel: the same calls, with the incentive account in place of the reward account. */
class IncentivesTest {

    private static final String CARDS = "/api/v0/partner/enKashCard/";

    private final RawServer server = RawServer.start()
            .always(RawServer.json("{\"code\":0,\"message\":\"Success\",\"payload\":{\"enKashCardId\":\"EKC1\","
                    + "\"cardAccountId\":\"CADEMO02\",\"pgReferenceNumber\":\"INC-1\"}}"));
    private final Enkash enkash = Enkash.at(server).with(c -> c.setMarketplaceUrl(server.url()));

    @AfterEach
    void stop() {
        enkash.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "allocate,     create-allocate-points",
        "unallocate,   create-allocate-points",
        "balance,      cardAccount/get",
        "transactions, transaction/all",
        "transaction,  transaction/all",
        "cards,        search",
        "card,         search"
    })
    void everyCallNamesTheIncentiveAccount(String operation, String path) {
        var body = operation.endsWith("allocate")
                ? award("INC-1", 1, 250)
                : switch (operation) {
                    case "transaction" -> "INC-1";
                    case "card" -> "EKC1";
                    default -> null;
                };

        var exchange = enkash.send("enkash:" + operation + "?program=incentive", body);

        assertThat(exchange.getException()).isNull();
        var seen = server.calls().get(0);
        assertThat(seen.line()).isEqualTo("POST " + CARDS + path + " HTTP/1.1");
        assertThat(seen.text()).contains("\"cardAccountId\":\"CADEMO02\"").doesNotContain("CADEMO01");
        assertThat(seen.header("partnerId")).isEqualTo("CRMDEMO01");
    }

    @Test
    void theOtherPathOfTheGuideIsAnOption() {
        var uri = "enkash:allocate?program=incentive&pathOverrides=allocate=" + CARDS + "points/allocate";

        assertThat(enkash.send(uri, award("INC-1", 1, 250)).getException()).isNull();
        assertThat(server.calls().get(0).line()).isEqualTo("POST " + CARDS + "points/allocate HTTP/1.1");
        assertThat(server.calls().get(0).header("partnerId")).isEqualTo("CRMDEMO01");
    }

    @Test
    void noDocumentDescribesABulkCallForIncentivesSoItRefusesToStart() {
        var refused = catchThrowable(() -> enkash.send("enkash:bulkAllocate?program=incentive", List.of()));

        assertThat(cause(refused, InvalidRequestException.class))
                .hasMessageContaining("program=incentive")
                .hasMessageContaining("enkash:allocate")
                .hasMessageContaining("pathOverrides: bulkAllocate=");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aBulkPathThatEnkashGaveIsUsed() {
        var row = Map.copyOf(award("INC-1", 1, 250));
        enkash.send("enkash:bulkAllocate?program=incentive&pathOverrides=bulkAllocate=/told/by/EnKash", List.of(row));

        assertThat(server.calls().get(0).line())
                .isEqualTo("POST /told/by/EnKash?companyId=CEKDEMO001&cardAccountId=CADEMO02&isPointsAllocation=true"
                        + " HTTP/1.1");
    }
}
