package io.github.camelenkash.ledger.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Puts into its file what H2 has committed, by a checkpoint and more. H2 writes by threads of its own. What they have taken
 * up before the checkpoint came is no business of the checkpoint, which returns although it is not in the file yet. So it
 * is followed by an operation that H2 begins when these threads have nothing left to do. And where the thread that waits
 * for them is interrupted, H2 forgets to wait, so it is a thread that nobody interrupts. At last the file is forced to the
 * disk, as PostgreSQL does it with its log.
 */
final class H2Flush implements Connections.Flush {

    private static final String H2_CONNECTION = "org.h2.jdbc.JdbcConnection";
    /** H2 itself leaves it to the operating system when a file comes to the disk, and a power cut loses that. */
    static final String TO_DISK = "CHECKPOINT SYNC";

    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor uninterrupted =
            new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), H2Flush::thread);

    H2Flush() {
        // So that nobody has to close it.
        uninterrupted.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "enkash-ledger-flush");
        thread.setDaemon(true);
        return thread;
    }

    /** Whether H2 can be asked to wait for its threads. Not every pool tells which connection of H2's it lends. */
    static boolean isPossible(Connection connection) throws SQLException {
        try {
            awaitThreads(connection);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @Override
    public void after(Connection committed) throws SQLException {
        try {
            CompletableFuture.runAsync(() -> write(committed), uninterrupted).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
        }
    }

    private static void write(Connection connection) {
        try (var checkpoint = connection.prepareStatement("CHECKPOINT");
                var force = connection.prepareStatement(TO_DISK)) {
            checkpoint.execute();
            awaitThreads(connection);
            force.execute();
        } catch (SQLException | ReflectiveOperationException e) {
            throw new CompletionException(e);
        }
    }

    /** H2 has no statement for it. By reflection, because whoever uses PostgreSQL has no H2. */
    private static void awaitThreads(Connection connection) throws SQLException, ReflectiveOperationException {
        var database = call(call(h2(connection), "getSession"), "getDatabase");
        if (Boolean.TRUE.equals(call(database, "isPersistent"))) {
            var store = call(call(database, "getStore"), "getMvStore");
            Runnable nothing = () -> {};
            try {
                store.getClass()
                        .getMethod("executeFilestoreOperation", Runnable.class)
                        .invoke(store, nothing);
            } catch (InvocationTargetException e) {
                throw new SQLException(e.getCause());
            }
        }
    }

    private static Connection h2(Connection connection) throws ReflectiveOperationException {
        try {
            var inner = connection.unwrap(Connection.class);
            return isH2(inner)
                    ? inner
                    : connection.unwrap(Class.forName(H2_CONNECTION).asSubclass(Connection.class));
        } catch (SQLException e) {
            throw new ReflectiveOperationException(e);
        }
    }

    private static boolean isH2(Connection connection) {
        for (Class<?> type = connection.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(H2_CONNECTION)) {
                return true;
            }
        }
        return false;
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
