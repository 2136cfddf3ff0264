package io.github.camelenkash;

import static io.github.camelenkash.Enkash.answer;
import static io.github.camelenkash.Enkash.award;
import static io.github.camelenkash.Enkash.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementInProgressException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.PointsMoved;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a route is told when something goes wrong: which class, which facts, which headers, and in which words. */
class FailuresTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox).with(c -> {
            c.setResponseTimeout(Duration.ofSeconds(1));
            c.setSettleInCall(Duration.ZERO);
        });
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    /** One exchange for each class of failure, by the name of the class. */
    private Map<Class<? extends EnkashException>, Exchange> oneOfEach(String allocate, String balance)
            throws Exception {
        var failed = new LinkedHashMap<Class<? extends EnkashException>, Exchange>();
        failed.put(InvalidRequestException.class, enkash.send(allocate, award("HR-1", 1, -1)));

        var refused = award("HR-2", 2, 10);
        refused.put("email", "insufficient@example.in");
        failed.put(RejectedException.class, enkash.send(allocate, refused));

        enkash.ask("enkash:allocate", award("HR-3", 3, 10), MovementReceipt.class);
        failed.put(ReferenceConflictException.class, enkash.send(allocate, award("HR-3", 3, 11)));

        failed.put(MovementInProgressException.class, whileAnotherSends("HR-4", allocate));

        sandbox.faults().next(Fault.EMPTY, 1, Operation.ALLOCATE).next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS);
        failed.put(OutcomeUnknownException.class, enkash.send(allocate, award("HR-5", 5, 10)));

        sandbox.faults().next(Fault.UNDECIPHERABLE, 1, Operation.ACCOUNT);
        failed.put(UndecodableException.class, enkash.send(balance, null));

        sandbox.faults().next(Fault.BAD_GATEWAY, 1, Operation.ACCOUNT);
        failed.put(UnavailableException.class, enkash.send(balance, null));
        return failed;
    }

    private Exchange whileAnotherSends(String reference, String uri) throws Exception {
        var sending = new CountDownLatch(1);
        sandbox.faults()
                .slowBy(Duration.ofMillis(600))
                .when(
                        call -> {
                            boolean ours = call.reference().equals(reference);
                            if (ours) {
                                sending.countDown();
                            }
                            return ours;
                        },
                        Fault.SLOW,
                        1);
        var other = Executors.newSingleThreadExecutor();
        try {
            var first = other.submit(() -> enkash.send("enkash:allocate", award(reference, 4, 10)));
            assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();
            var exchange = enkash.send(uri, award(reference, 4, 10));
            assertThat(answer(first.get(10, TimeUnit.SECONDS), MovementReceipt.class)
                            .outcome())
                    .isEqualTo(Outcome.PAID);
            return exchange;
        } finally {
            other.shutdown();
        }
    }

    @Test
    void everyFailureSaysWhatWhereWhetherPointsMovedAndWhatNext() throws Exception {
        var failed = oneOfEach("enkash:allocate", "enkash:balance");
        failed.put(CredentialsException.class, wrongPassword());

        assertThat(failed.keySet()).containsExactlyInAnyOrderElementsOf(permitted());
        failed.forEach((type, exchange) -> {
            var e = failure(exchange, type);
            var message = e.getMessage();
            var moved = e.getPointsMoved();
            assertThat(e.getClass()).isSameAs(type);
            assertThat(type.isMemberClass()).as("%s is top level", type).isFalse();
            assertThat(message).startsWith(e.getReason().substring(0, 10)).contains(moved.sentence());
            assertThat(message.substring(
                            message.indexOf(moved.sentence()) + moved.sentence().length()))
                    .as("what next")
                    .hasSizeGreaterThan(15)
                    .endsWith(".");
            if (e.getReference() != null) {
                assertThat(message).contains(e.getReference());
            }
            if (e.getHttpStatus() != null) {
                assertThat(message).contains("HTTP " + e.getHttpStatus());
            }
            assertThat(message).doesNotContain("..").doesNotContain("null");
            assertThat(e.toString()).doesNotContain("asha").doesNotContain("91000000");
        });
    }

    @Test
    void theFactsOfEachFailureAreAtHand() throws Exception {
        var failed = oneOfEach("enkash:allocate", "enkash:balance");

        var invalid = failure(failed.get(InvalidRequestException.class), InvalidRequestException.class);
        facts(invalid, "HR-1", null, null, PointsMoved.NO, Outcome.REFUSED);
        assertThat(invalid.getField()).isEqualTo("loadAmount");

        var rejected = failure(failed.get(RejectedException.class), RejectedException.class);
        facts(rejected, "HR-2", 200, 1, PointsMoved.NO, Outcome.REFUSED);
        assertThat(rejected.getServiceMessage()).isEqualTo("Insufficient balance in card account");

        facts(
                failure(failed.get(ReferenceConflictException.class), ReferenceConflictException.class),
                "HR-3",
                null,
                null,
                PointsMoved.NO,
                Outcome.REFUSED);
        facts(
                failure(failed.get(MovementInProgressException.class), MovementInProgressException.class),
                "HR-4",
                null,
                null,
                PointsMoved.UNKNOWN,
                Outcome.UNKNOWN);
        var unknown = failure(failed.get(OutcomeUnknownException.class), OutcomeUnknownException.class);
        assertThat(unknown.getReference()).isEqualTo("HR-5");
        assertThat(unknown.getPointsMoved()).isEqualTo(PointsMoved.UNKNOWN);
        assertThat(unknown.getOutcome()).isEqualTo(Outcome.UNKNOWN);

        var undecodable = failure(failed.get(UndecodableException.class), UndecodableException.class);
        facts(undecodable, null, 200, null, PointsMoved.NO, Outcome.REFUSED);
        var unavailable = failure(failed.get(UnavailableException.class), UnavailableException.class);
        facts(unavailable, null, 502, null, PointsMoved.NO, Outcome.REFUSED);
    }

    private static void facts(
            EnkashException e, String reference, Integer status, Integer code, PointsMoved moved, Outcome outcome) {
        assertThat(e.getReference()).isEqualTo(reference);
        assertThat(e.getHttpStatus()).as(e.getMessage()).isEqualTo(status);
        assertThat(e.getCode()).isEqualTo(code);
        assertThat(e.getPointsMoved()).isEqualTo(moved);
        assertThat(e.getOutcome()).isEqualTo(outcome);
    }

    @Test
    void theHeadersSayWhatARouteCanDecideOn() throws Exception {
        var failed = oneOfEach("enkash:allocate", "enkash:balance");

        for (var type :
                List.of(InvalidRequestException.class, RejectedException.class, ReferenceConflictException.class)) {
            assertThat(failed.get(type).getMessage().getHeader(EnkashConstants.OUTCOME))
                    .isEqualTo("REFUSED");
        }
        for (var type : List.of(MovementInProgressException.class, OutcomeUnknownException.class)) {
            assertThat(failed.get(type).getMessage().getHeader(EnkashConstants.OUTCOME))
                    .isEqualTo("UNKNOWN");
        }
        var rejected = failed.get(RejectedException.class).getMessage();
        assertThat(rejected.getHeader(EnkashConstants.HTTP_STATUS)).isEqualTo(200);
        assertThat(rejected.getHeader(EnkashConstants.RESPONSE_CODE)).isEqualTo(1);
        assertThat(rejected.getHeader(EnkashConstants.RESPONSE_MESSAGE))
                .isEqualTo("Insufficient balance in card account");
        for (var type : List.of(UndecodableException.class, UnavailableException.class)) {
            assertThat(failed.get(type).getMessage().getHeaders()).doesNotContainKey(EnkashConstants.OUTCOME);
        }
    }

    @Test
    void theBodyStaysWhatItWasSoThatARouteCanTryAgain() {
        var award = award("HR-1", 1, -1);

        assertThat(enkash.send("enkash:allocate", award).getMessage().getBody()).isSameAs(award);
    }

    @Test
    void aStreamCanBeReadAgainByWhoeverHandlesTheFailure() {
        enkash.routes(routes -> routes.from("direct:pay")
                .doTry()
                .to("enkash:allocate")
                .doCatch(InvalidRequestException.class)
                .convertBodyTo(String.class)
                .end());
        var json = Enkash.json("HR-1", 1, "-1");
        var stream = new InputStreamCache(json.getBytes(StandardCharsets.UTF_8));
        assertThat(enkash.send("direct:pay", stream).getMessage().getBody(String.class))
                .isEqualTo(json);

        var rows = "[" + Enkash.json("HR-1", 1, "1") + "]";
        var exchange = enkash.send(
                "enkash:bulkAllocate?password=not-the-password",
                new InputStreamCache(rows.getBytes(StandardCharsets.UTF_8)));
        assertThat(failure(exchange, CredentialsException.class)).isNotNull();
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(rows);
    }

    @Test
    void aRouteInYamlNamesEachClassOfFailure() throws Exception {
        var yaml = new StringBuilder();
        for (var type : permitted()) {
            yaml.append("""
                    - onException:
                        exception:
                          - "%s"
                        handled:
                          constant: "true"
                        steps:
                          - setBody:
                              simple: "%s ${header.CamelEnkashOutcome} ${exception.pointsMoved}"
                    """.formatted(type.getName(), type.getSimpleName()));
        }
        yaml.append("""
                - route:
                    from:
                      uri: direct:pay
                      steps:
                        - to: enkash:allocate
                - route:
                    from:
                      uri: direct:balance
                      steps:
                        - to: enkash:balance
                """);
        PluginHelper.getRoutesLoader(enkash.context())
                .loadRoutes(ResourceHelper.fromString("failures.camel.yaml", yaml.toString()));

        oneOfEach("direct:pay", "direct:balance").forEach((type, exchange) -> {
            assertThat(exchange.getException()).as(type.getName()).isNull();
            assertThat(exchange.getMessage().getBody(String.class)).startsWith(type.getSimpleName() + " ");
        });
    }

    @Test
    void aRouteInYamlTellsTheBaseClassFromOthers() throws Exception {
        PluginHelper.getRoutesLoader(enkash.context()).loadRoutes(ResourceHelper.fromString("base.camel.yaml", """
                        - route:
                            from:
                              uri: direct:pay
                              steps:
                                - doTry:
                                    steps:
                                      - to: enkash:allocate
                                    doCatch:
                                      - exception:
                                          - io.github.camelenkash.api.EnkashException
                                        steps:
                                          - setBody:
                                              simple: "${header.CamelEnkashOutcome}"
                        """));

        assertThat(enkash.ask("direct:pay", award("HR-1", 1, -1), String.class)).isEqualTo("REFUSED");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HTML", "UNDECIPHERABLE", "GARBAGE", "EMPTY", "NO_CODE", "DEEP_JSON"})
    void anAnswerThatCannotBeReadIsUndecodableForAReadAndAnUnknownOutcomeForAMovement(Fault fault) {
        sandbox.faults().when(call -> call.operation() == Operation.ACCOUNT, fault);
        var read = failure(enkash.send("enkash:balance", null), UndecodableException.class);
        assertThat(read)
                .hasMessageContaining("HTTP 200")
                .hasMessageContaining("No points moved")
                .hasMessageContaining("encryption and secretKey options");
        assertThat(read.getMessage()).doesNotContain("<html>").doesNotContain("maintenance");

        sandbox.faults()
                .next(fault, 1, Operation.ALLOCATE)
                .when(call -> call.operation() == Operation.TRANSACTIONS, Fault.BAD_GATEWAY);
        var exchange = enkash.send("enkash:allocate", award("HR-1", 1, 10));
        assertThat(failure(exchange, OutcomeUnknownException.class))
                .hasMessageContaining("HR-1")
                .hasMessageContaining("Whether points moved is not known yet")
                .hasMessageContaining("Redelivery is safe");
        assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("UNKNOWN");

        var bulk = enkash.send("enkash:bulkAllocate", List.of(award("HR-1", 1, 10)));
        var row = (RowResult) answer(bulk, List.class).get(0);
        assertThat(row.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(row.reason()).isNotBlank();
        assertThat(bulk.getMessage().getHeader(EnkashConstants.UNKNOWN_COUNT)).isEqualTo(1);
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void anUnknownOutcomeIsFoundOutByTheNextDelivery() {
        enkash.ask("enkash:allocate", award("HR-0", 9, 1), MovementReceipt.class);
        sandbox.faults().next(Fault.EMPTY, 1, Operation.ALLOCATE).next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS);
        enkash.routes(routes -> {
            routes.onException(OutcomeUnknownException.class)
                    .maximumRedeliveries(2)
                    .redeliveryDelay(0);
            routes.from("direct:pay").to("enkash:allocate");
        });

        var receipt = enkash.ask("direct:pay", award("HR-1", 1, 10), MovementReceipt.class);

        assertThat(receipt.settled()).isTrue();
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsTriedOnceForAllExchangesThreadsAndEndpoints() throws Exception {
        enkash.with(c -> c.setPassword("not-the-password"));
        var threads = Executors.newFixedThreadPool(8);
        try {
            enkash.template();
            for (var operation : List.of("allocate", "balance", "cards", "bulkAllocate", "unallocate")) {
                var tasks = java.util.stream.IntStream.range(0, 8)
                        .mapToObj(i -> threads.submit(() -> enkash.send(
                                "enkash:" + operation,
                                operation.startsWith("bulk")
                                        ? List.of(award("HR-" + i, i, 10))
                                        : award("HR-" + i, i, 10))))
                        .toList();
                for (var task : tasks) {
                    var exchange = task.get(20, TimeUnit.SECONDS);
                    var refused = failure(exchange, CredentialsException.class);
                    assertThat(refused)
                            .hasMessageContaining("login")
                            .hasMessageContaining("username, password, clientId, clientSecret")
                            .hasMessageContaining("locks the account")
                            .hasMessageContaining("No points moved");
                    assertThat(refused.getMessage()).doesNotContain("not-the-password");
                }
            }
        } finally {
            threads.shutdown();
        }

        assertThat(sandbox.books().logins()).isEqualTo(1);
        assertThat(sandbox.books().locked()).isFalse();
        assertThat(sandbox.books().transactions()).isEmpty();
    }

    @Test
    void aRefusedLoginLeavesTheReferenceFree() {
        var wrong = enkash.send("enkash:allocate?password=not-the-password", award("HR-1", 1, 10));
        assertThat(failure(wrong, CredentialsException.class).getReference()).isNull();
        assertThat(wrong.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("REFUSED");

        assertThat(enkash.ask("enkash:allocate", award("HR-1", 1, 10), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void aServerThatIsNotThereIsUnavailableAndNothingMoved() {
        try (var nobody = Enkash.at(sandbox).with(c -> {
            var options = sandbox.options();
            c.setApiUrl("http://127.0.0.1:1");
            c.setPartnerId(options.get("partnerId"));
            c.setCompanyId(options.get("companyId"));
            c.setCardAccountId(options.get("cardAccountId"));
            c.setUsername("u");
            c.setPassword("p");
            c.setClientId("c");
            c.setClientSecret("s");
        })) {
            for (var operation : List.of("allocate", "balance")) {
                var e = failure(nobody.send("enkash:" + operation, award("HR-1", 1, 10)), UnavailableException.class);
                assertThat(e).hasMessageContaining("No points moved");
                assertThat(e.getPointsMoved()).isEqualTo(PointsMoved.NO);
            }
        }
    }

    @Test
    void failuresTravelBetweenProcesses() throws Exception {
        var failed = oneOfEach("enkash:allocate", "enkash:balance");
        for (var entry : failed.entrySet()) {
            var e = failure(entry.getValue(), entry.getKey());
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(e);
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                var copy = (EnkashException) in.readObject();
                assertThat(copy).isExactlyInstanceOf(entry.getKey()).hasMessage(e.getMessage());
                assertThat(copy.getReference()).isEqualTo(e.getReference());
                assertThat(copy.getHttpStatus()).isEqualTo(e.getHttpStatus());
                assertThat(copy.getOutcome()).isEqualTo(e.getOutcome());
            }
        }
    }

    private Exchange wrongPassword() {
        return enkash.send("enkash:balance?password=not-the-password", null);
    }

    private static List<Class<? extends EnkashException>> permitted() {
        return java.util.Arrays.stream(EnkashException.class.getPermittedSubclasses())
                .<Class<? extends EnkashException>>map(type -> type.asSubclass(EnkashException.class))
                .toList();
    }
}
