package io.github.camelenkash.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Everything that the component's loggers wrote at any level while the whole suite ran, in its JVM and in those that tests
 * started: no secret, no token, no link, no voucher, no whole mobile and no whole e-mail address. A suite that was run
 * again without {@code clean} adds to the same file.
 */
class LogScanIT {

    private static final Path LOG = Path.of("target/trace.log");

    @Test
    void nothingThatTheSuiteLoggedTellsASecretOrAPerson() throws IOException {
        try (var lines = Files.newBufferedReader(LOG, StandardCharsets.UTF_8)) {
            assertThat(LogScan.scan(lines)).isEmpty();
        }
    }

    /** Else the scan would find nothing because nothing was written. */
    @Test
    void theSuiteWasListenedToAtEveryLevel() throws IOException {
        try (var lines = Files.lines(LOG, StandardCharsets.UTF_8)) {
            assertThat(lines.map(line -> line.split(" +"))
                            .filter(words -> words.length > 1)
                            .map(words -> words[1])
                            .distinct())
                    .contains("TRACE", "DEBUG", "WARN", "ERROR");
        }
    }
}
