package io.github.camelenkash.client;

import io.github.camelenkash.api.Masking;
import java.nio.charset.StandardCharsets;

/**
 * What the token call logs in with (§3.1). None of it is ever shown.
 *
 * @param username the login that EnKash issued: a mobile number or an e-mail address
 * @param password its password
 * @param clientId the OAuth client, also a field of the form
 * @param clientSecret the OAuth client's secret; also the encryption secret unless another is set (§5.2)
 */
public record Credentials(String username, String password, String clientId, String clientSecret) {

    public Credentials {
        Options.required(username, "username");
        Options.required(password, "password");
        Options.required(clientId, "clientId");
        Options.required(clientSecret, "clientSecret");
    }

    /**
     * Names these credentials without telling them, for remembering that they were refused. The client secret has 160
     * random bits, so nobody can guess a password by hashing candidates.
     *
     * @return SHA-256 as hex
     */
    public String fingerprint() {
        return Digest.hex(username, password, clientId, clientSecret);
    }

    /** {@code clientId:clientSecret} for the Basic header (§14 row 12). */
    byte[] basic() {
        return (clientId + ':' + clientSecret).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Credentials[username=" + Masking.secret(username) + ", password=" + Masking.secret(password)
                + ", clientId=" + clientId + ", clientSecret=" + Masking.secret(clientSecret) + "]";
    }
}
