package io.github.camelenkash.flows;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.camelenkash.api.Amounts;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result file while it is written: a line for each row, as soon as the row has ended, so that a crash leaves what was
 * known. It has a name of its own until it is complete: who finds {@code NAME.results.csv} finds all of it.
 *
 * <p>It is locked while it is written, and the operating system frees the lock of a process that dies: so a file that is
 * being paid is told from one whose payer was killed. Where the file system knows no locks, every payer looks dead.
 *
 * <p>A line is the row as it was dropped and, behind it, what became of it ({@link ColumnNames#RESULTS}). So it can be
 * corrected and dropped again: our columns are not looked at then, and what is paid is not paid twice.
 */
final class ResultFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ResultFile.class);
    /**
     * What this process has in hand, with whoever has it. A lock is the process's own and is lost when any channel of the
     * file is closed, so within the process nobody else may even open it.
     */
    private static final Map<Path, Object> IN_HAND = new ConcurrentHashMap<>();

    private final Path path;
    private final CsvWriter writer;
    private final int columns;
    private final boolean withReference;

    private ResultFile(Path path, CsvWriter writer, int columns, boolean withReference) {
        this.path = path;
        this.writer = writer;
        this.columns = columns;
        this.withReference = withReference;
    }

    /**
     * Begins a new file; fails where there is one. Who may not read the dropped file may not read its results.
     *
     * @param dropped the file that they are of
     * @param headers the names of its columns
     * @param withReference whether references are built, so that no column of the file has them
     */
    static ResultFile create(Path path, Path dropped, List<String> headers, boolean withReference) throws IOException {
        var out = open(path, dropped);
        var writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder())));
        var results = new ResultFile(path, writer, headers.size(), withReference);
        var header = new ArrayList<>(headers.stream().map(Defused::of).toList());
        if (withReference) {
            header.add("reference");
        }
        header.addAll(ColumnNames.RESULTS);
        writer.writeRecord(header);
        writer.flush();
        return results;
    }

    /**
     * Opens a new file and locks it. It gets its name only when it is locked, so that nobody ever takes it for one whose
     * writer is dead.
     *
     * @throws FileAlreadyExistsException if somebody else was quicker
     */
    static FileOutputStream open(Path path, Path dropped) throws IOException {
        Files.createDirectories(path.getParent());
        var unnamed = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
        Files.createFile(unnamed, permissions(dropped));
        var out = new Written(unnamed, real(path));
        try {
            if (IN_HAND.putIfAbsent(out.name, out) != null) {
                throw new FileAlreadyExistsException(path.toString());
            }
            lock(out.getChannel());
            name(unnamed, path);
            return out;
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        } finally {
            // Windows does not delete what is open.
            if (!unnamed.toFile().delete() && Files.exists(unnamed)) {
                unnamed.toFile().deleteOnExit();
            }
        }
    }

    /** A stream and not a channel: an interrupt in a forced stop must not lose what is known of a row. */
    private static final class Written extends FileOutputStream {

        final Path name;

        Written(Path unnamed, Path name) throws FileNotFoundException {
            super(unnamed.toFile());
            this.name = name;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                IN_HAND.remove(name, this);
            }
        }
    }

    /** By whatever way a file is reached, it is one. */
    private static Path real(Path path) throws IOException {
        return path.toAbsolutePath().getParent().toRealPath().resolve(path.getFileName());
    }

    private static void name(Path unnamed, Path path) throws IOException {
        try {
            Files.createLink(path, unnamed);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.debug("No links here, so of two who begin at the same moment one may overwrite the other", e);
            Files.move(unnamed, path);
        }
    }

    /** What is done with the results of a payer that is dead. */
    @FunctionalInterface
    interface TakeOver {
        void run() throws IOException;
    }

    /**
     * Takes over from a payer that was killed, while nobody else can.
     *
     * @return false, and nothing was done, if the payer is alive or somebody else takes over
     */
    static boolean takeOver(Path path, TakeOver takeOver) throws IOException {
        try {
            var name = real(path);
            if (IN_HAND.putIfAbsent(name, takeOver) != null) {
                return false;
            }
            try {
                return takeOverLocked(path, takeOver);
            } finally {
                IN_HAND.remove(name, takeOver);
            }
        } catch (NoSuchFileException e) {
            // It was there a moment ago.
            return false;
        }
    }

    private static boolean takeOverLocked(Path path, TakeOver takeOver) throws IOException {
        var key = fileKey(path);
        try (var channel = openExisting(path)) {
            // Who had the lock before may have put away what was opened here, and given its name to a new file.
            if (channel != null && !(lock(channel) && Objects.equals(key, fileKey(path)))) {
                return false;
            }
            takeOver.run();
            return true;
        }
    }

    /** Null where it may not be opened. */
    private static FileChannel openExisting(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            LOG.debug("Nobody can tell whether the results are being written", e);
            return null;
        }
    }

    private static Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Until the channel is closed. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("No locks here, so nobody can tell whether the results are being written", e);
            return true;
        }
    }

    /** What a new file beside a dropped one may be read by. */
    static java.nio.file.attribute.FileAttribute<?>[] permissions(Path dropped) throws IOException {
        var posix = Files.getFileAttributeView(dropped, PosixFileAttributeView.class);
        if (posix == null) {
            return new java.nio.file.attribute.FileAttribute<?>[0];
        }
        var permissions = posix.readAttributes().permissions();
        permissions.add(java.nio.file.attribute.PosixFilePermission.OWNER_WRITE);
        return new java.nio.file.attribute.FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    Path path() {
        return path;
    }

    /** Writes a line and hands it to the operating system. */
    void write(RewardRow row, RowEnd end) {
        var line = new ArrayList<String>(
                columns + ColumnNames.RESULTS.size() + row.surplus().size());
        for (int i = 0; i < columns; i++) {
            line.add(i < row.original().size() ? Defused.of(row.original().get(i)) : "");
        }
        if (withReference) {
            line.add(Defused.of(row.reference()));
        }
        line.add(Long.toString(row.line()));
        line.add(end.outcome());
        line.add(Defused.of(end.transactionId()));
        line.add(Defused.of(end.balance() == null ? null : Amounts.shown(end.balance())));
        line.add(Defused.of(end.reason()));
        line.add(Defused.of(end.whatToDo()));
        // Where it stands it is to the right of the last column again, so that the row stays refused until it is
        // mended.
        row.surplus().stream().map(Defused::of).forEach(line::add);
        writer.writeRecord(line);
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
