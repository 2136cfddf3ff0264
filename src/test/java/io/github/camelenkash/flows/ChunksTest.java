package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows that come one by one, so many at a time. */
class ChunksTest {

    @Test
    void theLastChunkMayBeSmaller() {
        var chunks = new Chunks<>(IntStream.range(0, 5).iterator(), 2);

        assertThat(chunks).toIterable().containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
        assertThatThrownBy(chunks::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void noMoreThanAChunkIsReadAhead() {
        var single = IntStream.range(0, 100).iterator();
        new Chunks<>(single, 10).next();

        assertThat(single.next()).isEqualTo(10);
    }

    @Test
    void whatCameBeforeAFailureHasItsTurnFirst() {
        var chunks = new Chunks<>(failingAt(3), 2);

        assertThat(chunks.next()).containsExactly(0, 1);
        assertThat(chunks.next()).containsExactly(2);
        assertThat(chunks.hasNext()).isTrue();
        assertThatThrownBy(chunks::next).isInstanceOf(ChangedFileException.class);
    }

    @Test
    void aChunkHasAtLeastOneRow() {
        assertThatThrownBy(() -> new Chunks<>(failingAt(0), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Iterator<Integer> failingAt(int place) {
        return IntStream.range(0, 100)
                .peek(i -> {
                    if (i == place) {
                        throw new ChangedFileException(i);
                    }
                })
                .iterator();
    }
}
