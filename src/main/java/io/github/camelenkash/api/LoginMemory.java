package io.github.camelenkash.api;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Remembers what became of logins, because EnKash locks an account at the third wrong one (§3.1). Kept in the ledger's
 * database it holds across threads, restarts and nodes; otherwise as long as the client's process does.
 *
 * <p>Implementations are used by many threads at once. Whatever they throw reaches the caller of the operation, so they
 * should throw {@link UnavailableException} when their store cannot be reached. A fingerprint names credentials at a
 * token URL and tells nothing of them.
 */
public interface LoginMemory {

    /**
     * Whether these credentials were refused and must not be tried (again) yet.
     *
     * @param retryAfter how long a refusal counts, or null for ever
     */
    boolean refused(String fingerprint, Duration retryAfter);

    /** These credentials were refused just now. Also ends {@link #hasWorked(String)}. */
    void rememberRefusal(String fingerprint);

    /** Whether these credentials have ever logged in and were not refused since. */
    boolean hasWorked(String fingerprint);

    /** These credentials logged in just now. */
    void rememberSuccess(String fingerprint);

    /**
     * Runs a login with credentials that have never worked, while nobody else who shares this memory, on any node, runs
     * one with the same: three nodes that start with a wrong password would otherwise lock the account at once.
     *
     * @param login asks {@link #refused} itself before it logs in
     * @return what the login returned; its exceptions are passed on
     */
    <T> T alone(String fingerprint, Supplier<T> login);
}
