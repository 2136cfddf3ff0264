package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.SpanContextPropagationInjector;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.Tracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What spans of Camel's telemetry tell of the component's calls, found as Camel finds it. */
class EnkashSpanDecoratorTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final Recorder recorder = new Recorder();
    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
        recorder.init(enkash.context());
        enkash.routes(routes -> {
            routes.from("direct:pay").routeId("pay").to("enkash:allocate?settleInCall=0&stateKey=asha1");
            routes.from("direct:balance").to("enkash:balance");
            routes.from("direct:bulk").to("enkash:bulkAllocate");
        });
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void aPaymentIsNamedByItsOperationAndTellsThatPointsMoved() {
        enkash.send("direct:pay", award("HR-1", 1, 10));

        assertThat(span("enkash:allocate").tags)
                .containsEntry("component", "camel-enkash")
                .containsEntry("enkash.operation", "allocate")
                .containsEntry("enkash.outcome", "PAID")
                .containsEntry("enkash.points.moved", "YES");
        assertThat(span("enkash:allocate").error).isFalse();
    }

    @Test
    void whatWasPaidBeforeMovesNothing() {
        enkash.send("direct:pay", award("HR-1", 1, 10));
        recorder.spans.clear();
        enkash.send("direct:pay", award("HR-1", 1, 10));

        assertThat(span("enkash:allocate").tags)
                .containsEntry("enkash.outcome", "ALREADY_PAID")
                .containsEntry("enkash.points.moved", "NO");
    }

    @Test
    void anUnknownOutcomeIsAnErrorOfWhichNobodyKnowsWhetherPointsMoved() {
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.ALLOCATE);
        enkash.send("direct:pay", award("HR-1", 1, 10));

        assertThat(span("enkash:allocate").error).isTrue();
        assertThat(span("enkash:allocate").tags)
                .containsEntry("enkash.outcome", "UNKNOWN")
                .containsEntry("enkash.failure", "OutcomeUnknownException")
                .containsEntry("enkash.points.moved", "UNKNOWN");
    }

    @Test
    void readsAndBulkCallsTellHowTheyEnded() {
        enkash.send("direct:balance", null);
        enkash.send("direct:bulk", List.of(award("HR-1", 1, 10)));
        assertThat(span("enkash:balance").tags).containsEntry("enkash.outcome", "ANSWERED");
        assertThat(span("enkash:bulkAllocate").tags).containsEntry("enkash.outcome", "ANSWERED");

        recorder.spans.clear();
        sandbox.faults().next(Fault.SERVER_ERROR, 1, Operation.ACCOUNT);
        enkash.send("direct:balance", null);
        assertThat(span("enkash:balance").tags)
                .containsEntry("enkash.outcome", "UNAVAILABLE")
                .containsEntry("enkash.points.moved", "NO");
    }

    @Test
    void aSpanHoldsNeitherPersonsNorReferencesNorTheQueryOfTheUri() {
        enkash.send("direct:pay", award("HR-1", 1, 10));
        enkash.send("direct:pay", award("HR-1", 2, 10));
        enkash.send("direct:pay", award("HR-2", 3, "asha3@example.in"));
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.ALLOCATE);
        enkash.send("direct:pay", award("HR-3", 4, 10));
        enkash.send("direct:pay", exchange -> {
            exchange.getMessage().setHeader(EnkashConstants.OUTCOME, "asha5@example.in");
            exchange.getMessage().setBody(award("HR-4", 5, 10));
        });

        var told = recorder.spans.stream()
                .filter(span -> span.name.startsWith("enkash:"))
                .map(Recorded::toString)
                .toList();
        assertThat(told).hasSize(5).allSatisfy(text -> assertThat(text)
                .contains("enkash.outcome")
                .doesNotContainIgnoringCase("asha", "91000000", "HR-", "settleInCall", "?", "Bearer"));
        // The scan itself finds what Camel writes of other endpoints: the same words, in the spans of the route.
        assertThat(recorder.spans.toString()).contains("camel.uri");
    }

    private Recorded span(String name) {
        return recorder.spans.stream()
                .filter(span -> span.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No span " + name + " in " + recorder.spans));
    }

    /** A tracer that keeps its spans. */
    private static final class Recorder extends Tracer {

        private final List<Recorded> spans = new CopyOnWriteArrayList<>();

        @Override
        protected void initTracer() {
            setSpanLifecycleManager(new SpanLifecycleManager() {
                @Override
                public Span create(String name, Span parent, SpanContextPropagationExtractor extractor) {
                    var span = new Recorded(name);
                    spans.add(span);
                    return span;
                }

                @Override
                public void activate(Span span) {}

                @Override
                public void deactivate(Span span) {}

                @Override
                public void close(Span span) {}

                @Override
                public void inject(Span span, SpanContextPropagationInjector injector, boolean includeTracing) {}
            });
        }
    }

    /** A span as it was told. */
    private static final class Recorded implements Span {

        private final String name;
        private final Map<String, String> tags = new TreeMap<>();
        private boolean error;

        Recorded(String name) {
            this.name = name;
        }

        @Override
        public void log(Map<String, String> fields) {
            tags.put("log", fields.toString());
        }

        @Override
        public void setTag(String key, String value) {
            tags.put(key, value);
        }

        @Override
        public void setComponent(String component) {
            tags.put("component", component);
        }

        @Override
        public void setError(boolean isError) {
            error = isError;
        }

        @Override
        public String toString() {
            return name + tags;
        }
    }
}
