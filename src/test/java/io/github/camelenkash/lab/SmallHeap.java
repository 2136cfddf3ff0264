package io.github.camelenkash.lab;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * The component alone in a JVM with a small heap, at a sandbox elsewhere whose answers do not fit: one read and one
 * movement for each fault, with the default limit of an answer. It ends with 0 when each read has failed as it should and
 * each movement is paid.
 */
final class SmallHeap {

    private static final String HEAP = "-Xmx48m";

    private SmallHeap() {}

    /** The movement that suffers this fault; all are of one length, so that each paid one can be a control. */
    static String reference(Fault fault) {
        return "R9-%03d".formatted(fault.ordinal());
    }

    /** The reference whose search suffers this fault. */
    static String read(Fault fault) {
        return "R9-READ-" + fault;
    }

    /** Starts it. What it prints goes to a file. */
    static Process start(Sandbox sandbox, Path printed) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-XX:+ExitOnOutOfMemoryError"));
        // Not the configuration of the tests, whose log file belongs to them.
        command.add("-Dlog4j2.configurationFile="
                + Path.of("routes/log4j2.properties").toAbsolutePath());
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(SmallHeap.class.getName());
        sandbox.options().forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    /** Takes options of the component, as {@code name=value}. */
    public static void main(String[] options) throws Exception {
        try (var context = new DefaultCamelContext()) {
            var values = new LinkedHashMap<String, Object>(Map.of("environment", "sandbox"));
            for (var option : options) {
                int equals = option.indexOf('=');
                values.put(option.substring(0, equals), option.substring(equals + 1));
            }
            var component = context.getComponent("enkash", EnkashComponent.class);
            PropertyBindingSupport.bindProperties(context, component.getConfiguration(), values);
            context.start();
            for (var fault : UnreadableAnswersTest.UNREADABLE) {
                read(context, fault);
                order(context, fault);
            }
        }
    }

    private static void read(DefaultCamelContext context, Fault fault) throws Exception {
        try (var template = context.createProducerTemplate()) {
            var failure = template.request(
                            "enkash:transaction", e -> e.getMessage().setBody(read(fault)))
                    .getException();
            if (!(failure instanceof UndecodableException) && !(failure instanceof UnavailableException)) {
                throw new IllegalStateException(fault + " was read", failure);
            }
        }
    }

    private static void order(DefaultCamelContext context, Fault fault) throws Exception {
        try (var template = context.createProducerTemplate()) {
            var receipt = template.requestBody("enkash:allocate", Deed.award(reference(fault)), MovementReceipt.class);
            if (!receipt.settled() && fault.effect() == Fault.Effect.TAKES_PLACE) {
                throw new IllegalStateException(fault + " did not strike");
            }
        }
    }
}
