package io.github.camelenkash.client;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends the bearer token and renews it (§3). One thread logs in for all; whoever waits gets its result, good or bad, and
 * never logs in again for the same reason. That matters more here than elsewhere: the third wrong login locks the
 * account.
 */
final class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    /** A token is given up this long before its end, so that it does not expire on its way; at most a tenth of its life. */
    private static final Duration LARGEST_MARGIN = Duration.ofSeconds(30);

    private static final Duration SHORTEST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(60);
    /** The second fresh token that is refused in a row: the next one would be refused as well. */
    private static final int REFUSED_TOKENS_TO_HOLD = 2;

    private final Supplier<LoginAnswer> login;
    private final LoginMemory memory;
    private final String fingerprint;
    private final Duration credentialsRetryAfter;
    private final Duration tokenMaxAge;
    private final Duration longestWait;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    /** Written under the lock, read without. */
    private volatile Token current;
    /** Fresh tokens refused with no accepted answer in between. Written under the lock. */
    private volatile int tokensRefused;
    /** When the second fresh token was refused, or null. Written under the lock. */
    private volatile Long heldSince;
    /** What the login endpoint is left alone for, or null. Written under the lock. */
    private volatile BackOff backOff;

    /** With the main credentials. */
    Tokens(
            Supplier<LoginAnswer> login,
            LoginMemory memory,
            ClientSettings settings,
            Duration longestWait,
            LongSupplier nanoTime) {
        this(login, memory, settings, settings.loginFingerprint(), longestWait, nanoTime);
    }

    /**
     * @param login makes one token call and never throws
     * @param fingerprint names the credentials and the token URL
     * @param longestWait how long a thread waits for another one's login; longer than a login can take
     * @param nanoTime the clock, {@link System#nanoTime()} but for tests
     */
    Tokens(
            Supplier<LoginAnswer> login,
            LoginMemory memory,
            ClientSettings settings,
            String fingerprint,
            Duration longestWait,
            LongSupplier nanoTime) {
        this.login = login;
        this.memory = memory;
        this.fingerprint = fingerprint;
        this.credentialsRetryAfter = settings.credentialsRetryAfter();
        this.tokenMaxAge = settings.tokenMaxAge();
        this.longestWait = longestWait;
        this.nanoTime = nanoTime;
    }

    /**
     * The token to use now; logs in if there is none.
     *
     * @throws CredentialsException if the login was refused, now or before; a new exception each time
     * @throws UnavailableException if the login endpoint gives no usable answer
     */
    Token get() {
        // The way of nearly every call: one volatile read, no lock.
        var token = usable();
        if (token != null) {
            return token;
        }
        // Asked before queueing, so that callers who cannot get a token do not wait for each other.
        refuseWhatIsKnownToFail();
        acquire();
        try {
            // Somebody may have logged in, or failed to, while this thread waited.
            token = usable();
            if (token != null) {
                return token;
            }
            refuseWhatIsKnownToFail();
            return memory.hasWorked(fingerprint) ? logIn(true) : memory.alone(fingerprint, this::firstLogin);
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a token that {@link #get()} would lend without a login. */
    boolean isPresent() {
        return usable() != null;
    }

    /** The token that may be used now, or null. */
    private Token usable() {
        var token = current;
        return token != null && token.isUsableAt(nanoTime.getAsLong()) ? token : null;
    }

    /** A call with this token was answered with 401. An older token than the current one says nothing. */
    void refused(Token token) {
        if (current != token) {
            return; // told without the lock, which may be held for as long as a login takes
        }
        lock.lock();
        try {
            if (current != token) {
                return;
            }
            current = null;
            tokensRefused++;
            if (tokensRefused >= REFUSED_TOKENS_TO_HOLD) {
                heldSince = nanoTime.getAsLong();
                LOG.error("EnKash refuses fresh tokens; no call is made with these credentials any more");
            }
        } finally {
            lock.unlock();
        }
    }

    /** A call with this token was answered, so tokens are accepted. */
    void accepted(Token token) {
        if (tokensRefused == 0) {
            return;
        }
        lock.lock();
        try {
            // A late answer to an older token is no news of the current one.
            if (current == token) {
                tokensRefused = 0;
                heldSince = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** See {@link TokenState}. */
    TokenState state() {
        long now = nanoTime.getAsLong();
        var token = current;
        boolean present = token != null && token.isUsableAt(now);
        var waiting = backOff;
        return new TokenState(
                present,
                present ? Duration.ofNanos(token.ageNanosAt(now)) : null,
                isHeld() || (!present && memory.refused(fingerprint, credentialsRetryAfter)),
                !present && waiting != null && waiting.until - now > 0);
    }

    /** What a caller gets whose call was answered with 401 twice. */
    static CredentialsException freshTokenRefused() {
        return new CredentialsException(Failure.because("EnKash refuses a token that it has just issued")
                .httpStatus(401)
                .next("Check apiUrl and partnerId, and whether EnKash has enabled these APIs for the credentials;"
                        + " the options are username, password, clientId, clientSecret, tokenUrl"));
    }

    /** One node at a time: three nodes that start with a wrong password would lock the account. */
    private Token firstLogin() {
        // Another node may have tried while this one waited for its turn.
        refuseWhatIsKnownToFail();
        return logIn(memory.hasWorked(fingerprint));
    }

    /** Makes one token call and remembers what it came to. */
    private Token logIn(boolean hasWorked) {
        // The life counts from before the call: how long the answer took is lost from it.
        long startedAt = nanoTime.getAsLong();
        var answer = login.get();
        if (answer instanceof LoginAnswer.Granted granted) {
            return keep(granted, startedAt, hasWorked);
        }
        if (answer instanceof LoginAnswer.Closed) {
            throw new UnavailableException(Failure.because("The client was closed before it could log in")
                    .next("The application stops, or its login was replaced; redelivery is safe"));
        }
        if (answer instanceof LoginAnswer.None none) {
            throw unavailable("The token endpoint gives no answer (" + none.reason() + ")", null, null);
        }
        if (answer instanceof LoginAnswer.Unwell unwell && hasWorked) {
            throw unavailable("The token endpoint is not available", unwell.httpStatus(), unwell.retryAfter());
        }
        // No document says how a wrong password is answered: with credentials that have never worked, a 500 may be it.
        int status = answer instanceof LoginAnswer.Refused refused
                ? refused.httpStatus()
                : ((LoginAnswer.Unwell) answer).httpStatus();
        memory.rememberRefusal(fingerprint);
        current = null;
        LOG.error("EnKash refused the login [HTTP {}]; the same credentials are not tried again", status);
        throw loginRefused(status);
    }

    /** A token is lent for the shorter of the two lives (§14 row 10), less the margin. */
    private Token keep(LoginAnswer.Granted granted, long startedAt, boolean hasWorked) {
        var life = granted.expiresIn() == null || granted.expiresIn().compareTo(tokenMaxAge) > 0
                ? tokenMaxAge
                : granted.expiresIn();
        var margin = life.dividedBy(10).compareTo(LARGEST_MARGIN) > 0 ? LARGEST_MARGIN : life.dividedBy(10);
        var token = new Token(granted.value(), startedAt, life.minus(margin).toNanos());
        if (!hasWorked) {
            memory.rememberSuccess(fingerprint);
        }
        backOff = null;
        current = token;
        LOG.debug("Logged in; the token is used for {}", life.minus(margin));
        return token;
    }

    /** Throws what a login would come to, where that is known without one. */
    private void refuseWhatIsKnownToFail() {
        if (isHeld()) {
            throw freshTokenRefused();
        }
        var waiting = backOff;
        if (waiting != null && waiting.until - nanoTime.getAsLong() > 0) {
            throw new UnavailableException(Failure.because(waiting.reason)
                    .httpStatus(waiting.httpStatus)
                    .next("It is tried again soon; redelivery is safe"));
        }
        if (memory.refused(fingerprint, credentialsRetryAfter)) {
            throw loginRefused(null);
        }
    }

    /** Ends by itself when {@code credentialsRetryAfter} has passed; then one more token may be tried. */
    private boolean isHeld() {
        var since = heldSince;
        return since != null
                && (credentialsRetryAfter == null || nanoTime.getAsLong() - since < credentialsRetryAfter.toNanos());
    }

    /** A new one each time: an exception that threads share shows the stack of the wrong one. */
    private static CredentialsException loginRefused(Integer httpStatus) {
        return new CredentialsException(Failure.because("EnKash refused the login")
                .httpStatus(httpStatus)
                .next("Correct the options username, password, clientId, clientSecret or tokenUrl (for a login of"
                        + " redemption's own, marketplaceUsername and so on); the same ones are not tried again,"
                        + " because EnKash locks the account at the third wrong login"));
    }

    /** Leaves the endpoint alone for a while, for all callers together. */
    private UnavailableException unavailable(String reason, Integer httpStatus, Duration retryAfter) {
        int failures = backOff == null ? 1 : backOff.failures + 1;
        var delay = BackOff.delay(failures, retryAfter);
        backOff = new BackOff(failures, nanoTime.getAsLong() + delay.toNanos(), reason, httpStatus);
        LOG.warn("{}; tried again in {} at the earliest", reason, delay);
        return new UnavailableException(
                Failure.because(reason).httpStatus(httpStatus).next("It is tried again soon; redelivery is safe"));
    }

    /** Waits for another thread's login, but not for ever. */
    private void acquire() {
        try {
            if (!lock.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UnavailableException(Failure.because("Another thread's login took too long"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(Failure.because("Interrupted while waiting for a login"), e);
        }
    }

    /**
     * How long the token endpoint is left alone, for all callers together.
     *
     * @param failures failed logins in a row
     * @param until when it may be tried again, on the clock of {@link System#nanoTime()}
     */
    private record BackOff(int failures, long until, String reason, Integer httpStatus) {

        /** Doubles from 1 s to 60 s; a longer wish of the server's is met up to the same bound. */
        static Duration delay(int failures, Duration retryAfter) {
            var delay = failures > 6 ? LONGEST_BACK_OFF : SHORTEST_BACK_OFF.multipliedBy(1L << (failures - 1));
            if (retryAfter != null && retryAfter.compareTo(delay) > 0) {
                delay = retryAfter;
            }
            return delay.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : delay;
        }
    }
}
