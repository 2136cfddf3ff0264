package io.github.camelenkash.flows.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder in which commands are run in this process, against a sandbox and with a ledger that outlives each of them. */
final class CommandFolder {

    static final String HEADER = "title,firstName,gender,email,mobile,loadAmount,reference\n";

    /** Nobody to be asked. */
    static final Terminal NOBODY = new Terminal() {
        @Override
        public boolean isPresent() {
            return false;
        }

        @Override
        public String readLine() {
            throw new AssertionError("nobody is there");
        }
    };

    private final Path folder;
    private final Path properties;

    CommandFolder(Path folder, Sandbox sandbox, String... more) throws IOException {
        this.folder = folder;
        var all = new LinkedHashMap<String, String>();
        all.put("camel.component.enkash.environment", "sandbox");
        sandbox.options().forEach((name, value) -> all.put("camel.component.enkash." + name, value));
        all.put("camel.component.enkash.ledgerUrl", "jdbc:h2:file:" + folder.resolve("ledger/movements"));
        all.put("csvDrop.folder", folder.resolve("drop").toString());
        all.put("csvDrop.retries", "1");
        all.put("csvDrop.retryDelay", "10");
        var lines = new ArrayList<String>();
        all.forEach((name, value) -> lines.add(name + " = " + value));
        lines.addAll(List.of(more));
        properties = Files.write(folder.resolve("mine.properties"), lines);
    }

    /**
     * What a command came to.
     *
     * @param code the exit code
     * @param out what it printed on the one stream
     * @param err and on the other
     */
    record Ended(int code, String out, String err) {

        /** What was printed is one JSON object and nothing else. */
        JsonNode json() throws IOException {
            assertThat(out.strip()).hasLineCount(1);
            var object = new ObjectMapper().readTree(out);
            assertThat(object.path("exitCode").asInt()).isEqualTo(code);
            return object;
        }
    }

    Ended run(String... arguments) {
        return run(NOBODY, arguments);
    }

    Ended run(Terminal terminal, String... arguments) {
        return runPlain(
                terminal,
                Stream.concat(Stream.of(arguments), Stream.of("--properties", properties.toString()))
                        .toArray(String[]::new));
    }

    static Ended runPlain(Terminal terminal, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = EnkashCommand.execute(new Surroundings(stream(out), stream(err), terminal), arguments);
        return new Ended(code, text(out), text(err));
    }

    static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Somebody who says this once. */
    static Terminal saying(String line) {
        return new Terminal() {
            @Override
            public boolean isPresent() {
                return true;
            }

            @Override
            public String readLine() {
                return line;
            }
        };
    }

    /** A reward file; each row has its reference and its points. */
    Path file(String name, Map<String, String> points) throws IOException {
        var text = new StringBuilder(HEADER);
        points.forEach((reference, amount) -> text.append("Ms,Asha,F,%s@example.in,9%09d,%s,%s\n"
                .formatted(
                        reference.toLowerCase(java.util.Locale.ROOT),
                        reference.hashCode() & 0xffffff,
                        amount,
                        reference)));
        return Files.writeString(folder.resolve(name), text);
    }

    Path folder() {
        return folder;
    }

    Path properties() {
        return properties;
    }

    /** Names of the files in the folder that have to do with a file of this name. */
    List<String> around(String base) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(base))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
