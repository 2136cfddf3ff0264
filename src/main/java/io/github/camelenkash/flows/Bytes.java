package io.github.camelenkash.flows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the first bytes of a file tell of it. */
enum Bytes {
    UTF_8_WITH_MARK(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
    UTF_16_LITTLE_WITH_MARK(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
    UTF_16_BIG_WITH_MARK(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
    /** Newer workbooks are zip archives. */
    WORKBOOK(null, 'P', 'K', 3, 4),
    /** Also what a newer workbook with a password is wrapped into. */
    OLD_WORKBOOK(null, 0xD0, 0xCF, 0x11, 0xE0),
    // Without a mark: a header begins with letters that each have a zero byte in UTF-16, and none in anything else.
    UTF_16_LITTLE(StandardCharsets.UTF_16LE),
    UTF_16_BIG(StandardCharsets.UTF_16BE),
    PLAIN(null);

    private static final int ENOUGH = 4;

    private final Charset charset;
    private final byte[] mark;

    Bytes(Charset charset, int... mark) {
        this.charset = charset;
        this.mark = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            this.mark[i] = (byte) mark[i];
        }
    }

    static Bytes of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return of(in.readNBytes(ENOUGH));
        }
    }

    private static Bytes of(byte[] start) {
        for (var kind : values()) {
            int length = kind.mark.length;
            if (length > 0 && start.length >= length && Arrays.equals(start, 0, length, kind.mark, 0, length)) {
                return kind;
            }
        }
        if (start.length == ENOUGH && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0) {
            return UTF_16_LITTLE;
        }
        if (start.length == ENOUGH && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0) {
            return UTF_16_BIG;
        }
        return PLAIN;
    }

    /** The encoding that it shows for certain, or null. */
    Charset charset() {
        return charset;
    }

    /** How many bytes to skip before the text. */
    int markLength() {
        return charset == null ? 0 : mark.length;
    }
}
