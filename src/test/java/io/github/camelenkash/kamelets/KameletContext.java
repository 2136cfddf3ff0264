package io.github.camelenkash.kamelets;

import io.github.camelenkash.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context in which Kamelets run as their users have them: by their names, and parameters given as properties. */
final class KameletContext implements AutoCloseable {

    /** What a login consists of, for all five. */
    private static final Set<String> LOGIN = Set.of(
            "apiUrl",
            "tokenUrl",
            "partnerId",
            "companyId",
            "cardAccountId",
            "incentiveAccountId",
            "username",
            "password",
            "clientId",
            "clientSecret");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties properties = new Properties();
    private final List<Message> told = new CopyOnWriteArrayList<>();
    private ProducerTemplate template;

    /** What a source gave: its JSON and its headers. */
    record Message(String body, Map<String, Object> headers) {}

    /** A Kamelet that reaches this sandbox, as any server, by a login and addresses that are its own parameters. */
    KameletContext with(String kamelet, Sandbox sandbox, Path folder) {
        login(sandbox).forEach((name, value) -> with(kamelet, name, value));
        return with(kamelet, "ledgerUrl", ledgerUrl(folder));
    }

    KameletContext with(String kamelet, String parameter, Object value) {
        properties.setProperty("camel.kamelet." + kamelet + "." + parameter, value.toString());
        return this;
    }

    /** A property that is no Kamelet's. */
    KameletContext with(String name, Object value) {
        properties.setProperty(name, value.toString());
        return this;
    }

    static Map<String, String> login(Sandbox sandbox) {
        return sandbox.options().entrySet().stream()
                .filter(option -> LOGIN.contains(option.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static String ledgerUrl(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("movements").toAbsolutePath();
    }

    /** Routes in YAML, before or after the start. */
    KameletContext yaml(String routes) throws Exception {
        context.getPropertiesComponent().setInitialProperties(properties);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("test.camel.yaml", routes));
        return this;
    }

    /** Where the routes of sources end. */
    KameletContext telling(Consumer<Exchange> first) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:tell").process(first::accept).process(exchange -> {
                    var in = exchange.getMessage();
                    told.add(new Message(
                            text(exchange), Collections.unmodifiableMap(new LinkedHashMap<>(in.getHeaders()))));
                });
            }
        });
        return this;
    }

    KameletContext start() {
        context.getPropertiesComponent().setInitialProperties(properties);
        context.start();
        template = context.createProducerTemplate();
        return this;
    }

    DefaultCamelContext context() {
        return context;
    }

    /** What arrived at {@code direct:tell}. */
    List<Message> told() {
        return told;
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
    }

    /** The answer as text, where no failure is expected. */
    String ask(String uri, Object body) {
        var exchange = send(uri, body);
        if (exchange.getException() != null) {
            throw new AssertionError("Unexpected failure", exchange.getException());
        }
        return text(exchange);
    }

    static String text(Exchange exchange) {
        var body = exchange.getMessage().getBody(byte[].class);
        return body == null ? null : new String(body, StandardCharsets.UTF_8);
    }

    /** A person's award as JSON; the person follows from the number. */
    static String award(String reference, int person, Object points) {
        return award(reference, "asha" + person + "@example.in", person, points);
    }

    static String award(String reference, String email, int person, Object points) {
        return """
                {"reference": "%s", "points": %s, "title": "Ms", "firstName": "Asha", "gender": "F",
                 "email": "%s", "mobile": "%d", "remarks": "Diwali"}""".formatted(reference, points, email, 9_100_000_000L + person);
    }

    @Override
    public void close() {
        context.stop();
    }
}
