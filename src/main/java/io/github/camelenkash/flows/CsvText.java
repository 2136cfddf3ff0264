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

/**
 * A file as text: UTF-8, UTF-16, or Windows-1252, which is what older spreadsheet programs write. Bytes that are not text
 * in that encoding are an error and never a replacement character, because a damaged reference would be another
 * reference.
 *
 * @param charset how it is read
 * @param skip how many bytes of a byte-order mark stand before the text
 * @param guessed whether nothing but the absence of UTF-8 speaks for the encoding
 * @param quoted whether a double quote stands somewhere in it, or may
 */
record CsvText(Path file, Charset charset, int skip, boolean guessed, boolean quoted) {

    private static final int BUFFER_SIZE = 8192;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Finds out how a file is written. */
    static CsvText of(Path file) throws IOException, RefusedFileException {
        var bytes = Bytes.of(file);
        if (bytes == Bytes.OLD_WORKBOOK) {
            throw new RefusedFileException(
                    1,
                    "The file is an old workbook (.xls), or one with a password",
                    "Save it as .xlsx without a password, or as 'CSV UTF-8 (Comma delimited)'");
        }
        if (bytes.charset() != null && bytes.charset() != StandardCharsets.UTF_8) {
            return new CsvText(file, bytes.charset(), bytes.markLength(), false, true);
        }
        var seen = Seen.of(file);
        var utf8 = new CsvText(file, StandardCharsets.UTF_8, bytes.markLength(), false, seen.quote());
        boolean windows = bytes.charset() == null && seen.beyondAscii() && utf8.couldBeWindows();
        return windows ? new CsvText(file, WINDOWS_1252, 0, true, seen.quote()) : utf8;
    }

    /**
     * What a look at the bytes tells, which is quick: most files are ASCII, and need no second look. In UTF-8 and in
     * Windows-1252 a byte below 128 is that character and never a part of another one.
     */
    private record Seen(boolean beyondAscii, boolean quote) {

        static Seen of(Path file) throws IOException {
            int together = 0;
            boolean quote = false;
            try (var in = Files.newInputStream(file)) {
                var bytes = new byte[BUFFER_SIZE];
                for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
                    for (int i = 0; i < read; i++) {
                        together |= bytes[i];
                        quote |= bytes[i] == '"';
                    }
                }
            }
            return new Seen(together < 0, quote);
        }
    }

    Reader reader() throws IOException {
        return new InputStreamReader(bytes(), decoder());
    }

    private InputStream bytes() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER_SIZE);
        in.skipNBytes(skip);
        return in;
    }

    private CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Whether no letter beyond ASCII is UTF-8. Where some are and some are not, the file is damaged: half of it would be
     * read as other letters than were meant.
     */
    private boolean couldBeWindows() throws IOException {
        var seen = new LettersBeyondAscii();
        return scan(seen, true) > 0 && !seen.any;
    }

    /** Says where a file is not text, once reading it has failed on that. */
    RefusedFileException damaged() throws IOException {
        var lines = new LineCount();
        scan(lines, false);
        return new RefusedFileException(
                lines.line,
                "This line has a character that is not " + charset.name() + ", so nothing of the file can be trusted",
                "Save the file as 'CSV UTF-8 (Comma delimited)' and drop it again");
    }

    /**
     * Reads the file to its end, or to the first bytes that are not text.
     *
     * @param on whether to go on behind them
     * @return how often there were such bytes
     */
    private long scan(Letters letters, boolean on) throws IOException {
        long errors = 0;
        try (var in = bytes()) {
            var decoder = decoder();
            var bytes = ByteBuffer.allocate(BUFFER_SIZE);
            var text = CharBuffer.allocate(BUFFER_SIZE);
            boolean more = true;
            while (more) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                more = read >= 0;
                bytes.limit(bytes.position() + Math.max(read, 0)).position(0);
                var result = decoder.decode(bytes, text, !more);
                while (result.isError()) {
                    errors++;
                    letters.read(text.flip());
                    text.clear();
                    if (!on) {
                        return errors;
                    }
                    bytes.position(bytes.position() + result.length());
                    result = decoder.decode(bytes, text, !more);
                }
                letters.read(text.flip());
                text.clear();
                bytes.compact();
            }
        }
        return errors;
    }

    /** Looks at text that goes by. */
    private interface Letters {
        void read(CharBuffer text);
    }

    private static final class LettersBeyondAscii implements Letters {

        private boolean any;

        @Override
        public void read(CharBuffer text) {
            while (!any && text.hasRemaining()) {
                any = text.get() > 0x7F;
            }
        }
    }

    /** Counts lines that end with LF, CR or both. */
    private static final class LineCount implements Letters {

        private long line = 1;
        private char last;

        @Override
        public void read(CharBuffer text) {
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
