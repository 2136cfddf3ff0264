package io.github.camelenkash.client;

import io.github.camelenkash.api.OrderMethod;

/**
 * What redemption may have of its own (§10). The documents state neither whether it shares the login nor whether its
 * bodies are encrypted.
 *
 * @param credentials its login, or null for the main one
 * @param tokenUrl whole URL of its token call, or null for the main one
 * @param encryptRequests whether its request bodies are encrypted; encrypted responses are detected in any case
 * @param codec how its bodies are encrypted and decrypted, or null for the main codec
 * @param orderMethod which generation of "fetch order" is used (§10.8)
 */
public record MarketplaceSettings(
        Credentials credentials,
        String tokenUrl,
        boolean encryptRequests,
        PayloadCodec codec,
        OrderMethod orderMethod) {

    /** Nothing of its own, plain bodies as every page shows them, and the newest page of "fetch order". */
    public static final MarketplaceSettings NONE = new MarketplaceSettings(null, null, false, null, null);

    public MarketplaceSettings {
        orderMethod = orderMethod != null ? orderMethod : OrderMethod.GET;
    }

    void check(boolean allowInsecure) {
        if (tokenUrl != null) {
            Options.url(tokenUrl, "marketplaceTokenUrl", allowInsecure);
        }
    }

    /** Whether its token is another one. */
    boolean hasOwnLogin() {
        return credentials != null || tokenUrl != null;
    }

    /** No secret. */
    @Override
    public String toString() {
        return "MarketplaceSettings[credentials=" + credentials + ", tokenUrl=" + tokenUrl + ", encryptRequests="
                + encryptRequests + ", orderMethod=" + orderMethod + "]";
    }
}
