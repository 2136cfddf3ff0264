package io.github.camelenkash.lab;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.EnkashConfiguration;
import io.github.camelenkash.Environment;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.LedgerStore.Database;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Camel contexts that stand for nodes: each with its own component, at one sandbox and with one ledger. */
final class Nodes {

    /** The person and the amount of every award that names none. */
    private static final Map<String, Object> AWARD = Map.of(
            "title", "Ms",
            "firstName", "Asha",
            "gender", "F",
            "email", "asha@example.in",
            "mobile", "9000000123",
            "points", "10");

    private Nodes() {}

    /** A node that is set up and not started. */
    static DefaultCamelContext node(Sandbox sandbox, Database ledger, Consumer<EnkashConfiguration> options) {
        var context = new DefaultCamelContext();
        context.getRegistry().bind("sandbox", sandbox);
        var configuration =
                context.getComponent("enkash", EnkashComponent.class).getConfiguration();
        configuration.setEnvironment(Environment.sandbox);
        configuration.setSettleInCall(Duration.ofSeconds(60));
        if (ledger != null) {
            configuration.setLedgerUrl(ledger.url());
            configuration.setLedgerUsername(ledger.username());
            configuration.setLedgerPassword(ledger.password());
        }
        options.accept(configuration);
        return context;
    }

    static void routes(CamelContext context, Consumer<RouteBuilder> routes) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routes.accept(this);
            }
        });
    }

    /** An award without a reference. */
    static Map<String, Object> award() {
        return AWARD;
    }

    /** An award to somebody who is told from others by a number. */
    static Map<String, Object> award(String reference, int person, Object points) {
        var award = new LinkedHashMap<>(AWARD);
        award.put("email", "asha" + person + "@example.in");
        award.put("mobile", String.valueOf(9_100_000_000L + person));
        award.put("points", points);
        award.put("reference", reference);
        return award;
    }

    /** Waits for what comes soon, and a good deal longer on a busy machine. */
    static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(120));
    }
}
