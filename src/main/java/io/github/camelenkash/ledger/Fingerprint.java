package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.Order;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Tells whether two orders are the same (who, amount, direction, account) without keeping the person's data. Salted for
 * each row, and never keyed by a secret, because secrets rotate and the ledger must still recognise its orders.
 */
public final class Fingerprint {

    private static final MessageDigest SHA_256 = sha256();
    /** Drawn ahead, because all threads share the source behind them. A salt need only be another one each time. */
    private static final ThreadLocal<Salts> SALTS = ThreadLocal.withInitial(Salts::new);

    private static final HexFormat HEX = HexFormat.of();
    private static final int SALT_BYTES = 16;
    private static final char SEPARATOR = '$';

    private Fingerprint() {}

    /** A new salted fingerprint: {@code salt$hash}, both in hexadecimal. */
    public static String of(Order order) {
        var salt = SALTS.get().next();
        return HEX.formatHex(salt) + SEPARATOR + hash(salt, order);
    }

    /** Whether a fingerprint was made of an order that is the same as this one. */
    public static boolean matches(String fingerprint, Order order) {
        int end = fingerprint.indexOf(SEPARATOR);
        var salt = HEX.parseHex(fingerprint, 0, end);
        return fingerprint.substring(end + 1).equals(hash(salt, order));
    }

    /** A plain hash, for comparing the rows of one call in memory; not for keeping. */
    static String unsalted(Order order) {
        return hash(new byte[0], order);
    }

    private static String hash(byte[] salt, Order order) {
        var digest = digest();
        digest.update(salt);
        return HEX.formatHex(digest.digest(content(order).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Canonical: {@code 250} and {@code 250.00} give one text; the person's identifiers already come canonical. Each part
     * is preceded by its length, so that no two lists of parts give one text.
     */
    private static String content(Order order) {
        var content = new StringBuilder(160);
        add(content, order.account());
        add(content, order.direction().name());
        add(content, Amounts.canonical(order.points()));
        order.who().forEach(part -> add(content, part));
        return content.toString();
    }

    private static void add(StringBuilder content, String part) {
        content.append(part.length()).append(':').append(part).append('\n');
    }

    /** A copy costs less than to ask for one. */
    private static MessageDigest digest() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    /** Salts of one thread. */
    private static final class Salts {

        private static final SecureRandom RANDOM = new SecureRandom();
        private static final int AHEAD = 64;

        private final byte[] bytes = new byte[AHEAD * SALT_BYTES];
        private int next = bytes.length;

        byte[] next() {
            if (next == bytes.length) {
                RANDOM.nextBytes(bytes);
                next = 0;
            }
            next += SALT_BYTES;
            return Arrays.copyOfRange(bytes, next - SALT_BYTES, next);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
