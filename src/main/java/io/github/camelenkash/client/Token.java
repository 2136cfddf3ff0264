package io.github.camelenkash.client;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A bearer token and its life on the clock of {@link System#nanoTime()}. It keeps the finished header, which is the same
 * for every call it serves.
 */
final class Token {

    private final Header authorization;
    private final long obtainedAt;
    private final long usableUntil;

    Token(String value, long obtainedAt, long lifeNanos) {
        this.authorization = new BasicHeader("Authorization", "Bearer " + value, true);
        this.obtainedAt = obtainedAt;
        this.usableUntil = obtainedAt + lifeNanos;
    }

    /** Always with {@code Bearer } (§14 row 13). */
    Header authorization() {
        return authorization;
    }

    boolean isUsableAt(long nanoTime) {
        return usableUntil - nanoTime > 0;
    }

    long ageNanosAt(long nanoTime) {
        return nanoTime - obtainedAt;
    }

    @Override
    public String toString() {
        return "Token[***]";
    }
}
