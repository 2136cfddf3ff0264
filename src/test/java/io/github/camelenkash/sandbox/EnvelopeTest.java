package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Assumption.CodeForm;
import io.github.camelenkash.sandbox.Assumption.EnvelopeStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §6.1, §14.1 to §14.3 and §5.4. */
class EnvelopeTest {

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox);
    }

    private Partner.Told account() {
        return partner.call(Operation.ACCOUNT, Partner.ids());
    }

    @Test
    @Shows(Documented.ENVELOPES)
    void eachPageHasItsOwnEnvelope() {
        assertThat(account().json().fieldNames())
                .toIterable()
                .containsExactly("response_code", "response_message", "payload");
        assertThat(partner.credit("HR-1", "10").json().fieldNames())
                .toIterable()
                .containsExactly("code", "message", "payload");
        assertThat(partner.bulk(true, Partner.row("HR-2", "a@example.in", "1"))
                        .json()
                        .has("code"))
                .isTrue();
        assertThat(partner.call(Operation.SEARCH, Partner.ids()).json().has("code"))
                .isTrue();
        assertThat(account().json().path("response_code").isInt()).isTrue();
    }

    @Test
    void oneStyleCanBeForcedOnEveryPage() {
        sandbox.behaviour().set(Assumption.ENVELOPE, EnvelopeStyle.A);
        assertThat(partner.credit("HR-1", "10").json().has("response_code")).isTrue();
        sandbox.behaviour().set(Assumption.ENVELOPE, EnvelopeStyle.B);
        assertThat(account().json().has("code")).isTrue();
    }

    @Test
    void theCodeCanBeAStringAndThePayloadMisspelt() {
        sandbox.behaviour().set(Assumption.CODE_FORM, CodeForm.STRING).set(Assumption.PAYLOAD_NAME, "paylod");
        var json = account().json();

        assertThat(json.path("response_code").textValue()).isEqualTo("0");
        assertThat(json.path("paylod").path("cardAccountId").textValue()).isEqualTo("CADEMO01");
        assertThat(json.has("payload")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "response"})
    void answersCanBeEncrypted(String field) {
        sandbox.behaviour().set(Assumption.ENCRYPTED_RESPONSES, true).set(Assumption.RESPONSE_FIELD, field);
        var json = account().json();

        assertThat(json.size()).isEqualTo(1);
        var plain = Json.read(partner.aes().decrypt(json.path(field).textValue()));
        assertThat(plain.path("response_code").intValue()).isZero();
    }
}
