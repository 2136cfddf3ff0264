package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No row is handed out that could have been read from a file that was written to. */
class UnchangedRowsTest {

    @TempDir
    Path folder;

    private Path file;
    private Departure departure;

    @BeforeEach
    void aFileIsDropped() throws Exception {
        file = Files.writeString(folder.resolve("pay.csv"), "as it was dropped");
        departure = new Departure(file);
        departure.arrived();
    }

    @Test
    void rowsThatWereReadBeforeItWasWrittenToHaveTheirTurn() throws Exception {
        var unchanged = new UnchangedRows(rows(5), 3, departure);
        assertThat(unchanged.next().line()).isEqualTo(1);

        Files.writeString(file, "written to");

        assertThat(unchanged.next().line()).isEqualTo(2);
        assertThat(unchanged.next().line()).isEqualTo(3);
        assertThat(unchanged.hasNext()).isTrue();
        assertThatThrownBy(unchanged::next)
                .isInstanceOfSatisfying(ChangedFileException.class, changed -> assertThat(changed.line())
                        .isEqualTo(4));
    }

    @Test
    void noneOfThoseAmongWhichItWasWrittenToIsHandedOut() {
        var rows = rows(5);
        var writtenToAtTheThird = new Iterator<RewardRow>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public RewardRow next() {
                var row = rows.next();
                if (row.line() == 3) {
                    writeTo(file);
                }
                return row;
            }
        };
        var unchanged = new UnchangedRows(writtenToAtTheThird, 5, departure);

        assertThatThrownBy(unchanged::next)
                .isInstanceOfSatisfying(ChangedFileException.class, changed -> assertThat(changed.line())
                        .isEqualTo(1));
    }

    @Test
    void allRowsOfAFileThatNobodyTouchesComeInOrder() {
        var unchanged = new UnchangedRows(rows(5), 3, departure);

        assertThat(unchanged).toIterable().extracting(RewardRow::line).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThatThrownBy(unchanged::next).isInstanceOf(NoSuchElementException.class);
    }

    private static void writeTo(Path file) {
        try {
            Files.writeString(file, "written to");
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<RewardRow> rows(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(RewardRow::at).iterator();
    }
}
