package io.github.camelenkash.flows.command;

import io.github.camelenkash.api.OfflineService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sandbox}: an offline EnKash to try things against. */
@Command(
        name = "sandbox",
        description = {
            "Runs the offline EnKash on loopback until it is stopped, and prints the properties that lead to it.",
            "For trying things out, never for real: it forgets everything when it is stopped."
        })
final class SandboxCommand extends Task {

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "Its port (default: a free one).")
    private int port;

    private OfflineService sandbox;

    SandboxCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform() throws Exception {
        if (port < 0 || port > 65_535) {
            throw wrong("--port is no port: " + port);
        }
        var service = ServiceLoader.load(OfflineService.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The sandbox is not on the class path"));
        service.start(port);
        sandbox = service;
        var properties = new LinkedHashMap<String, String>();
        properties.put("camel.component.enkash.environment", "sandbox");
        sandbox.options().forEach((name, value) -> properties.put("camel.component.enkash." + name, value));
        var lines = new ArrayList<String>();
        lines.add("# The offline EnKash. Its secrets are published and work nowhere else. Ctrl+C stops it.");
        properties.forEach((name, value) -> lines.add(name + " = " + value));
        return Answer.of(ExitCode.DONE, properties, lines);
    }

    @Override
    void afterwards() {
        if (sandbox == null) {
            return;
        }
        try (var running = sandbox) {
            // For good: Ctrl+C ends the process.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
