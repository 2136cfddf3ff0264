package io.github.camelenkash.client;

import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.ReferenceField;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Everything that shapes a client. Immutable and comparable: equal settings may share one client, different settings
 * never do. Checked when made, so that a wrong option is found at start and not at the first payment.
 *
 * @param apiUrl base URL of the partner API (§2)
 * @param tokenUrl the whole URL of the token call; default {@code apiUrl} + {@code /oauth/token}
 * @param marketplaceUrl base URL of redemption, or null where it is not used
 * @param onboarding identifiers that EnKash issued
 * @param credentials what the token call logs in with
 * @param credentialsRetryAfter how long after a refused login the same credentials may be tried again; null for never,
 *     because EnKash locks the account at the third wrong login (§3.1)
 * @param encryptRequests whether request bodies are encrypted (§5.4); encrypted responses are detected in any case
 * @param codec how bodies are encrypted and decrypted; never null
 * @param referenceField how the reference is spelled on single calls (§14 row 5)
 * @param tokenMaxAge upper bound of a token's life, less a margin (§3.2)
 * @param connectTimeout bound of waiting for a pooled connection, of connecting, and of the TLS handshake, each
 * @param responseTimeout longest silence of the server while an answer is awaited or read
 * @param callTimeout absolute bound of a call, from its first byte sent to the last byte read; of connecting, too
 * @param maxConnections connections in the pool, in all and to one host
 * @param maxResponseSize largest body that is read, in bytes
 * @param maxRetryAfter longest {@code Retry-After} that a read waits for
 * @param sslContext TLS keys and trust, or null for Java's own; host names are verified in any case
 * @param proxyHost HTTP proxy, or null
 * @param proxyPort its port
 * @param allowInsecure whether plain http may leave this machine
 * @param marketplace what redemption has of its own (§10); never null
 * @param encryptCoins whether the bodies of point management are encrypted (§11)
 * @param pathOverrides operation to path, for paths that the documents leave open
 */
