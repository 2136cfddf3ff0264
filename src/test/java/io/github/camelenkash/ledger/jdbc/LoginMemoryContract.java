package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a memory of logins in a database must do, on one node and on two. */
abstract class LoginMemoryContract {

    final String fingerprint = UUID.randomUUID().toString();

    /** Another node on the same database. */
    abstract Ledger node();

    private static LoginMemory logins(Ledger ledger) {
        return ledger.logins().orElseThrow();
    }

    @Test
    void aRefusalOfOneNodeHoldsOnTheOtherAndAfterARestart() {
        try (var one = node()) {
            assertThat(logins(one).refused(fingerprint, null)).isFalse();
            logins(one).rememberRefusal(fingerprint);
        }
        try (var other = node()) {
            assertThat(logins(other).refused(fingerprint, null)).isTrue();
            assertThat(logins(other).refused(fingerprint, Duration.ofHours(1))).isTrue();
            assertThat(logins(other).refused(fingerprint, Duration.ofNanos(1))).isFalse();
            assertThat(logins(other).refused("another", null)).isFalse();
        }
    }

    @Test
    void credentialsThatWorkedAreRememberedUntilTheyAreRefused() {
        try (var node = node()) {
            var logins = logins(node);
            logins.rememberRefusal(fingerprint);
            logins.rememberSuccess(fingerprint);
            assertThat(logins.hasWorked(fingerprint)).isTrue();
            assertThat(logins.refused(fingerprint, null)).isFalse();

            logins.rememberRefusal(fingerprint);
            assertThat(logins.hasWorked(fingerprint)).isFalse();
        }
    }

    @Test
    void onlyOneNodeAtATimeTriesCredentialsThatHaveNeverWorked() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try (var one = node();
                var other = node()) {
            var inside = new AtomicInteger();
            var together = new AtomicInteger();
            var tries = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 16; i++) {
                var logins = logins(i % 2 == 0 ? one : other);
                tries.add(() -> logins.alone(fingerprint, () -> {
                    if (inside.incrementAndGet() > 1) {
                        together.incrementAndGet();
                    }
                    Thread.yield();
                    return inside.decrementAndGet();
                }));
            }
            for (var result : threads.invokeAll(tries)) {
                result.get();
            }
            assertThat(together).hasValue(0);
        } finally {
            threads.shutdownNow();
        }
    }
}
