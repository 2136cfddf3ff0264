package io.github.camelenkash.client;

import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.api.Request;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The places a client speaks to. Core and point management share host and login, and differ in encryption; redemption has
 * a host, and may have a login and a codec of its own. A login of its own is guarded as the main one is: one token call
 * for all threads, and none after a refusal.
 */
final class Sites {

    private final Site api;
    private final Site coins;
    private final Site marketplace;

    Sites(ClientSettings settings, Transport transport, LoginMemory memory, LongSupplier nanoTime) {
        // A login ends within callTimeout; who waits for it gives up somewhat later.
        var longestWait = settings.callTimeout().plus(Duration.ofSeconds(5));
        var login = new TokenCall(transport, settings, settings.tokenUrl(), settings.credentials());
        var tokens = new Tokens(login, memory, settings, longestWait, nanoTime);
        var codec = settings.codec();
        var opener = new Opened.Opener(codec);
        var apiTarget = Target.base(settings.apiUrl(), settings);
        this.api = new Site(apiTarget, tokens, settings.encryptRequests(), codec, opener);
        this.coins = new Site(apiTarget, tokens, settings.encryptCoins(), codec, opener);
        if (settings.marketplaceUrl() == null) {
            this.marketplace = null;
            return;
        }
        var own = settings.marketplace();
        var ownCodec = own.codec() != null ? own.codec() : codec;
        this.marketplace = new Site(
                Target.base(settings.marketplaceUrl(), settings),
                own.hasOwnLogin() ? ownTokens(settings, transport, memory, longestWait, nanoTime) : tokens,
                own.encryptRequests(),
                ownCodec,
                new Opened.Opener(ownCodec));
    }

    private static Tokens ownTokens(
            ClientSettings settings,
            Transport transport,
            LoginMemory memory,
            Duration longestWait,
            LongSupplier nanoTime) {
        var own = settings.marketplace();
        var url = own.tokenUrl() != null ? own.tokenUrl() : settings.tokenUrl();
        var credentials = own.credentials() != null ? own.credentials() : settings.credentials();
        return new Tokens(
                new TokenCall(transport, settings, url, credentials),
                memory,
                settings,
                Digest.hex(url, credentials.fingerprint()),
                longestWait,
                nanoTime);
    }

    /** @throws io.github.camelenkash.api.InvalidRequestException naming the option, if the host is not configured */
    Site of(Request.Host host) {
        return switch (host) {
            case API -> api;
            case COINS -> coins;
            case MARKETPLACE -> {
                if (marketplace == null) {
                    Options.required(null, "marketplaceUrl");
                }
                yield marketplace;
            }
        };
    }
}
