package io.github.camelenkash.flows;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file as text: UTF-8 unless a byte-order mark says UTF-16. Bytes that are not text in that encoding are an error and
 * never a replacement character, because a damaged reference would be another reference.
 */
final class CsvText {

    private static final int BUFFER_SIZE = 8192;

    /** What the first bytes of a file tell of it. */
    private enum Kind {
        UTF_8_WITH_MARK(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_16_LITTLE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        UTF_16_BIG(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        /** Newer workbooks are zip archives. */
        WORKBOOK(null, 'P', 'K', 3, 4),
        OLD_WORKBOOK(null, 0xD0, 0xCF, 0x11, 0xE0),
        PLAIN(StandardCharsets.UTF_8);

        private final Charset charset;
        private final byte[] mark;

        Kind(Charset charset, int... mark) {
            this.charset = charset;
            this.mark = new byte[mark.length];
            for (int i = 0; i < mark.length; i++) {
                this.mark[i] = (byte) mark[i];
            }
        }

        static Kind of(byte[] start) {
            return Arrays.stream(values())
                    .filter(kind -> start.length >= kind.mark.length
                            && Arrays.equals(start, 0, kind.mark.length, kind.mark, 0, kind.mark.length))
                    .findFirst()
                    .orElse(PLAIN);
        }
    }

    private CsvText() {}

    /** Opens a file behind its byte-order mark, if it has one. */
    static Reader open(Path file) throws IOException, RefusedFileException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER_SIZE);
        try {
            var kind = skipMark(in);
            if (kind.charset == null) {
                throw new RefusedFileException(
                        1,
                        "The file is a workbook with a name that ends in .csv",
                        "Open it in the spreadsheet program and save it as 'CSV UTF-8 (Comma delimited)'");
            }
            return new InputStreamReader(in, decoder(kind.charset));
        } catch (IOException | RefusedFileException e) {
            in.close();
            throw e;
        }
    }

    private static Kind skipMark(InputStream in) throws IOException {
        in.mark(4);
        var kind = Kind.of(in.readNBytes(4));
        in.reset();
        in.skipNBytes(kind.mark.length);
        return kind;
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Says where a file is not text, once reading it has failed on that. */
    static RefusedFileException damaged(Path file) throws IOException {
        return new RefusedFileException(
                lineOfDamage(file),
                "This line has a character that is not UTF-8, so nothing of the file can be trusted",
                "Save the file as 'CSV UTF-8 (Comma delimited)' and drop it again");
    }

    /** A reader fails well ahead of what has been parsed, so the line is looked for once more. */
    private static long lineOfDamage(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER_SIZE)) {
            var decoder = decoder(skipMark(in).charset);
            var bytes = ByteBuffer.allocate(BUFFER_SIZE);
            var text = CharBuffer.allocate(BUFFER_SIZE);
            var lines = new LineCount();
            boolean more = true;
            while (more) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                more = read >= 0;
                bytes.limit(bytes.position() + Math.max(read, 0)).position(0);
                var result = decoder.decode(bytes, text, !more);
                lines.count(text.flip());
                text.clear();
                bytes.compact();
                if (result.isError()) {
                    return lines.line;
                }
            }
            return lines.line;
        }
    }

    /** Counts lines that end with LF, CR or both. */
    private static final class LineCount {

        private long line = 1;
        private char last;

        void count(CharBuffer text) {
            while (text.hasRemaining()) {
                char character = text.get();
                if (character == '\r' || (character == '\n' && last != '\r')) {
                    line++;
                }
                last = character;
            }
        }
    }
}
