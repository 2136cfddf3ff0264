package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Assumption.Encryption;
import io.github.camelenkash.sandbox.Assumption.ErrorBody;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §4 and §5: who is let in, and how bodies are read. */
class GateTest {

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox);
    }

    private int statusWith(String header, String value) {
        var request = partner.request(Operation.ACCOUNT.path());
        if (value == null) {
            request = without(header);
        } else {
            request.setHeader(header, value);
        }
        return partner.send(request.POST(BodyPublishers.ofByteArray(partner.encrypted(Json.write(Partner.ids())))))
                .status();
    }

    private java.net.http.HttpRequest.Builder without(String header) {
        var copy = java.net.http.HttpRequest.newBuilder(java.net.URI.create(sandbox.url() + Operation.ACCOUNT.path()));
        partner.request(Operation.ACCOUNT.path()).build().headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(header)) {
                copy.header(name, values.get(0));
            }
        });
        return copy;
    }

    @Test
    @Shows(Documented.HEADERS)
    void partnerIdBearerTokenAndJsonAreRequired() {
        assertThat(statusWith("partnerId", "CRMDEMO01")).isEqualTo(200);
        assertThat(statusWith("PARTNERID", "CRMDEMO01"))
                .as("header names ignore case")
                .isEqualTo(200);
        assertThat(statusWith("partnerId", null)).isEqualTo(400);
        assertThat(statusWith("partnerId", "CRMOTHER1")).isEqualTo(403);
        assertThat(statusWith("Authorization", null)).isEqualTo(401);
        assertThat(statusWith("Authorization", "Bearer nobody")).isEqualTo(401);
        assertThat(statusWith("Authorization", partner.bearer()))
                .as("bare token")
                .isEqualTo(401);
        assertThat(statusWith("Content-Type", "application/json;charset=UTF-8")).isEqualTo(200);
        assertThat(statusWith("Content-Type", "text/plain")).isEqualTo(400);
    }

    @Test
    void onlyPostIsAnswered() {
        assertThat(partner.send(partner.request(Operation.ACCOUNT.path()).GET()).status())
                .isEqualTo(405);
        assertThat(partner.get("/nowhere").status()).isEqualTo(404);
        assertThat(sandbox.books().calls("/nowhere")).isEqualTo(1);
    }

    @Test
    void plainBodiesAreRefusedWhereEncryptionIsEnforced() {
        var told = partner.plain().credit("HR-1", "10");

        assertThat(told.status()).isEqualTo(422);
        assertThat(told.message()).isEqualTo("Invalid encrypted request");
        assertThat(sandbox.books().transactions()).isEmpty();
    }

    @Test
    void encryptedAndPlainBodiesAreReadWhereBothAreAccepted() {
        sandbox.behaviour().set(Assumption.ENCRYPTION, Encryption.ACCEPTED);

        assertThat(new Partner(sandbox).credit("HR-1", "10").succeeded()).isTrue();
        assertThat(new Partner(sandbox).plain().credit("HR-2", "10").succeeded())
                .isTrue();
    }

    @Test
    void encryptedBodiesLackEveryFieldWhereOnlyPlainOnesAreRead() {
        sandbox.behaviour().set(Assumption.ENCRYPTION, Encryption.PLAIN_ONLY);

        assertThat(new Partner(sandbox).credit("HR-1", "10").status()).isEqualTo(400);
        assertThat(new Partner(sandbox).plain().credit("HR-2", "10").succeeded())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{} {}", "{\"a\":1,\"a\":2}"})
    void whatIsNotExactlyOneJsonDocumentIsInvalid(String body) {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);

        assertThat(partner.post(Operation.ACCOUNT.path(), text).status()).isEqualTo(400);
        assertThat(partner.post(Operation.ACCOUNT.path(), partner.encrypted(text))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBodyUnderAnotherKeyIsUnprocessable() {
        String foreign = new Aes("another secret").encrypt("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(partner.plain()
                        .call(Operation.ACCOUNT, Json.object().put("request", foreign))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "ENVELOPE, application/json, response_code",
        "OAUTH, application/json, error_description",
        "TEXT, text/plain, cardAccountId is required",
        "HTML, text/html, <html>",
        "EMPTY, text/plain, ''"
    })
    void theBodyOfAnErrorIsAnAssumption(ErrorBody form, String type, String part) {
        sandbox.behaviour().set(Assumption.ERROR_BODY, form);
        var told = partner.call(Operation.ACCOUNT, Json.object());

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.headers().get("content-type")).startsWith(type);
        assertThat(told.text()).contains(part);
    }
}
