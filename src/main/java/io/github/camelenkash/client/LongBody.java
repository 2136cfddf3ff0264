package io.github.camelenkash.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The rest of a body that has outgrown one buffer, in pieces that are put together when it has ended. A buffer that grows
 * by copying needs up to three times the body in one piece of the heap, which a small heap may not have.
 */
final class LongBody {

    private static final int PIECE = 256 * 1024;

    private final int mostBytes;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] piece = new byte[PIECE];
    private int filled;
    private int size;

    /**
     * @param begun what was read already, all of it used
     * @param next the byte after it
     * @param mostBytes how long the whole may be
     */
    LongBody(byte[] begun, int next, int mostBytes) {
        this.mostBytes = mostBytes;
        full.add(begun);
        piece[filled++] = (byte) next;
        size = begun.length + 1;
    }

    /**
     * Reads to the end.
     *
     * @throws AnswerTooLargeException if it is longer than it may be; what is left is not read
     */
    byte[] readAll(InputStream input) throws IOException {
        for (int read = read(input); read >= 0; read = read(input)) {
            filled += read;
            size += read;
            if (size > mostBytes) {
                throw new AnswerTooLargeException();
            }
        }
        var whole = new byte[size];
        int at = 0;
        for (var each : full) {
            System.arraycopy(each, 0, whole, at, each.length);
            at += each.length;
        }
        System.arraycopy(piece, 0, whole, at, filled);
        return whole;
    }

    private int read(InputStream input) throws IOException {
        if (filled == piece.length) {
            full.add(piece);
            piece = new byte[PIECE];
            filled = 0;
        }
        return input.read(piece, filled, piece.length - filled);
    }
}
