package io.github.camelenkash.routes;

import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A ready route on Camel Main against a sandbox, as its users run it: by properties alone. */
final class ReadyRoute implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Main main = new Main();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();

    private ReadyRoute() {}

    /** How one is started. */
    static final class Builder {

        private final String file;
        private final Map<String, String> properties = new LinkedHashMap<>();
        private final Map<String, Object> beans = new LinkedHashMap<>();

        private Builder(String file) {
            this.file = file;
        }

        Builder with(String name, Object value) {
            properties.put(name, value.toString());
            return this;
        }

        /** All properties of a file, as an example's reader has them; what is set afterwards overrules it. */
        Builder with(Path propertiesFile) throws IOException {
            var loaded = new Properties();
            try (var in = java.nio.file.Files.newBufferedReader(propertiesFile)) {
                loaded.load(in);
            }
            loaded.forEach((name, value) -> with(name.toString(), value));
            return this;
        }

        Builder bind(String name, Object bean) {
            beans.put(name, bean);
            return this;
        }

        ReadyRoute start() throws Exception {
            var route = new ReadyRoute();
            route.main.configure().withRoutesIncludePattern("file:" + file);
            // What a stop waits for at most: some tests stop a route that would try for minutes.
            route.main.addOverrideProperty("camel.main.shutdownTimeout", "10");
            properties.forEach(route.main::addOverrideProperty);
            beans.forEach(route.main::bind);
            route.main.bind("failures", new EventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof CamelEvent.ExchangeFailedEvent) {
                        route.failures.incrementAndGet();
                    } else if (event instanceof CamelEvent.ExchangeFailureHandledEvent) {
                        route.handled.incrementAndGet();
                    }
                }
            });
            route.main.start();
            return route;
        }
    }

    /** The route file, with the component turned to this sandbox. */
    static Builder of(String file, Sandbox sandbox) {
        return new Builder(file)
                .with("camel.component.enkash.environment", "sandbox")
                .bind("sandbox", sandbox);
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** How many exchanges ended with an exception that nobody handled. */
    int failures() {
        return failures.get();
    }

    /** How many exceptions an error handler has dealt with. */
    int handled() {
        return handled.get();
    }

    /** Waits for what comes soon, and a good deal longer on a busy machine. */
    static ConditionFactory patiently() {
        return Awaitility.await().atMost(PATIENCE);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A person's award as JSON; the person follows from the number. */
    static String award(String reference, int person, Object points) {
        return award(reference, "asha" + person + "@example.in", person, points);
    }

    static String award(String reference, String email, int person, Object points) {
        return """
                {"reference": "%s", "points": %s, "orderedBy": "manager7", "title": "Ms", "firstName": "Asha",
                 "gender": "F", "email": "%s", "mobile": "%d"}""".formatted(reference, points, email, 9_100_000_000L + person);
    }

    @Override
    public void close() {
        main.stop();
    }
}
