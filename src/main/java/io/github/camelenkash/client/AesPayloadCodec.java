package io.github.camelenkash.client;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * EnKash's payload encryption (§5.2): AES-128 in ECB mode, Base64, in the envelope {@code {"request":"…"}}.
 *
 * <p>ECB without authentication is EnKash's choice, kept for compatibility. It shows which blocks are equal and does not
 * notice when they are exchanged, so it is <em>not</em> what protects the data: TLS is.
 */
public final class AesPayloadCodec implements PayloadCodec {

    private static final int KEY_LENGTH = 16;
    private static final byte[] OPENING = "{\"request\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "\"}".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;
    private final CipherPool encryption;
    private final CipherPool decryption;

    private AesPayloadCodec(SecretKeySpec key) {
        this.key = key;
        this.encryption = new CipherPool(Cipher.ENCRYPT_MODE, key);
        this.decryption = new CipherPool(Cipher.DECRYPT_MODE, key);
    }

    /**
     * @param secret the client secret or {@code secretKey}; hashed as text, not decoded from hex, and the key is the
     *     first half of its SHA-256
     */
    public static AesPayloadCodec of(String secret) {
        Options.required(secret, "secretKey");
        var digest = Digest.sha256(secret.getBytes(StandardCharsets.UTF_8));
        return new AesPayloadCodec(new SecretKeySpec(digest, 0, KEY_LENGTH, "AES"));
    }

    @Override
    public byte[] encode(byte[] json) {
        var encrypted = encrypt(json);
        var body = new byte[OPENING.length + base64Length(encrypted.length) + CLOSING.length];
        // Java's encoder writes to the beginning of an array only; moving the text costs less than a second array.
        int length = Base64.getEncoder().encode(encrypted, body);
        System.arraycopy(body, 0, body, OPENING.length, length);
        System.arraycopy(OPENING, 0, body, 0, OPENING.length);
        System.arraycopy(CLOSING, 0, body, OPENING.length + length, CLOSING.length);
        return body;
    }

    /** Four letters for three bytes, the last of them padded. */
    private static int base64Length(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    @Override
    public byte[] decode(byte[] body) {
        var text = EncryptedEnvelope.open(body);
        if (text == null) {
            return body;
        }
        try {
            var encrypted = Base64.getDecoder().decode(text);
            if (!encrypted.hasRemaining()) {
                // Java decrypts nothing to nothing, but padding makes even an empty text a block.
                throw new IllegalArgumentException();
            }
            var cipher = decryption.borrow();
            var json = cipher.doFinal(encrypted.array(), 0, encrypted.remaining());
            decryption.giveBack(cipher);
            return json;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause is left out: it can quote what it failed on.
            throw new UndecodableException(Failure.because("The answer is encrypted and cannot be decrypted"));
        }
    }

    private byte[] encrypt(byte[] json) {
        try {
            var cipher = encryption.borrow();
            var encrypted = cipher.doFinal(json);
            encryption.giveBack(cipher);
            return encrypted;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption with padding cannot fail", e);
        }
    }

    /** Same secret, same codec; settings that hold equal codecs may share a client. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AesPayloadCodec codec && key.equals(codec.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "AesPayloadCodec[key=***]";
    }
}
