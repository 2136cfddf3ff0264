package io.github.camelenkash.flows.command;

import io.github.camelenkash.flows.JobSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel with the component, for as long as a command works. Ctrl+C ends it in good order. */
final class Session implements AutoCloseable {

    private final Main main;
    private final Thread hangUp;

    private Session(Main main) {
        this.main = main;
        this.hangUp = new Thread(main::stop, "stop");
    }

    /**
     * Starts it.
     *
     * @param route the path of a ready route, of which nothing starts by itself; or null for none
     */
    static Session start(JobSettings settings, String route) {
        var session = new Session(settings.task(route));
        Runtime.getRuntime().addShutdownHook(session.hangUp);
        try {
            session.main.start();
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** What an operation answers. */
    Object ask(String uri, Object body) throws Exception {
        try (var template = context().createProducerTemplate()) {
            return template.requestBody(uri, body);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hangUp);
        } catch (IllegalStateException e) {
            // The hook is at work already.
            return;
        }
        main.stop();
    }
}
