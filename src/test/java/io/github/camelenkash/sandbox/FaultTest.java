package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.sandbox.Fault.Effect;
import io.github.camelenkash.sandbox.RawCall.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each fault does to the points, and what the client sees. */
class FaultTest {

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    // for what never ends: long enough to show silence, short enough for a build
    private static final Duration SHORT_PATIENCE = Duration.ofMillis(400);
    private static final int ENOUGH = 1 << 20;

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        // a late effect comes when a test releases it, not when the clock does
        sandbox.faults().slowBy(Duration.ofMillis(50)).lateBy(Duration.ofHours(1));
        partner = new Partner(sandbox);
    }

    private RawCall.Outcome raw(Fault fault) throws IOException {
        sandbox.faults().next(fault, 1, Operation.ALLOCATE);
        boolean endless = fault == Fault.HANG || fault == Fault.HANG_BEFORE || fault == Fault.TRICKLE;
        byte[] body = Json.write(Partner.credit("HR-1", "asha@example.in", "9000000123", "10"));
        return RawCall.send(
                partner,
                sandbox,
                Operation.ALLOCATE.path(),
                partner.encrypted(body),
                endless ? SHORT_PATIENCE : PATIENCE,
                ENOUGH);
    }

    private Partner.Told told(Fault fault) {
        sandbox.faults().next(fault);
        return partner.credit("HR-1", "10");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void thePointsMoveExactlyWhenTheFaultSaysSo(Fault fault) throws IOException {
        raw(fault);

        // a client with little patience may be gone before the server has read its request
        Awaitility.await().until(() -> sandbox.faults().injected(fault) == 1);
        int expected = fault.effect() == Effect.TAKES_PLACE ? 1 : 0;
        Awaitility.await().until(() -> sandbox.books().credits("HR-1") == expected);
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theNextCallGoesWell(Fault fault) throws IOException {
        raw(fault);
        if (fault == Fault.TOKEN_EXPIRED) {
            partner.forgetBearer();
        }

        assertThat(partner.credit("HR-2", "10").succeeded()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultHasAnUnambiguousWireName(Fault fault) {
        assertThat(fault.wireName())
                .isEqualTo(fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(Fault.named(fault.wireName())).isSameAs(fault);
        assertThat(fault.sees()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"LOST_ANSWER, RESET", "LATE_EFFECT, RESET", "NEVER_ARRIVED, CLOSED", "HANG, OPEN", "HANG_BEFORE, OPEN"})
    void someAnswersNeverBegin(Fault fault, End end) throws IOException {
        var outcome = raw(fault);

        assertThat(outcome.bytes()).isEmpty();
        assertThat(outcome.end()).isEqualTo(end);
    }

    @Test
    void aTrickleNeverEndsAndNeverPauses() throws IOException {
        sandbox.faults().next(Fault.TRICKLE);
        byte[] body = Json.write(Partner.credit("HR-1", "asha@example.in", "9000000123", "10"));
        // more than the head, which has about a hundred bytes
        var outcome = RawCall.send(
                partner, sandbox, Operation.ALLOCATE.path(), partner.encrypted(body), Duration.ofSeconds(5), 120);

        assertThat(outcome.end()).isEqualTo(End.ENOUGH);
        assertThat(outcome.text()).startsWith("HTTP/1.1 200");
        assertThat(outcome.body()).startsWith("{ ");
    }

    @Test
    void aTruncatedAnswerEndsInTheMiddle() throws IOException {
        var outcome = raw(Fault.TRUNCATED);

        assertThat(outcome.end()).isEqualTo(End.CLOSED);
        assertThat(outcome.body().length()).isPositive().isEqualTo(outcome.announced() / 2);
    }

    @ParameterizedTest
    @CsvSource({"ENDLESS, chunked", "HUGE, 1073741824"})
    void someBodiesAreLargerThanAnyoneShouldRead(Fault fault, String framing) throws IOException {
        var outcome = raw(fault);

        assertThat(outcome.end()).isEqualTo(End.ENOUGH);
        assertThat(outcome.text()).contains(framing);
    }

    @Test
    void aSlowAnswerIsTheRightOne() {
        long before = System.nanoTime();
        assertThat(told(Fault.SLOW).succeeded()).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @ParameterizedTest
    @CsvSource({
        "FLAKY, 500, application/json",
        "SERVER_ERROR, 500, application/json",
        "BAD_GATEWAY, 502, text/html",
        "GATEWAY_TIMEOUT, 504, text/html",
        "BUSY, 503, text/html",
        "THROTTLED, 429, text/html",
        "REDIRECT, 302, text/html",
        "HTML, 200, text/html",
        "HTML_BEFORE, 200, text/html",
        "EMPTY, 200, application/json",
        "TOKEN_EXPIRED, 401, application/json",
        "FORBIDDEN, 403, application/json",
        "FORBIDDEN_AFTER, 403, application/json",
        "CONFLICT, 409, application/json",
        "BAD_REQUEST, 400, application/json",
        "NOT_FOUND, 404, application/json",
        "UNPROCESSABLE, 422, application/json"
    })
    void someAnswersHaveAnotherStatusOrType(Fault fault, int status, String type) {
        var told = told(fault);

        assertThat(told.status()).isEqualTo(status);
        assertThat(told.headers().get("content-type")).startsWith(type);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 1, User is not eligible",
        "INSUFFICIENT, 1, Insufficient balance in card account",
        "FORBIDDEN_CODE, 403, API is not enabled",
        "CONFLICT_CODE, 409, Unique reference number already exists"
    })
    void someFailuresComeWithStatus200(Fault fault, String code, String message) {
        var told = told(fault);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.code()).isEqualTo(code);
        assertThat(told.message()).isEqualTo(message);
        assertThat(told.payload().textValue()).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource(names = {"GARBAGE", "EMPTY", "HTML"})
    void someBodiesAreNotJson(Fault fault) {
        var told = told(fault);

        assertThat(told.status()).isEqualTo(200);
        assertThatThrownBy(told::json).isInstanceOf(Refusal.class);
    }

    @Test
    void deepJsonIsDeeperThanAStackAllows() {
        assertThat(told(Fault.DEEP_JSON).text()).contains("[".repeat(100_000));
    }

    @Test
    void noCodeMeansNoCode() {
        assertThat(told(Fault.NO_CODE).json().fieldNames()).toIterable().containsExactly("status");
    }

    @Test
    void anUndecipherableAnswerIsUnderAnotherKey() {
        String text = told(Fault.UNDECIPHERABLE).json().path("request").textValue();

        assertThat(text).isBase64();
        assertThat(partner.aes().decrypt(text)).isNull();
    }

    @Test
    void theWrongCharsetIsNotUtf8() throws IOException {
        var outcome = raw(Fault.WRONG_CHARSET);

        assertThat(outcome.text()).contains("charset=UTF-8").contains("Succ\ufffds");
        assertThat(new String(outcome.bytes(), StandardCharsets.ISO_8859_1)).contains("Succ\u00e8s");
    }

    @Test
    void aWrongEchoIsAnotherReferenceAndNoEchoIsNone() {
        assertThat(told(Fault.WRONG_ECHO).payload().path("pgReferenceNumber").textValue())
                .isNotEmpty()
                .isNotEqualTo("HR-1");
        assertThat(told(Fault.NO_ECHO).payload().has("pgReferenceNumber")).isFalse();
        assertThat(told(Fault.UNMENTIONED).payload().isNull()).isTrue();
    }

    @Test
    void anExpiredTokenStaysExpired() {
        assertThat(told(Fault.TOKEN_EXPIRED).status()).isEqualTo(401);
        assertThat(partner.credit("HR-2", "10").status()).as("the same token").isEqualTo(401);
        partner.forgetBearer();
        assertThat(partner.credit("HR-2", "10").status()).isEqualTo(200);
    }

    @Test
    void aRedirectLeadsToWhereItIsNoticed() {
        assertThat(told(Fault.REDIRECT).headers()).containsEntry("location", "/elsewhere");
        assertThat(sandbox.books().calls("/elsewhere")).isZero();
    }

    @Test
    void aLateEffectComesWhenItIsReleased() throws IOException {
        raw(Fault.LATE_EFFECT);
        assertThat(sandbox.books().credits("HR-1")).isZero();

        sandbox.faults().releaseLate();
        sandbox.faults().releaseLate();
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void retryAfterIsInSecondsOrADate() {
        sandbox.faults().retryAfter(Duration.ofHours(1));
        assertThat(told(Fault.BUSY).headers()).containsEntry("retry-after", "3600");

        sandbox.faults().retryAfterAsDate(Duration.ofHours(1));
        String date = told(Fault.THROTTLED).headers().get("retry-after");
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
    }

    @Test
    void flakyFailsEveryOtherCall() {
        sandbox.faults().when(call -> call.operation() == Operation.ALLOCATE, Fault.FLAKY);

        assertThat(partner.credit("HR-1", "10").status()).isEqualTo(500);
        assertThat(partner.credit("HR-1", "10").status()).isEqualTo(200);
        assertThat(partner.credit("HR-2", "10").status()).isEqualTo(500);
        assertThat(partner.credit("HR-2", "10").status()).isEqualTo(200);
    }

    @Test
    void readsAndLoginsSufferToo() {
        sandbox.faults().next(Fault.SERVER_ERROR, 1, Operation.TOKEN).next(Fault.HTML, 1, Operation.TRANSACTIONS);

        assertThat(partner.login().status()).isEqualTo(500);
        assertThat(partner.login().status()).isEqualTo(200);
        assertThat(partner.find("HR-1").headers().get("content-type")).startsWith("text/html");
        assertThat(partner.find("HR-1").succeeded()).isTrue();
        assertThat(sandbox.books().logins()).isEqualTo(3);
    }

    @Test
    void closingTheSandboxEndsWhatHangs() throws Exception {
        Sandbox other = Sandbox.started();
        var caller = new Partner(other);
        caller.bearer();
        other.faults().next(Fault.HANG);
        byte[] body = caller.encrypted(Json.write(Partner.credit("HR-1", "a@example.in", "9000000123", "10")));
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return RawCall.send(caller, other, Operation.ALLOCATE.path(), body, Duration.ofSeconds(20), ENOUGH);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // the points are there as soon as the silence begins
        Awaitility.await().until(() -> other.books().credits("HR-1") == 1);
        other.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS).end()).isIn(End.RESET, End.CLOSED);
    }
}
