package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.Encryption;
import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.EnkashConfiguration;
import io.github.camelenkash.Environment;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.MovementInProgressException;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.SettleReport;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/**
 * A Camel context with a durable ledger, the sandbox, and a {@link FaultProxy} between the two. A repeated reference pays
 * again, which is the sandbox's default, so nothing but the ledger stands between a fault and a second payment.
 *
 * <p>Bodies are plain unless a test says otherwise, so that the proxy can tell movements apart by their reference.
 */
final class Lab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int THREADS = 16;

    final Sandbox sandbox = Sandbox.started();
    final FaultProxy proxy = FaultProxy.to(sandbox.port());
    private final DefaultCamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    /** The same with a ledger of its own in a database. */
    Lab(LedgerStore store, Path folder) {
        sandbox.behaviour().set(Assumption.ENCRYPTION, Assumption.Encryption.ACCEPTED);
        var database = store.create(folder);
        with(options -> {
            options.setLedgerUrl(database.url());
            options.setLedgerUsername(database.username());
            options.setLedgerPassword(database.password());
            addressed(options, proxy.url());
            options.setEncryption(Encryption.none);
            options.setResponseTimeout(Duration.ofSeconds(2));
            options.setCallTimeout(Duration.ofSeconds(3));
            options.setLease(Duration.ofMinutes(1));
            // Longer than a starved thread of the sandbox may take to act on what it has: later is beyond the promise.
            options.setSettleWindow(Duration.ofSeconds(1));
            options.setSettleDelay(Duration.ofMillis(50));
            options.setSettleInCall(Duration.ofSeconds(4));
        });
    }

    private void addressed(EnkashConfiguration options, String url) {
        var given = sandbox.options();
        options.setEnvironment(Environment.sandbox);
        options.setApiUrl(url);
        options.setPartnerId(given.get("partnerId"));
        options.setCompanyId(given.get("companyId"));
        options.setCardAccountId(given.get("cardAccountId"));
        options.setUsername(given.get("username"));
        options.setPassword(given.get("password"));
        options.setClientId(given.get("clientId"));
        options.setClientSecret(given.get("clientSecret"));
    }

    /** Sets options, before the first order. */
    Lab with(Consumer<EnkashConfiguration> options) {
        options.accept(context.getComponent("enkash", EnkashComponent.class).getConfiguration());
        return this;
    }

    DefaultCamelContext context() {
        return context;
    }

    synchronized ProducerTemplate template() {
        context.start();
        if (template == null) {
            template = context.createProducerTemplate();
        }
        return template;
    }

    /** Orders it once. */
    Outcome order(Deed deed, String reference) {
        return outcome(
                deed, template().request(deed.uri(), e -> e.getMessage().setBody(deed.body(reference, sandbox))));
    }

    /** What a caller is told; a failure after which redelivery is safe counts as unknown, any other is one of the test. */
    static Outcome outcome(Deed deed, Exchange exchange) {
        var failure = exchange.getException();
        if (failure == null) {
            return deed.outcome(exchange);
        }
        if (failure instanceof OutcomeUnknownException
                || failure instanceof UnavailableException
                || failure instanceof MovementInProgressException) {
            var outcome = ((EnkashException) failure).getOutcome();
            return outcome == Outcome.PARKED ? outcome : Outcome.UNKNOWN;
        }
        throw new AssertionError("Unexpected failure", failure);
    }

    /** Orders it until it is paid, as a redelivery does. */
    void orderUntilPaid(Deed deed, String reference) {
        orderUntil(deed, reference, Outcome.PAID, Outcome.ALREADY_PAID);
    }

    /** Orders it until this is its outcome; unknown is the only other one that may come before. */
    Outcome orderUntil(Deed deed, String reference, Outcome... wanted) {
        return Awaitility.await(reference)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> order(deed, reference), outcome -> {
                    boolean done = List.of(wanted).contains(outcome);
                    assertThat(done || outcome == Outcome.UNKNOWN)
                            .as("%s is %s", reference, outcome)
                            .isTrue();
                    return done;
                });
    }

    /** Orders all in one bulk call, until each is paid. */
    void orderAllUntilPaid(List<String> references) {
        var awards = references.stream().map(Deed::award).toList();
        Awaitility.await(references.toString())
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> ((List<?>) template().requestBody("enkash:bulkAllocate", (Object) awards))
                        .stream()
                                .map(row -> ((RowResult) row).outcome())
                                .allMatch(outcome -> outcome == Outcome.PAID || outcome == Outcome.ALREADY_PAID));
    }

    /** Looks after what is unknown, as a timer route does. */
    SettleReport settle() {
        return template().requestBody("enkash:settle", null, SettleReport.class);
    }

    /** How often points moved under a reference. */
    int times(Deed deed, String reference) {
        return deed.times(sandbox.books(), reference);
    }

    /** Without a movement that is known to be paid, no absence is ever believed: one for each way of ordering. */
    Lab withControls() {
        for (var deed : Deed.values()) {
            orderUntilPaid(deed, "CONTROL-OF-A-GOOD-LENGTH-" + deed);
        }
        return this;
    }

    /** All of them at once, a bounded number at a time; the first failure is thrown when all have ended. */
    static void inParallel(List<Runnable> tasks) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var calls = new ArrayList<Callable<Object>>();
            tasks.forEach(task -> calls.add(Executors.callable(task)));
            for (var ended : threads.invokeAll(calls, 5, TimeUnit.MINUTES)) {
                ended.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Figures that whoever runs a build wants to see. */
    static void print(String figures) {
        System.out.println(figures);
    }

    @Override
    public void close() {
        context.stop();
        proxy.close();
        sandbox.close();
    }
}
