package io.github.camelenkash.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The scheme of contract §5.2, written a second time on purpose: an oracle that borrowed the client's codec would agree
 * with its mistakes. ECB is EnKash's choice; it hides little and proves nothing, TLS does both.
 */
final class Aes {

    private final SecretKeySpec key;

    // a fresh cipher costs thirty times a reused one, and a cipher is not thread-safe
    private final ThreadLocal<Cipher> encryptor = ThreadLocal.withInitial(() -> cipher(Cipher.ENCRYPT_MODE));
    private final ThreadLocal<Cipher> decryptor = ThreadLocal.withInitial(() -> cipher(Cipher.DECRYPT_MODE));

    Aes(String secret) {
        key = new SecretKeySpec(Arrays.copyOf(sha256(secret), 16), "AES");
    }

    String encrypt(byte[] plain) {
        try {
            return Base64.getEncoder().encodeToString(encryptor.get().doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES of a byte array cannot fail", e);
        }
    }

    /** The plain text, or null when the text was not encrypted under this key. */
    byte[] decrypt(String base64) {
        try {
            return decryptor.get().doFinal(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private Cipher cipher(int mode) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(mode, key);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/ECB/PKCS5Padding", e);
        }
    }

    private static byte[] sha256(String secret) {
        try {
            // the secret is hashed as text, although it looks like hex (§5.2)
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
