package io.github.camelenkash.client;

import io.github.camelenkash.api.LoginMemory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A memory of logins within one process; forgets when it is let go of. */
public final class InMemoryLoginMemory implements LoginMemory {

    private final LongSupplier nanoTime;
    /** Fingerprint to the moment of the refusal. */
    private final Map<String, Long> refusals = new ConcurrentHashMap<>();

    private final Set<String> worked = ConcurrentHashMap.newKeySet();
    /** A lock for each fingerprint; there are as many as there are logins configured. */
    private final Map<String, ReentrantLock> firstLogins = new ConcurrentHashMap<>();

    public InMemoryLoginMemory() {
        this(System::nanoTime);
    }

    /** With a clock that a test turns. */
    InMemoryLoginMemory(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean refused(String fingerprint, Duration retryAfter) {
        var refusedAt = refusals.get(fingerprint);
        return refusedAt != null && (retryAfter == null || nanoTime.getAsLong() - refusedAt < retryAfter.toNanos());
    }

    @Override
    public void rememberRefusal(String fingerprint) {
        refusals.put(fingerprint, nanoTime.getAsLong());
        // A password that worked yesterday and is refused today is wrong today.
        worked.remove(fingerprint);
    }

    @Override
    public boolean hasWorked(String fingerprint) {
        return worked.contains(fingerprint);
    }

    @Override
    public void rememberSuccess(String fingerprint) {
        refusals.remove(fingerprint);
        worked.add(fingerprint);
    }

    @Override
    public <T> T alone(String fingerprint, Supplier<T> login) {
        var lock = firstLogins.computeIfAbsent(fingerprint, any -> new ReentrantLock());
        lock.lock();
        try {
            return login.get();
        } finally {
            lock.unlock();
        }
    }
}
