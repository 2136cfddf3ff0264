package io.github.camelenkash;

import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * A route that splits a long list, alone in a JVM whose heap does not hold the whole of it. It prints how many rows it
 * saw; where it keeps them it ends with {@link #OUT_OF_MEMORY}.
 */
final class StreamInSmallHeap {

    /** How the JVM ends with {@code ExitOnOutOfMemoryError}. */
    static final int OUT_OF_MEMORY = 3;

    private static final String HEAP = "-Xmx48m";

    private StreamInSmallHeap() {}

    /**
     * Starts it.
     *
     * @param uri what gives the list
     * @param body the message that asks for it, as JSON
     * @param keeps whether it keeps the rows, as nobody should
     * @param printed where its output goes
     */
    static Process start(Sandbox sandbox, String uri, String body, boolean keeps, Path printed) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // Not the configuration of the tests, whose log file belongs to them.
                "-Dlog4j2.configurationFile="
                        + Path.of("routes/log4j2.properties").toAbsolutePath(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StreamInSmallHeap.class.getName(),
                uri,
                body,
                String.valueOf(keeps)));
        sandbox.options().forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    /** Takes URI, body, whether to keep the rows, and options of the component as {@code name=value}. */
    public static void main(String[] arguments) throws Exception {
        var rows = new AtomicLong();
        var kept = new ArrayList<Object>();
        boolean keeps = Boolean.parseBoolean(arguments[2]);
        try (var context = new DefaultCamelContext()) {
            var options = new LinkedHashMap<String, Object>(Map.of("environment", "sandbox"));
            for (int i = 3; i < arguments.length; i++) {
                int equals = arguments[i].indexOf('=');
                options.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
            }
            var component = context.getComponent("enkash", EnkashComponent.class);
            PropertyBindingSupport.bindProperties(context, component.getConfiguration(), options);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:all")
                            .to(arguments[0])
                            .split(body())
                            .streaming()
                            .process(exchange -> {
                                rows.incrementAndGet();
                                if (keeps) {
                                    kept.add(exchange.getMessage().getBody());
                                }
                            });
                }
            });
            context.start();
            try (var template = context.createProducerTemplate()) {
                template.sendBody("direct:all", arguments[1]);
            }
        }
        System.out.println("rows " + rows);
    }
}
