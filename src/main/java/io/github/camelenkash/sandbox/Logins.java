package io.github.camelenkash.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Bearer tokens, SSO tokens and the three strikes (contract §3, §7.6). Tokens look random and are not: the sandbox
 * guards nothing, and a run that can be repeated is worth more.
 */
final class Logins {

    private final Behaviour behaviour;
    private final Clock clock;
    private final Map<String, Instant> bearers = new HashMap<>();
    private final Map<String, Sso> ssoTokens = new HashMap<>();
    private SplittableRandom random;
    private long calls;
    private long refused;
    private int strikes;

    /** Whom an SSO token logs in, and until when. */
    private record Sso(String cardId, Instant end) {}

    Logins(Behaviour behaviour, Clock clock) {
        this.behaviour = behaviour;
        this.clock = clock;
        reset();
    }

    synchronized void reset() {
        bearers.clear();
        ssoTokens.clear();
        random = new SplittableRandom(42);
        calls = 0;
        refused = 0;
        strikes = 0;
    }

    /** Counted before anything else: also a login whose answer is lost was a login. */
    synchronized void called() {
        calls++;
    }

    /**
     * One attempt to log in.
     *
     * @return a bearer token, or null: wrong, or locked
     */
    synchronized String attempt(boolean right) {
        if (locked() || !right) {
            refused++;
            // a locked account does not count further: only the state matters from here on
            strikes = Math.min(strikes + 1, behaviour.get(Assumption.STRIKES));
            return null;
        }
        strikes = 0;
        if (behaviour.get(Assumption.NEW_LOGIN_REVOKES)) {
            bearers.clear();
        }
        String token = token(24);
        bearers.put(token, clock.instant().plus(behaviour.get(Assumption.TOKEN_LIFE)));
        return token;
    }

    /** A call that was no attempt (a field was missing), but got no token either. */
    synchronized void refusedWithoutStrike() {
        refused++;
    }

    /** Whether a token is one of ours and not over. */
    synchronized boolean knows(String bearer) {
        Instant end = bearers.get(bearer);
        return end != null && clock.instant().isBefore(end);
    }

    synchronized void revoke(String bearer) {
        bearers.remove(bearer);
    }

    synchronized void revokeAll() {
        bearers.clear();
    }

    /** A new SSO token for a card. */
    synchronized String ssoToken(String cardId) {
        // the unsafe form holds what a path segment must escape
        String token = behaviour.get(Assumption.SSO_URL_SAFE) ? token(18) : "a/b+c d?" + token(6) + "==";
        ssoTokens.put(token, new Sso(cardId, clock.instant().plus(behaviour.get(Assumption.SSO_LIFE))));
        return token;
    }

    /** The card that a token logs in, or null. */
    synchronized String redeem(String ssoToken) {
        Sso sso = ssoTokens.get(ssoToken);
        if (sso == null || !clock.instant().isBefore(sso.end())) {
            return null;
        }
        if (behaviour.get(Assumption.SSO_SINGLE_USE)) {
            ssoTokens.remove(ssoToken);
        }
        return sso.cardId();
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long refused() {
        return refused;
    }

    synchronized boolean locked() {
        return strikes >= behaviour.get(Assumption.STRIKES);
    }

    synchronized void unlock() {
        strikes = 0;
    }

    /** Given out because the documents show one; no page says what it is good for (§3.3). */
    String refreshToken() {
        return token(24);
    }

    private synchronized String token(int bytes) {
        var raw = new byte[bytes];
        random.nextBytes(raw);
        return new String(Base64.getUrlEncoder().withoutPadding().encode(raw), StandardCharsets.US_ASCII);
    }
}
