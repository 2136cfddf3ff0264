package io.github.camelenkash;

import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.client.EnkashClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Tells whether EnKash can be used now; in Camel's {@code producers} health checks, once for each client and programme,
 * whatever the number of endpoints.
 *
 * <p>It asks for the account's balance, and goes through the same login as every call: a refused login is remembered and
 * not tried again, so it may be asked as often as a probe likes. What it found serves for a while, and while one caller
 * asks, others get what was found before. It says nothing about liveness, because a restart does not bring EnKash back.
 */
final class EnkashHealthCheck implements HealthCheck {

    private static final Duration ASK_AGAIN_WHEN_UP = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN_WHEN_DOWN = Duration.ofSeconds(1);

    private final String id;
    private final EnkashClient client;
    private final Program program;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile boolean enabled = true;
    /** Written by the one who asks. */
    private volatile Finding last;

    /** @param problem null when all is well */
    private record Finding(EnkashException problem, long at) {

        boolean servesAt(long now) {
            return now - at < (problem == null ? ASK_AGAIN_WHEN_UP : ASK_AGAIN_WHEN_DOWN).toNanos();
        }
    }

    /**
     * A health check of one client.
     *
     * @param id unique in the context, and without secrets
     * @param program whose account is asked about
     * @param nanoTime the clock, {@link System#nanoTime()} but for tests
     */
    EnkashHealthCheck(String id, EnkashClient client, Program program, LongSupplier nanoTime) {
        this.client = client;
        this.program = program;
        this.nanoTime = nanoTime;
        this.id = id;
    }

    @Override
    public Result call(Map<String, Object> options) {
        var builder = HealthCheckResultBuilder.on(this)
                .detail(CHECK_ID, getId())
                .detail(CHECK_GROUP, getGroup())
                .detail(CHECK_KIND, Kind.READINESS.name())
                .detail("program", program.name());
        var finding = found();
        if (finding == null) {
            return builder.unknown()
                    .message("EnKash is being asked for the first time")
                    .build();
        }
        var problem = finding.problem();
        if (problem == null) {
            return builder.up().build();
        }
        if (problem.getHttpStatus() != null) {
            builder.detail(HTTP_RESPONSE_CODE, problem.getHttpStatus());
        }
        // The message is clean; the exception itself is left out, because its cause need not be.
        return builder.down()
                .detail("failure", problem.getClass().getSimpleName())
                .message(problem.getReason())
                .build();
    }

    /** What holds now; asks at most once at a time. */
    private Finding found() {
        var finding = last;
        if ((finding == null || !finding.servesAt(nanoTime.getAsLong())) && asking.tryLock()) {
            try {
                last = new Finding(ask(), nanoTime.getAsLong());
            } finally {
                asking.unlock();
            }
        }
        return last;
    }

    /** The problem, or null. */
    private EnkashException ask() {
        try {
            if (hasAccount(client.settings().onboarding())) {
                client.read(new BalanceCall(), Input.nothing(), program);
            } else {
                client.logIn();
            }
            return null;
        } catch (EnkashException e) {
            return e;
        } catch (RuntimeException e) {
            // A probe must not fall: for instance the client may have been closed meanwhile.
            return new UnavailableException(
                    Failure.because("EnKash cannot be asked (" + e.getClass().getSimpleName() + ")"));
        }
    }

    /** Redemption and single sign-on do without one. */
    private boolean hasAccount(Onboarding onboarding) {
        var account = program == Program.reward ? onboarding.cardAccountId() : onboarding.incentiveAccountId();
        return account != null;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
