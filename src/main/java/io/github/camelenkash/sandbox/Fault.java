package io.github.camelenkash.sandbox;

import static io.github.camelenkash.sandbox.Fault.Effect.LATER;
import static io.github.camelenkash.sandbox.Fault.Effect.NONE;
import static io.github.camelenkash.sandbox.Fault.Effect.TAKES_PLACE;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What can go wrong with one call. Each says whether the points move all the same, and what the client sees. The wire
 * name of a fault is also magic data: a row for {@code lost-answer@example.in} carries its own failure (see
 * {@link Faults}).
 */
public enum Fault {
    LOST_ANSWER(
            "lost-answer",
            TAKES_PLACE,
            "the connection is reset before any byte of the answer",
            (right, scene) -> right.with(Delivery.RESET)),
    NEVER_ARRIVED(
            "never-arrived", NONE, "the connection ends without an answer", (right, scene) -> nothing(Delivery.CLOSE)),
    LATE_EFFECT(
            "late-effect",
            LATER,
            "the connection is reset at once; the points move a while after that",
            (right, scene) -> nothing(Delivery.RESET)),
    SLOW("slow", TAKES_PLACE, "the right answer, after a pause", (right, scene) -> right.with(Delivery.SLOW)),
    HANG("hang", TAKES_PLACE, "silence", (right, scene) -> right.with(Delivery.SILENCE)),
    HANG_BEFORE("hang-before", NONE, "silence", (right, scene) -> nothing(Delivery.SILENCE)),
    TRICKLE(
            "trickle",
            TAKES_PLACE,
            "an answer that drips on and never ends",
            (right, scene) -> right.with(Delivery.TRICKLE)),
    TRUNCATED(
            "truncated",
            TAKES_PLACE,
            "half of the announced body, then the end of the connection",
            (right, scene) -> right.with(Delivery.HALF)),
    ENDLESS("endless", TAKES_PLACE, "a body in chunks without end", (right, scene) -> right.with(Delivery.ENDLESS)),
    HUGE("huge", TAKES_PLACE, "a body of 1 GB", (right, scene) -> right.with(Delivery.HUGE)),

    FLAKY(
            "flaky",
            NONE,
            "500 on every other call, beginning with the first",
            (right, scene) -> scene.refuse(Refusal.status(500, "Internal server error"))),
    SERVER_ERROR(
            "server-error",
            TAKES_PLACE,
            "500",
            (right, scene) -> scene.refuse(Refusal.status(500, "Internal server error"))),
    BAD_GATEWAY("bad-gateway", NONE, "502 with a proxy's HTML page", (right, scene) -> page(502, "Bad Gateway")),
    GATEWAY_TIMEOUT(
            "gateway-timeout",
            TAKES_PLACE,
            "504 with a proxy's HTML page",
            (right, scene) -> page(504, "Gateway Time-out")),
    BUSY("busy", NONE, "503 with Retry-After", (right, scene) -> page(503, "Service Unavailable")
            .with("Retry-After", scene.retryAfter())),
    THROTTLED("throttled", NONE, "429 with Retry-After", (right, scene) -> page(429, "Too Many Requests")
            .with("Retry-After", scene.retryAfter())),
    REDIRECT("redirect", NONE, "302 to a path that only counts who follows", (right, scene) -> page(302, "Found")
            .with("Location", "/elsewhere")),

    HTML("html", TAKES_PLACE, "200 with an HTML page", (right, scene) -> page(200, "Scheduled maintenance")),
    HTML_BEFORE("html-before", NONE, "200 with an HTML page", (right, scene) -> page(200, "Scheduled maintenance")),
    EMPTY("empty", TAKES_PLACE, "200 with an empty body", (right, scene) -> json("")),
    GARBAGE(
            "garbage",
            TAKES_PLACE,
            "200 with JSON cut by noise",
            (right, scene) -> json("{\"code\":0,\u0001\u0002]]%&{{{")),
    NO_CODE(
            "no-code",
            TAKES_PLACE,
            "200 with JSON in which there is no result code",
            (right, scene) -> json("{\"status\":\"ok\"}")),
    UNDECIPHERABLE(
            "undecipherable",
            TAKES_PLACE,
            "200 with the answer encrypted under another key",
            (right, scene) -> json("{\"request\":\"" + scene.encryptUnderAnotherKey(right.body()) + "\"}")),
    WRONG_CHARSET(
            "wrong-charset",
            TAKES_PLACE,
            "200 with a message in ISO-8859-1 that is announced as UTF-8",
            (right, scene) -> Answer.of(
                    200,
                    "application/json;charset=UTF-8",
                    "{\"code\":0,\"message\":\"Succ\u00e8s\",\"payload\":{}}".getBytes(StandardCharsets.ISO_8859_1))),
    DEEP_JSON(
            "deep-json",
            TAKES_PLACE,
            "200 with a payload of 100,000 nested arrays",
            (right, scene) -> json("{\"code\":0,\"message\":\"Success\",\"payload\":" + "[".repeat(100_000)
                    + "]".repeat(100_000) + "}")),

