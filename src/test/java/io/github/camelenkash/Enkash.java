package io.github.camelenkash;

import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.RawServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context whose {@code enkash} component speaks to the server of a test. */
final class Enkash implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final EnkashConfiguration configuration;
    private ProducerTemplate template;

    private Enkash() {
        configuration = context.getComponent("enkash", EnkashComponent.class).getConfiguration();
    }

    /** With nothing set. */
    static Enkash bare() {
        return new Enkash();
    }

    /** As {@code environment=sandbox} finds a sandbox that stands in the registry. */
    static Enkash at(Sandbox sandbox) {
        var enkash = new Enkash();
        enkash.context.getRegistry().bind("theSandbox", sandbox);
        return enkash.with(c -> {
            c.setEnvironment(Environment.sandbox);
            c.setSettleInCall(Duration.ofSeconds(5));
            c.setResponseTimeout(Duration.ofSeconds(5));
        });
    }

    /** As options name a server, with bodies in plain JSON, so that a test can read what was sent. */
    static Enkash at(RawServer server) {
        return new Enkash().with(c -> {
            c.setEnvironment(Environment.sandbox);
            c.setApiUrl(server.url());
            c.setSsoUrl(server.url());
            c.setEncryption(Encryption.none);
            c.setSettleInCall(Duration.ZERO);
            c.setPartnerId("CRMDEMO01");
            c.setCompanyId("CEKDEMO001");
            c.setCardAccountId("CADEMO01");
            c.setIncentiveAccountId("CADEMO02");
            c.setPartnerName("hrms");
            c.setUsername("9000000001");
            c.setPassword("sandbox-password");
            c.setClientId("CEKDEMO001");
            c.setClientSecret("5a4db0c5e1f24b7f9d0a6c3e8b2175940fdec0de");
        });
    }

    /** Sets options of the component. */
    Enkash with(Consumer<EnkashConfiguration> options) {
        options.accept(configuration);
        return this;
    }

    /** Adds routes, in Java. */
    Enkash routes(Consumer<RouteBuilder> routes) {
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    routes.accept(this);
                }
            });
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    DefaultCamelContext context() {
        return context;
    }

    EnkashConfiguration configuration() {
        return configuration;
    }

    ProducerTemplate template() {
        context.start();
        if (template == null) {
            template = context.createProducerTemplate();
        }
        return template;
    }

    /** Sends a body; the exchange tells of success or failure. */
    Exchange send(String uri, Object body) {
        return send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    /** Sends a body with headers. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
    }

    Exchange send(String uri, Processor processor) {
        return template().request(uri, processor);
    }

    /** The answer to a body, where no failure is expected. */
    <T> T ask(String uri, Object body, Class<T> type) {
        return answer(send(uri, body), type);
    }

    /** The body of an exchange that must not have failed. */
    static <T> T answer(Exchange exchange, Class<T> type) {
        if (exchange.getException() != null) {
            throw new AssertionError("Unexpected failure", exchange.getException());
        }
        return type.cast(exchange.getMessage().getBody());
    }

    /** The first failure of a type in an exchange's chain of causes. */
    static <T extends Throwable> T failure(Exchange exchange, Class<T> type) {
        return cause(exchange.getException(), type);
    }

    /** The first failure of a type in a chain of causes. */
    static <T extends Throwable> T cause(Throwable thrown, Class<T> type) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        throw new AssertionError("Expected " + type.getSimpleName() + ", not " + thrown, thrown);
    }

    /** A whole request for one person, who is told from others by a number. */
    static Map<String, Object> award(String reference, int person, Object points) {
        var award = new LinkedHashMap<String, Object>();
        award.put("title", "Ms");
        award.put("firstName", "Asha");
        award.put("gender", "F");
        award.put("email", "asha" + person + "@example.in");
        award.put("mobile", String.valueOf(9_100_000_000L + person));
        award.put("points", points);
        award.put("reference", reference);
        return award;
    }

    /** The same as JSON text, with its amount written just so. */
    static String json(String reference, int person, String points) {
        return "{\"title\":\"Ms\",\"firstName\":\"Asha\",\"gender\":\"F\",\"email\":\"asha" + person
                + "@example.in\",\"mobile\":\"" + (9_100_000_000L + person) + "\",\"loadAmount\":" + points
                + ",\"uniqueReferenceNumber\":\"" + reference + "\"}";
    }

    @Override
    public void close() {
        context.stop();
    }
}
