package io.github.camelenkash.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.osgi.application.Application;
import io.github.camelenkash.osgi.caller.Caller;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Karaf as it is downloaded, which installs the features file by itself; the jars come from the local repository only. */
class KarafIT {

    @TempDir
    private Path folder;

    private Path karaf;

    @BeforeEach
    void configure() throws Exception {
        try (var unpacked = Files.list(Path.of("target/karaf"))) {
            karaf = unpacked.filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
        copyFolder(karaf.resolve("etc"), folder.resolve("etc"));
        Files.createDirectory(folder.resolve("data"));
        Files.write(
                folder.resolve("etc/org.ops4j.pax.url.mvn.cfg"),
                List.of(
                        "org.ops4j.pax.url.mvn.localRepository = " + Jars.localRepository(),
                        "org.ops4j.pax.url.mvn.defaultRepositories = "
                                + karaf.resolve("system").toUri() + "@id=karaf@snapshots, "
                                + folder.resolve("ours").toUri() + "@id=ours@snapshots",
                        "org.ops4j.pax.url.mvn.repositories ="));
        Files.write(
                folder.resolve("etc/org.apache.karaf.features.cfg"),
                List.of(
                        "featuresRepositories = mvn:org.apache.karaf.features/framework/" + version()
                                + "/xml/features, mvn:org.apache.karaf.features/standard/" + version()
                                + "/xml/features, " + KarafFeatures.FILE.toUri() + ", "
                                + application().toUri(),
                        "featuresBoot = framework, wrap, rewards"));
        // The one jar that `mvn install` would put into the local repository.
        Jars.copyToRepository(KarafFeatures.read().component(), folder.resolve("ours"));
    }

    private String version() {
        return karaf.getFileName().toString().replaceFirst(".*-", "");
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** The user's features file: what is the user's own comes up after everything else. */
    private Path application() throws IOException {
        var file = folder.resolve("rewards.xml");
        Files.writeString(file, """
                <features xmlns="http://karaf.apache.org/xmlns/features/v1.6.0" name="rewards">
                  <feature name="rewards" version="1.0.0">
                    <feature prerequisite="true">wrap</feature>
                    <feature>camel-enkash-ledger</feature>
                    <bundle start-level="90">%s</bundle>
                    <bundle start-level="95">%s</bundle>
                  </feature>
                </features>
                """.formatted(
                        Jars.bundle(Application.class, folder).replace("&", "&amp;"),
                        Jars.bundle(Caller.class, folder).replace("&", "&amp;")));
        return file;
    }

    @Test
    void theFeaturesPayOnceThoughKarafIsRestarted() throws Exception {
        try (var sandbox = Sandbox.started()) {
            // Plain requests it refuses anyway.
            sandbox.behaviour().set(Assumption.ENCRYPTED_RESPONSES, true);
            var options = new Properties();
            options.putAll(sandbox.options());
            options.put("ledgerUrl", "jdbc:h2:file:" + folder.resolve("movements"));
            try (var out = Files.newOutputStream(folder.resolve("options"))) {
                options.store(out, null);
            }

            assertThat(answersOfOneRun()).containsExactly("1000000", "PAID 250.50", "999749.50");
            assertThat(sandbox.books().credits("OSGI-1")).isEqualTo(1);

            assertThat(answersOfOneRun()).containsExactly("999749.50", "ALREADY_PAID 250.50", "999749.50");
            assertThat(sandbox.books().credits("OSGI-1")).isEqualTo(1);
            assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1);
        }
    }

    /** Starts Karaf, which the user's second bundle ends when the routes have answered it. */
    private List<String> answersOfOneRun() throws Exception {
        var answers = folder.resolve("answers");
        Files.deleteIfExists(answers);
        var console = folder.resolve("console.txt");
        var command = new ProcessBuilder(karaf.resolve("bin/karaf").toString(), "server")
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        command.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_MAX_MEM",
                        "256m",
                        "EXTRA_JAVA_OPTS",
                        "-Denkash.options=" + folder.resolve("options") + " -Dcaller.answers=" + answers,
                        "KARAF_EXEC",
                        "exec", // so that the process is Java, and no shell around it
                        "KARAF_ETC",
                        folder.resolve("etc").toString(),
                        "KARAF_DATA",
                        folder.resolve("data").toString()));
        var process = command.start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as(() -> read(console) + read(folder.resolve("data/log/karaf.log")))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(answers).as(read(console)).exists();
        return Files.readAllLines(answers);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
