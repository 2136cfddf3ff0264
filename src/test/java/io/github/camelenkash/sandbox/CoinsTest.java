package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.Encryption;
import io.github.camelenkash.sandbox.Assumption.RepeatedReference;
import io.github.camelenkash.sandbox.Partner.Told;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract §11: events and coins. */
class CoinsTest {

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox).plain();
    }

    @Test
    @Shows(Documented.COIN_EVENTS)
    void anEventIsCreatedGotAndChanged() {
        var id = create("WORK_ANNIVERSARY", 10).payload().path("coinConfigId").textValue();
        assertThat(get("/api/v0/enkash-coins/" + id).payload().path("amount").intValue())
                .isEqualTo(10);

        var change = Json.write(Json.object().put("amount", 25));
        var changed = partner.send(
                partner.request("/api/v0/enkash-coins/" + id).method("PATCH", BodyPublishers.ofByteArray(change)));
        assertThat(changed.payload().path("amount").intValue()).isEqualTo(25);
        assertThat(changed.payload().path("event").textValue()).isEqualTo("WORK_ANNIVERSARY");
        assertThat(get("/api/v0/enkash-coins/NONE").status()).isEqualTo(404);
    }

    @Test
    @Shows({Documented.ALLOCATE_COINS, Documented.COIN_BALANCE})
    void coinsAreCreditedByTheirEvent() {
        create("WORK_ANNIVERSARY", 10);
        assertThat(allocate("RQ-1", "EK1").payload().isTextual()).isTrue();

        assertThat(get("/api/v0/coins/balance?userId=EK1").payload().intValue()).isEqualTo(10);
        assertThat(sandbox.books().coins("EK1")).isEqualByComparingTo("10");
        assertThat(sandbox.books().coinAllocations("RQ-1")).isEqualTo(1);
        assertThat(allocate("RQ-2", "EK1", "NONE").status()).isEqualTo(404);
        assertThat(get("/api/v0/coins/balance").status()).isEqualTo(400);
    }

    @Test
    void aRepeatedRequestCreditsAgainUnlessItIsSwitched() {
        create("WORK_ANNIVERSARY", 10);
        allocate("RQ-1", "EK1");
        allocate("RQ-1", "EK1");
        assertThat(sandbox.books().coinAllocations("RQ-1")).isEqualTo(2);
        sandbox.behaviour().set(Assumption.REPEATED_REQUEST, RepeatedReference.REJECT);
        assertThat(allocate("RQ-1", "EK1").code()).isEqualTo("1");
        sandbox.behaviour().set(Assumption.REPEATED_REQUEST, RepeatedReference.REJECT_WITH_STATUS_409);
        assertThat(allocate("RQ-1", "EK1").status()).isEqualTo(409);
        sandbox.behaviour().set(Assumption.REPEATED_REQUEST, RepeatedReference.REJECT_WITH_CODE_409);
        assertThat(allocate("RQ-1", "EK1").code()).isEqualTo("409");
        sandbox.behaviour().set(Assumption.REPEATED_REQUEST, RepeatedReference.RETURN_ORIGINAL);
        assertThat(allocate("RQ-1", "EK1").succeeded()).isTrue();
        assertThat(sandbox.books().coins("EK1")).isEqualByComparingTo("20");
    }

    @Test
    void coinsHaveASwitchOfTheirOwnForEncryption() {
        sandbox.behaviour().set(Assumption.COINS_ENCRYPTION, Encryption.ENFORCED);
        assertThat(create("WORK_ANNIVERSARY", 10).status()).isEqualTo(422);
        assertThat(new Partner(sandbox)
                        .call(Operation.CREATE_EVENT, event("WORK_ANNIVERSARY", 10))
                        .succeeded())
                .isTrue();
    }

    @Test
    void faultsStrikeCoinsToo() {
        create("WORK_ANNIVERSARY", 10);
        sandbox.faults().next(Fault.UNMENTIONED, 1, Operation.ALLOCATE_COINS);
        assertThat(allocate("RQ-1", "EK1").payload().isNull()).isTrue();
        sandbox.faults().when(call -> call.reference().equals("RQ-2"), Fault.SERVER_ERROR, 1);
        assertThat(allocate("RQ-2", "EK1").status()).isEqualTo(500);
        assertThat(sandbox.books().coins("EK1")).isEqualByComparingTo("20");
    }

    private Told get(String path) {
        return partner.send(partner.request(path).GET());
    }

    private Told create(String name, int amount) {
        return partner.call(Operation.CREATE_EVENT, event(name, amount));
    }

    private static ObjectNode event(String name, int amount) {
        return Json.object()
                .put("configuration", "CUSTOM")
                .put("companyId", Partner.COMPANY)
                .put("event", name)
                .put("amount", amount);
    }

    private Told allocate(String requestId, String userId) {
        return allocate(requestId, userId, "WORK_ANNIVERSARY");
    }

    private Told allocate(String requestId, String userId, String event) {
        return partner.call(
                Operation.ALLOCATE_COINS,
                Json.object()
                        .put("companyId", Partner.COMPANY)
                        .put("event", event)
                        .put("requestId", requestId)
                        .put("userId", userId));
    }
}
