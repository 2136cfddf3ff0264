package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A route hears once that the balance is low, and once that it is not any more. */
class BalanceConsumerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    @TempDir
    Path folder;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private Sandbox sandbox;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
    }

    private Enkash node(PollStore.Node store, String options) {
        return store.on(Enkash.at(sandbox)).routes(routes -> {
            routes.onException(UnavailableException.class).handled(true).process(exchange -> errors.incrementAndGet());
            routes.from("enkash:balance?initialDelay=0&delay=10&bridgeErrorHandler=true&lowBalance=1000" + options)
                    .process(exchange -> {
                        if (failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("not now");
                        }
                        told.add(exchange.getMessage().getHeader("CamelEnkashBalanceState") + " "
                                + exchange.getMessage()
                                        .getBody(RewardAccount.class)
                                        .availableBalance()
                                        .toPlainString());
                    });
        });
    }

    private void poll() {
        long calls = sandbox.books().calls(Operation.ACCOUNT);
        await().atMost(PATIENCE).until(() -> sandbox.books().calls(Operation.ACCOUNT) >= calls + 3);
    }

    private void balance(String points) {
        sandbox.books().setAvailableBalance(points);
        poll();
    }

    @ParameterizedTest
    @EnumSource(PollStore.class)
    void eachFallAndEachRecoveryIsToldOnceAcrossARestart(PollStore kind) {
        var store = kind.open(folder);
        try (var first = node(store, "&rearmBalance=1500")) {
            first.context().start();
            balance("1000");
            balance("999.99");
            balance("10");
            balance("1200");
        }
        try (var second = node(store, "&rearmBalance=1500")) {
            second.context().start();
            balance("900");
            balance("1499.99");
            balance("1500");
            balance("1200");
            balance("999");
        }

        assertThat(told).containsExactly("LOW 999.99", "RECOVERED 1500", "LOW 999");
    }

    @Test
    void whatIsLowAlreadyIsReportedAtTheFirstPoll() {
        sandbox.books().setAvailableBalance("5");
        try (var enkash = node(PollStore.MEMORY_REPOSITORY.open(folder), "")) {
            enkash.context().start();
            poll();
            balance("1000");
        }

        assertThat(told).containsExactly("LOW 5", "RECOVERED 1000");
    }

    @Test
    void whatIsLowAlreadyIsOnlyNotedWhereTheFirstPollArms() {
        sandbox.books().setAvailableBalance("5");
        try (var enkash = node(PollStore.MEMORY_REPOSITORY.open(folder), "&firstPoll=arm")) {
            enkash.context().start();
            poll();
            balance("1000");
            balance("6");
        }

        assertThat(told).containsExactly("RECOVERED 1000", "LOW 6");
    }

    @Test
    void anExchangeThatFailsIsSentAgain() {
        failures.set(2);
        sandbox.books().setAvailableBalance("5");
        try (var enkash = node(PollStore.MEMORY_REPOSITORY.open(folder), "&greedy=true")) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> !told.isEmpty());
            poll();
        }

        assertThat(told).containsExactly("LOW 5");
    }

    @Test
    void enkashBeingDownIsAnErrorAndNotALowBalance() {
        sandbox.faults().next(Fault.SERVER_ERROR, 5, Operation.ACCOUNT);
        try (var enkash = node(PollStore.MEMORY_REPOSITORY.open(folder), "")) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> errors.get() == 5);
            poll();
        }

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enkash:balance",
                "enkash:balance?lowBalance=much",
                "enkash:balance?lowBalance=10&rearmBalance=9",
                "enkash:transactions?startAt=yesterday",
                "enkash:transactions?timeZone=Mars",
                "enkash:transactions?maxSeen=1",
                "enkash:transactions?dateWindow=0",
                "enkash:transactions?pageSize=5&pageParameters=page",
                "enkash:transactions?pageParameters=pageNo=page",
                "enkash:transactions?filter.colour=red",
                "enkash:transactions?filter.txnDateFrom=2031-01-01T00:00:00Z"
            })
    void whatCouldOnlyFailAtAPollIsRefusedAtStart(String uri) {
        try (var enkash = Enkash.at(sandbox).routes(routes -> routes.from(uri).to("mock:x"))) {
            assertThatThrownBy(() -> enkash.context().start())
                    .satisfies(thrown -> Enkash.cause(thrown, InvalidRequestException.class));
        }
    }

    @Test
    void aMomentToStartAtMayHaveAnyOffset() {
        try (var enkash = Enkash.at(sandbox)
                .routes(routes -> routes.from("enkash:transactions?startAt=2031-01-01T00:00:00+05:30")
                        .to("mock:x"))) {
            enkash.context().start();
            assertThat(enkash.context().getStatus().isStarted()).isTrue();
        }
    }

    @Test
    void twoConsumersThatWouldShareTheirStateAreRefused() {
        try (var enkash = Enkash.at(sandbox).routes(routes -> {
            routes.from("enkash:balance?lowBalance=10").to("mock:x");
            routes.from("enkash:balance?lowBalance=20").to("mock:y");
        })) {
            assertThatThrownBy(() -> enkash.context().start()).hasStackTraceContaining("stateKey");
        }
        try (var enkash = Enkash.at(sandbox).routes(routes -> {
            routes.from("enkash:balance?lowBalance=10").to("mock:x");
            routes.from("enkash:balance?lowBalance=20&stateKey=second").to("mock:y");
        })) {
            enkash.context().start();
            assertThat(enkash.context().getStatus().isStarted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"allocate", "cards", "settle", "sso"})
    void whatCannotStartARouteSaysSo(String operation) {
        try (var enkash = Enkash.at(sandbox)
                .routes(routes -> routes.from("enkash:" + operation).to("mock:x"))) {
            assertThatThrownBy(() -> enkash.context().start())
                    .hasStackTraceContaining("enkash:" + operation + " cannot start a route")
                    .hasStackTraceContaining("balance, transactions");
        }
    }

    @Test
    void theFilterOfAConsumerIsRefusedOnAProducer() {
        try (var enkash = Enkash.at(sandbox)) {
            assertThatThrownBy(() -> enkash.send("enkash:transactions?filter.status=SUCCESS", null))
                    .satisfies(thrown -> assertThat(Enkash.cause(thrown, InvalidRequestException.class)
                                    .getField())
                            .isEqualTo("filter"));
        }
    }
}
