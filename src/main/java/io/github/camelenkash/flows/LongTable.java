package io.github.camelenkash.flows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers under names, for as many names as a file has rows. A name is kept as 64 bits of its SHA-256, so that a million
 * take 24 MB whatever they are; that two of a million names share their bits happens once in forty million files, and then
 * refuses a row instead of paying it twice.
 */
final class LongTable {

    private static final double FULLEST = 0.7;

    private final MessageDigest sha256;
    private final long[] keys;
    private final long[] values;

    /** @param most how many names there can be */
    LongTable(long most) {
        int slots = (int) Math.min(Integer.MAX_VALUE - 8, (long) (most / FULLEST) + 2);
        keys = new long[slots];
        values = new long[slots];
        sha256 = sha256();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The number under a name; 0 where there is none. */
    long get(String name) {
        return values[slot(name)];
    }

    /**
     * Puts a number under a name that has none.
     *
     * @return whether it had none
     */
    boolean putIfAbsent(String name, long number) {
        int slot = slot(name);
        if (values[slot] != 0) {
            return false;
        }
        values[slot] = number;
        return true;
    }

    /** Adds to the number under a name. */
    void add(String name, long number) {
        int slot = slot(name);
        values[slot] = Math.addExact(values[slot], number);
    }

    /** The slot that a name has, or gets. */
    private int slot(String name) {
        long bits = ByteBuffer.wrap(sha256.digest(name.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        long key = bits == 0 ? 1 : bits;
        int slot = (int) Long.remainderUnsigned(key, keys.length);
        while (keys[slot] != key) {
            if (keys[slot] == 0) {
                keys[slot] = key;
                break;
            }
            slot = slot + 1 == keys.length ? 0 : slot + 1;
        }
        return slot;
    }
}
