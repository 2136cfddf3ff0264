package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.OfflineService;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Start, options, reset, close, and many callers at once. */
class SandboxTest {

    @Test
    void theServiceLoaderFindsItAndItsOptionsPointAtIt() throws IOException {
        try (OfflineService service =
                ServiceLoader.load(OfflineService.class).iterator().next()) {
            service.start();
            service.start();
            Map<String, String> options = service.options();

            assertThat(service).isInstanceOf(Sandbox.class);
            assertThat(options)
                    .containsOnlyKeys(
                            "apiUrl",
                            "tokenUrl",
                            "marketplaceUrl",
                            "ssoUrl",
                            "partnerId",
                            "companyId",
                            "cardAccountId",
                            "incentiveAccountId",
                            "partnerName",
                            "username",
                            "password",
                            "clientId",
                            "clientSecret");
            assertThat(options.get("tokenUrl")).isEqualTo(options.get("apiUrl") + "/oauth/token");
            assertThat(InetAddress.getByName(URI.create(options.get("apiUrl")).getHost())
                            .isLoopbackAddress())
                    .isTrue();
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws IOException {
        try (Sandbox sandbox = Sandbox.started()) {
            InetAddress own = InetAddress.getLocalHost();
            if (!own.isLoopbackAddress()) {
                assertThatThrownBy(() -> new Socket(own, sandbox.port()).close())
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void itStartsOnAGivenPortAndAgainAfterAClose() {
        int port;
        try (Sandbox sandbox = Sandbox.started()) {
            port = sandbox.port();
        }
        Sandbox again = Sandbox.builder().port(port).start();
        assertThat(again.url()).endsWith(":" + port);
        again.close();
        again.close();
        assertThatThrownBy(again::url).isInstanceOf(IllegalStateException.class);

        again.start();
        assertThat(again.port()).as("down, and back").isEqualTo(port);
        assertThat(new Partner(again).credit("HR-1", "10").succeeded()).isTrue();
        again.close();
    }

    @Test
    void itsThreadsKeepNoJvmAlive() {
        try (Sandbox sandbox = Sandbox.started()) {
            new Partner(sandbox).credit("HR-1", "10");

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("enkash-sandbox"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void aResetForgetsEverythingButHowItWasBuilt() {
        try (Sandbox sandbox = Sandbox.builder()
                .openingBalance("500")
                .with(Assumption.BULK_ECHO, true)
                .start()) {
            var partner = new Partner(sandbox);
            partner.credit("HR-1", "10");
            partner.login("wrong");
            sandbox.behaviour().set(Assumption.BULK_ECHO, false).set(Assumption.STRIKES, 9);
            sandbox.faults().next(Fault.BUSY, 100);
            sandbox.reset();

            assertThat(sandbox.books().transactions()).isEmpty();
            assertThat(sandbox.books().cards()).isEmpty();
            assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("500");
            assertThat(sandbox.books().logins()).isZero();
            assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
            assertThat(sandbox.behaviour().get(Assumption.BULK_ECHO)).isTrue();
            assertThat(sandbox.behaviour().get(Assumption.STRIKES)).isEqualTo(3);
            assertThat(partner.credit("HR-1", "10").status()).as("old token").isEqualTo(401);
            partner.forgetBearer();
            assertThat(partner.credit("HR-1", "10")
                            .payload()
                            .path("enKashCardId")
                            .textValue())
                    .isEqualTo("EKC0000001");
        }
    }

    @Test
    void itsIdentifiersAndSecretsCanBeOthers() {
        try (Sandbox sandbox = Sandbox.builder()
                .onboarding(Map.of("password", "p&=%", "clientSecret", "s:1", "partnerId", "CRMOTHER1"))
                .start()) {
            assertThat(sandbox.options()).containsEntry("password", "p&=%").containsEntry("partnerId", "CRMOTHER1");
            assertThat(new Partner(sandbox).credit("HR-1", "10").succeeded()).isTrue();
        }
        assertThatThrownBy(() -> Sandbox.builder().onboarding(Map.of("apiUrl", "http://x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sandbox.builder().onboarding(Map.of("nonsense", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void booksAreExactWhenManyCallAtOnce() throws Exception {
        try (Sandbox sandbox = Sandbox.started()) {
            var partner = new Partner(sandbox);
            partner.bearer();
            var threads = Executors.newFixedThreadPool(64);
            var calls = new ArrayList<Callable<Partner.Told>>();
            for (int i = 0; i < 1000; i++) {
                String reference = "HR-" + i % 500;
                // everybody gets points from one account onto one card, and half of the references come twice
                calls.add(() -> partner.credit(reference, "asha@example.in", "1.25"));
            }
            Set<String> transactionIds = new HashSet<>();
            for (Future<Partner.Told> told : threads.invokeAll(calls)) {
                transactionIds.add(told.get().payload().path("enkashCardTxnId").textValue());
            }
            threads.shutdown();

            assertThat(transactionIds).hasSize(1000).doesNotContainNull();
            assertThat(sandbox.books().creditsByReference())
                    .hasSize(500)
                    .allSatisfy((reference, credits) -> assertThat(credits).isEqualTo(2));
            assertThat(sandbox.books().cardOf("asha@example.in").otbBalance()).isEqualByComparingTo("1250");
            assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("998750");
            assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1000);
        }
    }

    @Test
    void threeHundredConnectionsAreServedAtOnce() throws IOException {
        try (Sandbox sandbox = Sandbox.started()) {
            var sockets = new ArrayList<Socket>();
            for (int i = 0; i < 300; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), sandbox.port()));
            }
            for (Socket socket : sockets) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write("GET /sso/x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
                assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 410");
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void booksCanBeSeededAndRead() {
        try (Sandbox sandbox = Sandbox.started()) {
            var books = sandbox.books();
            var card = books.openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "10");
            books.setAvailableBalance(Partner.INCENTIVES, new BigDecimal("7"));

            assertThat(books.card(card.cardId())).isEqualTo(card);
            assertThat(books.cardOf("9000000123")).isEqualTo(card);
            assertThat(books.card("EKC9999999")).isNull();
            assertThat(books.transactions("HR-1")).isEmpty();
            assertThat(books.availableBalance(Partner.INCENTIVES)).isEqualByComparingTo("7");
            assertThat(card.toString()).doesNotContain("asha").doesNotContain("9000000123");
            assertThatThrownBy(() -> books.availableBalance("CANOWHERE")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
