package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How lists of movements are called: no list takes the place of one that somebody may be filling in. */
class ParkedListTest {

    @TempDir
    private Path folder;

    private final ParkedReplay lists = new ParkedReplay(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    });

    private Instant now = Instant.parse("2026-04-01T09:00:31.007Z");

    @BeforeEach
    void choose() {
        lists.setFolder(folder.toString());
    }

    @Test
    void aSecondListOfTheMinuteLeavesTheFirstOneAlone() throws Exception {
        write("P-1");
        var first = folder.resolve("open/movements-20260401-0900.csv");
        Files.writeString(first, "half filled in");
        now = now.plus(Duration.ofSeconds(2));
        write("P-1");

        assertThat(first).hasContent("half filled in");
        assertThat(written()).containsExactly("movements-20260401-0900.csv", "movements-20260401-090033.csv");
    }

    @Test
    void theirOrderByNameIsThatInWhichTheyWereWritten() throws Exception {
        write("P-1");
        write("P-1", "P-2");
        write("P-2");
        now = now.plus(Duration.ofMinutes(1));
        write("P-2");

        assertThat(written())
                .containsExactly(
                        "movements-20260401-0900.csv",
                        "movements-20260401-090031.csv",
                        "movements-20260401-090031007.csv",
                        "movements-20260401-0901.csv");
        assertThat(folder.resolve("open/movements-20260401-090031007.csv"))
                .content()
                .contains("P-2")
                .doesNotContain("P-1");
    }

    @Test
    void aListThatSaysTheSameAsTheLastOneOfItsMinuteIsNotWrittenAgain() throws Exception {
        write("P-1");
        now = now.plus(Duration.ofSeconds(2));
        write("P-1");

        assertThat(written()).containsExactly("movements-20260401-0900.csv");
    }

    private void write(String... references) throws IOException {
        var parked =
                Arrays.stream(references).map(ParkedListTest::movement).toList().iterator();
        assertThat(lists.write(parked, Collections.emptyIterator())).isEqualTo(references.length);
    }

    private static Data movement(String reference) {
        return new Data() {
            @Override
            public Map<String, Object> toMap() {
                return Map.of("reference", reference);
            }
        };
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("open"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
