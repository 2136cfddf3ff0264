package io.github.camelenkash.client;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps initialised ciphers for reuse: making one costs thirty times the encryption of a request. A cipher belongs to
 * one caller between {@link #borrow()} and {@link #giveBack(Cipher)}.
 *
 * <p>No {@code ThreadLocal}: with virtual threads that would make one cipher per call. No lock either: a caller that
 * finds a slot empty makes a cipher of its own, and one that finds no room on its return drops it.
 */
final class CipherPool {

    /** More than run at once on the machines we know; a power of two. */
    private static final int SLOTS = 64;
    /** How many slots a caller looks at before it makes or drops a cipher. */
    private static final int PROBES = 4;

    private static final String TRANSFORMATION = "AES/ECB/PKCS5Padding";

    private final int mode;
    private final SecretKeySpec key;
    private final AtomicReferenceArray<Cipher> slots = new AtomicReferenceArray<>(SLOTS);

    /** @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE} */
    CipherPool(int mode, SecretKeySpec key) {
        this.mode = mode;
        this.key = key;
    }

    Cipher borrow() {
        int start = start();
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & (SLOTS - 1);
            // Looking first keeps callers from writing to slots that are empty anyway.
            if (slots.get(slot) != null) {
                var cipher = slots.getAndSet(slot, null);
                if (cipher != null) {
                    return cipher;
                }
            }
        }
        return make();
    }

    /** Only after a success: a failed decryption may leave bytes behind in the cipher. */
    void giveBack(Cipher cipher) {
        int start = start();
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & (SLOTS - 1);
            if (slots.get(slot) == null && slots.compareAndSet(slot, null, cipher)) {
                return;
            }
        }
    }

    private Cipher make() {
        try {
            var cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + TRANSFORMATION, e);
        }
    }

    /** Neighbouring thread ids start some slots apart. */
    private static int start() {
        return (int) (Thread.currentThread().getId() * PROBES);
    }
}
