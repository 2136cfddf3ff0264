package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file without quotes is read by another parser than one with them, and to the same rows. */
class CsvRowsTest {

    private static final List<String> PARTS =
            List.of("a", "b c", " ", "\t", ",", ",", ",", "\n", "\r\n", "\r", "é", "ß", "=1", "sep=", "\u00A0", "😀");

    @TempDir
    Path folder;

    @Test
    void aQuoteBelowChangesNothingAbove() throws Exception {
        var random = new Random(34);
        for (int i = 0; i < 500; i++) {
            var text = random.ints(random.nextInt(60), 0, PARTS.size())
                            .mapToObj(PARTS::get)
                            .collect(Collectors.joining())
                    + "\n";

            var alone = read(text.getBytes(StandardCharsets.UTF_8));
            var above = read((text + "\"last\",row\n").getBytes(StandardCharsets.UTF_8));

            assertThat(above.remove(above.size() - 1).cells()).containsExactly("last", "row");
            assertThat(alone).as(text).isEqualTo(above);
        }
    }

    @Test
    void theLastRowNeedsNoLineBreak() throws Exception {
        assertThat(read("a,b,".getBytes(StandardCharsets.UTF_8)).get(0).cells()).containsExactly("a", "b", "");
        assertThat(read("a,\"b\",".getBytes(StandardCharsets.UTF_8)).get(0).cells())
                .containsExactly("a", "b", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16"})
    void spaceAroundQuotesIsNoPartOfACell(String encoding) throws Exception {
        var rows = read("é, \"b,c\" ,d\n".getBytes(Charset.forName(encoding)));

        assertThat(rows.get(0).cells()).containsExactly("é", "b,c", "d");
    }

    private List<FileRow> read(byte[] content) throws Exception {
        var file = Files.write(folder.resolve("rows.csv"), content);
        var rows = new ArrayList<FileRow>();
        // No separator makes more names than the comma.
        try (var open = CsvRows.open(file, cells -> 0)) {
            open.forEachRemaining(rows::add);
        }
        return rows;
    }
}
