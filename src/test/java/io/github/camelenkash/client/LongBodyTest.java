package io.github.camelenkash.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body longer than one buffer is read whole, up to the byte, and not beyond its limit. */
class LongBodyTest {

    private static final int BEGUN = 64 * 1024;
    private static final int PIECE = 256 * 1024;

    private static byte[] content(int rest) {
        var content = new byte[BEGUN + 1 + rest];
        new Random(rest).nextBytes(content);
        return content;
    }

    /** In steps, as a network gives it. */
    private static byte[] read(byte[] content, int mostBytes) throws IOException {
        InputStream input = new ByteArrayInputStream(content, BEGUN + 1, content.length) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 60_000));
            }
        };
        return new LongBody(Arrays.copyOf(content, BEGUN), content[BEGUN], mostBytes).readAll(input);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 2, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE - 1, 3 * PIECE, 1_000_000})
    void itIsReadWholeUpToItsLimit(int rest) throws IOException {
        var content = content(rest);

        assertThat(read(content, content.length)).isEqualTo(content);
        assertThat(read(content, Integer.MAX_VALUE)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PIECE - 1, PIECE, PIECE + 1, 1_000_000})
    void oneByteMoreIsTooMuch(int rest) {
        var content = content(rest);

        assertThatThrownBy(() -> read(content, content.length - 1)).isInstanceOf(AnswerTooLargeException.class);
    }
}
