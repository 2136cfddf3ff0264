package io.github.camelenkash.ledger.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of H2's, {@code held:}, on which a test can hold up what is being written. */
public final class HeldFiles extends FilePathWrapper {

    private static final ReentrantReadWriteLock DOOR = new ReentrantReadWriteLock();
    private static final AtomicInteger WAITING = new AtomicInteger();
    private static final AtomicInteger FORCED = new AtomicInteger();

    static void register() {
        FilePath.register(new HeldFiles());
    }

    /** Lets no write begin until {@link #release}, which the same thread must call. */
    static void hold() {
        DOOR.writeLock().lock();
    }

    static void release() {
        DOOR.writeLock().unlock();
    }

    /** Whether something is being written that is not in the file yet. */
    static boolean isWriting() {
        return WAITING.get() > 0;
    }

    /** How often a file was forced to the disk. */
    static int forced() {
        return FORCED.get();
    }

    @Override
    public String getScheme() {
        return "held";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new HeldFile(super.open(mode));
    }

    private static final class HeldFile extends FileBase {

        private final FileChannel file;

        HeldFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            WAITING.incrementAndGet();
            DOOR.readLock().lock();
            try {
                return file.write(source, position);
            } finally {
                DOOR.readLock().unlock();
                WAITING.decrementAndGet();
            }
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int written = write(source, file.position());
            file.position(file.position() + written);
            return written;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
            FORCED.incrementAndGet();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