public record ClientSettings(
        String apiUrl,
        String tokenUrl,
        String marketplaceUrl,
        Onboarding onboarding,
        Credentials credentials,
        Duration credentialsRetryAfter,
        boolean encryptRequests,
        PayloadCodec codec,
        ReferenceField referenceField,
        Duration tokenMaxAge,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration callTimeout,
        int maxConnections,
        long maxResponseSize,
        Duration maxRetryAfter,
        SSLContext sslContext,
        String proxyHost,
        int proxyPort,
        boolean allowInsecure,
        MarketplaceSettings marketplace,
        boolean encryptCoins,
        Map<String, String> pathOverrides) {

    static final String TOKEN_PATH = "/oauth/token";

    public ClientSettings {
        Options.baseUrl(Options.required(apiUrl, "apiUrl"), "apiUrl", allowInsecure);
        Options.url(Options.required(tokenUrl, "tokenUrl"), "tokenUrl", allowInsecure);
        if (marketplaceUrl != null) {
            Options.baseUrl(marketplaceUrl, "marketplaceUrl", allowInsecure);
        }
        if (onboarding == null) {
            throw Options.invalid(
                    "The onboarding identifiers are not set", "Set partnerId, companyId and cardAccountId");
        }
        Options.headerSafe(onboarding.partnerId(), "partnerId");
        if (credentials == null) {
            throw Options.invalid("The credentials are not set", "Set username, password, clientId and clientSecret");
        }
        if (credentialsRetryAfter != null) {
            Options.positive(credentialsRetryAfter, "credentialsRetryAfter");
        }
        codec = codec != null ? codec : AesPayloadCodec.of(credentials.clientSecret());
        referenceField = referenceField != null ? referenceField : ReferenceField.both;
        Options.positive(tokenMaxAge, "tokenMaxAge");
        Options.positive(connectTimeout, "connectTimeout");
        Options.positive(responseTimeout, "responseTimeout");
        Options.positive(callTimeout, "callTimeout");
        Options.positive(maxConnections, "maxConnections");
        Options.positive(maxResponseSize, "maxResponseSize");
        if (maxResponseSize > Integer.MAX_VALUE - 64) {
            throw Options.invalid("The option 'maxResponseSize' is above 2 GB", "An answer must fit into memory");
        }
        if (maxRetryAfter == null || maxRetryAfter.isNegative()) {
            throw Options.invalid(
                    "The option 'maxRetryAfter' is missing or negative", "Give it a time such as 5s, or 0");
        }
        if (proxyHost != null && (proxyPort <= 0 || proxyPort > 65535)) {
            throw Options.invalid("The option 'proxyPort' is not a port: " + proxyPort, "Set it next to proxyHost");
        }
        marketplace = marketplace != null ? marketplace : MarketplaceSettings.NONE;
        marketplace.check(allowInsecure);
        pathOverrides = Map.copyOf(pathOverrides);
        pathOverrides.forEach((operation, path) -> {
            // Else it would be glued to the host, which then is another host.
            if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c >= 127)) {
                throw Options.invalid(
                        "The option 'pathOverrides' has no usable path for '" + operation + "'",
                        "Write a path that starts with a slash, without spaces");
            }
        });
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * What a refused login is remembered under. The token URL is part of it: where the URL was wrong, the same
     * credentials deserve a try at the right one.
     */
    public String loginFingerprint() {
        return Digest.hex(tokenUrl, credentials.fingerprint());
    }

    /** No secret, and of the onboarding only what tells one client from another. */
    @Override
    public String toString() {
        return "ClientSettings[apiUrl=" + apiUrl + ", tokenUrl=" + tokenUrl + ", marketplaceUrl=" + marketplaceUrl
                + ", partnerId=" + onboarding.partnerId() + ", companyId=" + onboarding.companyId() + ", credentials="
                + credentials + ", encryptRequests=" + encryptRequests + ", codec=" + Masking.secret(codec)
                + ", callTimeout=" + callTimeout + ", maxConnections=" + maxConnections + "]";
    }

    /** Gathers settings; what is not set has the default that its setter names. */
    public static final class Builder {

        private String apiUrl;
        private String tokenUrl;
        private String marketplaceUrl;
        private Onboarding onboarding;
        private Credentials credentials;
        private Duration credentialsRetryAfter;
        private boolean encryptRequests = true;
        private String secretKey;
        private PayloadCodec codec;
        private ReferenceField referenceField = ReferenceField.both;
        private Duration tokenMaxAge = Duration.ofMinutes(5);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration responseTimeout = Duration.ofSeconds(30);
        private Duration callTimeout = Duration.ofSeconds(60);
        private int maxConnections = 200;
        private long maxResponseSize = 10L * 1024 * 1024;
        private Duration maxRetryAfter = Duration.ofSeconds(5);
        private SSLContext sslContext;
        private String proxyHost;
        private int proxyPort;
        private boolean allowInsecure;
        private MarketplaceSettings marketplace = MarketplaceSettings.NONE;
        private boolean encryptCoins;
        private Map<String, String> pathOverrides = Map.of();

        private Builder() {}

        /** Required. */
        public Builder apiUrl(String value) {
            apiUrl = value;
            return this;
        }

        /** Default: {@code apiUrl} + {@code /oauth/token}. */
        public Builder tokenUrl(String value) {
            tokenUrl = value;
            return this;
        }

        /** Default: none; redemption then fails with an error that names the option. */
        public Builder marketplaceUrl(String value) {
            marketplaceUrl = value;
            return this;
        }

        /** Required. */
        public Builder onboarding(Onboarding value) {
            onboarding = value;
            return this;
        }

        /** Required. */
        public Builder credentials(Credentials value) {
            credentials = value;
            return this;
        }

        /** Default: null, never. */
        public Builder credentialsRetryAfter(Duration value) {
            credentialsRetryAfter = value;
            return this;
        }

        /** Default: true. */
        public Builder encryptRequests(boolean value) {
            encryptRequests = value;
            return this;
        }

        /** The AES secret; default: the client secret. Not used where a codec is set. */
        public Builder secretKey(String value) {
            secretKey = value;
            return this;
        }

        /** Default: {@link AesPayloadCodec} of the secret key. */
        public Builder codec(PayloadCodec value) {
            codec = value;
            return this;
        }

        /** Default: both spellings. */
        public Builder referenceField(ReferenceField value) {
            referenceField = value;
            return this;
        }

        /** Default: 5 minutes. */
        public Builder tokenMaxAge(Duration value) {
            tokenMaxAge = value;
            return this;
        }

        /** Default: 10 seconds. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /** Default: 30 seconds. */
        public Builder responseTimeout(Duration value) {
            responseTimeout = value;
            return this;
        }

        /** Default: 60 seconds. */
        public Builder callTimeout(Duration value) {
            callTimeout = value;
            return this;
        }

        /** Default: 200. */
        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        /** In bytes; default: 10 MB. */
        public Builder maxResponseSize(long value) {
            maxResponseSize = value;
            return this;
        }

        /** Default: 5 seconds. */
        public Builder maxRetryAfter(Duration value) {
            maxRetryAfter = value;
            return this;
        }

        /** Default: null, Java's own. */
        public Builder sslContext(SSLContext value) {
            sslContext = value;
            return this;
        }

        /** Default: no proxy. */
        public Builder proxy(String host, int port) {
            proxyHost = host;
            proxyPort = port;
            return this;
        }

        /** Default: false. */
        public Builder allowInsecure(boolean value) {
            allowInsecure = value;
            return this;
        }

        /** Default: the main credentials, token URL and codec; plain bodies; orders fetched by GET. */
        public Builder marketplace(MarketplaceSettings value) {
            marketplace = value;
            return this;
        }

        /** Default: false. */
        public Builder encryptCoins(boolean value) {
            encryptCoins = value;
            return this;
        }

        /** Default: none. */
        public Builder pathOverrides(Map<String, String> value) {
            pathOverrides = value == null ? Map.of() : value;
            return this;
        }

        /** @throws io.github.camelenkash.api.InvalidRequestException naming the option that is missing or wrong */
        public ClientSettings build() {
            Options.required(apiUrl, "apiUrl");
            return new ClientSettings(
                    apiUrl,
                    isBlank(tokenUrl) ? withoutSlash(apiUrl) + TOKEN_PATH : tokenUrl,
                    isBlank(marketplaceUrl) ? null : marketplaceUrl,
                    onboarding,
                    credentials,
                    credentialsRetryAfter,
                    encryptRequests,
                    codec != null || isBlank(secretKey) ? codec : AesPayloadCodec.of(secretKey),
                    referenceField,
                    tokenMaxAge,
                    connectTimeout,
                    responseTimeout,
                    callTimeout,
                    maxConnections,
                    maxResponseSize,
                    maxRetryAfter,
                    sslContext,
                    isBlank(proxyHost) ? null : proxyHost,
                    proxyPort,
                    allowInsecure,
                    marketplace,
                    encryptCoins,
                    pathOverrides);
        }

        private static boolean isBlank(String value) {
            return value == null || value.isBlank();
        }

        private static String withoutSlash(String given) {
            var url = given.trim();
            var end = url.length();
            while (end > 0 && url.charAt(end - 1) == '/') {
                end--;
            }
            return url.substring(0, end);
        }
    }
}
