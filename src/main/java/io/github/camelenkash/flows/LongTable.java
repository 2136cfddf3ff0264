package io.github.camelenkash.flows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers under names, for as many names as a file has rows. A name is kept as 64 bits of its SHA-256, so that a million
 * take 23 MB whatever they are; that two of a million names share their bits happens once in forty million files, and then
 * refuses a row instead of paying it twice. They lie outside the heap: within it a long file would leave the rest so little
 * that the JVM does nothing but collect.
 */
final class LongTable {

    private static final double FULLEST = 0.7;
    /** As many as one buffer can have: for 187 million names. */
    private static final int MOST_SLOTS = Integer.MAX_VALUE / Long.BYTES;

    private final MessageDigest sha256;
    private final int slots;
    private final LongBuffer keys;
    private final LongBuffer values;

    /** @param most how many names there can be */
    LongTable(long most) {
        slots = (int) Math.min(MOST_SLOTS, (long) (most / FULLEST) + 2);
        keys = outsideTheHeap(slots * Long.BYTES).asLongBuffer();
        values = outsideTheHeap(slots * Long.BYTES).asLongBuffer();
        sha256 = sha256();
    }

    /** Room for what grows with a file. */
    static ByteBuffer outsideTheHeap(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
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
        return values.get(slot(name));
    }

    /**
     * Puts a number under a name that has none.
     *
     * @return whether it had none
     */
    boolean putIfAbsent(String name, long number) {
        int slot = slot(name);
        if (values.get(slot) != 0) {
            return false;
        }
        values.put(slot, number);
        return true;
    }

    /** Adds to the number under a name. */
    void add(String name, long number) {
        int slot = slot(name);
        values.put(slot, Math.addExact(values.get(slot), number));
    }

    /** The slot that a name has, or gets. */
    private int slot(String name) {
        long bits = ByteBuffer.wrap(sha256.digest(name.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        long key = bits == 0 ? 1 : bits;
        int slot = (int) Long.remainderUnsigned(key, slots);
        for (long there = keys.get(slot); there != key; there = keys.get(slot)) {
            if (there == 0) {
                keys.put(slot, key);
                break;
            }
            slot = slot + 1 == slots ? 0 : slot + 1;
        }
        return slot;
    }
}