    WRONG_ECHO("wrong-echo", TAKES_PLACE, "success, with another reference in pgReferenceNumber", true),
    NO_ECHO("no-echo", TAKES_PLACE, "success, without a reference", true),
    UNMENTIONED(
            "unmentioned", TAKES_PLACE, "bulk: the row is in neither list; single: success with payload null", true),

    TOKEN_EXPIRED("token-expired", NONE, "401; the token of the call is dead from now on", (right, scene) -> {
        scene.expireToken();
        return Answer.of(
                401, Answer.JSON, "{\"error\":\"invalid_token\",\"error_description\":\"Access token expired\"}");
    }),
    FORBIDDEN(
            "forbidden",
            NONE,
            "403 with an envelope",
            (right, scene) -> scene.refuse(Refusal.status(403, "API is not enabled"))),
    FORBIDDEN_AFTER(
            "forbidden-after",
            TAKES_PLACE,
            "403: encryption of the response failed",
            (right, scene) -> scene.refuse(Refusal.status(403, "Encryption of the response failed"))),
    CONFLICT(
            "conflict",
            NONE,
            "409 with an envelope",
            (right, scene) -> scene.refuse(Refusal.status(409, "Unique reference number already exists"))),
    FORBIDDEN_CODE(
            "forbidden-code",
            NONE,
            "200 with code 403",
            (right, scene) -> scene.refuse(Refusal.code(403, "API is not enabled"))),
    CONFLICT_CODE(
            "conflict-code",
            NONE,
            "200 with code 409",
            (right, scene) -> scene.refuse(Refusal.code(409, "Unique reference number already exists"))),
    BAD_REQUEST(
            "bad-request",
            NONE,
            "400 with an envelope",
            (right, scene) -> scene.refuse(Refusal.status(400, "Invalid request"))),
    NOT_FOUND(
            "not-found",
            NONE,
            "404 with an envelope",
            (right, scene) -> scene.refuse(Refusal.status(404, "Entity not found"))),
    UNPROCESSABLE(
            "unprocessable",
            NONE,
            "422 with an envelope",
            (right, scene) -> scene.refuse(Refusal.status(422, "Validation failed"))),
    REFUSED("refused", NONE, "200, code 1, with a message", false) {
        @Override
        Refusal refusal() {
            return Refusal.code1("User is not eligible");
        }
    },
    INSUFFICIENT("insufficient", NONE, "200, code 1: Insufficient balance in card account", false) {
        @Override
        Refusal refusal() {
            return Refusal.code1(Refusal.INSUFFICIENT);
        }
    };

    /** Whether the points move although the client sees a fault. */
    public enum Effect {
        NONE,
        TAKES_PLACE,
        /** After {@link Faults#lateBy}, when the client has long given up. */
        LATER
    }

    /** Makes the answer of the fault; the right one is null where there is no effect. */
    @FunctionalInterface
    private interface Spoiler {
        Answer spoil(Answer right, Scene scene);
    }

    private static final Map<String, Fault> BY_WIRE_NAME = new HashMap<>();

    static {
        for (Fault fault : values()) {
            BY_WIRE_NAME.put(fault.wireName, fault);
        }
    }

    private final String wireName;
    private final Effect effect;
    private final String sees;
    private final boolean ofRow;
    private final boolean always;
    private final Spoiler spoiler;

    Fault(String wireName, Effect effect, String sees, Spoiler spoiler) {
        this(wireName, effect, sees, spoiler, false, false);
    }

    /** A fault of one row: in a bulk call the other rows are as usual. */
    Fault(String wireName, Effect effect, String sees, boolean once) {
        this(wireName, effect, sees, (right, scene) -> right, true, !once);
    }

    Fault(String wireName, Effect effect, String sees, Spoiler spoiler, boolean ofRow, boolean always) {
        this.wireName = wireName;
        this.effect = effect;
        this.sees = sees;
        this.spoiler = spoiler;
        this.ofRow = ofRow;
        this.always = always;
    }

    /** The name in magic data, for example {@code lost-answer}. */
    public String wireName() {
        return wireName;
    }

    /** Whether the points move. */
    public Effect effect() {
        return effect;
    }

    /** What the client sees, in one line. */
    public String sees() {
        return sees;
    }

    /** Whether it strikes one row of a bulk call, not the call, when it comes from magic data. */
    public boolean ofRow() {
        return ofRow;
    }

    /** Whether magic data raises it every time; otherwise once for each reference, so that a retry goes well. */
    public boolean always() {
        return always;
    }

    /** The fault with this wire name, or null. */
    static Fault named(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }

    Answer spoil(Answer right, Scene scene) {
        return refusal() != null ? scene.refuse(refusal()) : spoiler.spoil(right, scene);
    }

    /** The no that this fault says, or null when it says none. */
    Refusal refusal() {
        return null;
    }

    private static Answer nothing(Delivery delivery) {
        return Answer.of(200, Answer.JSON, "").with(delivery);
    }

    private static Answer page(int status, String title) {
        return Answer.of(
                status,
                Answer.HTML,
                "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title
                        + "</h1></body></html>");
    }

    private static Answer json(String body) {
        return Answer.of(200, Answer.JSON, body);
    }
}
