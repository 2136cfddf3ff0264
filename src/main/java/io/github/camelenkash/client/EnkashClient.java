package io.github.camelenkash.client;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BulkMoving;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Gateway;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.LookUpCall;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.Moving;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Permit;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.Reading;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.Request;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Speaks to EnKash. For many threads at once; one client per {@link ClientSettings}, kept open as long as it is used.
 *
 * <p>What moves value goes out only with a {@link Permit}, which only the ledger makes.
 */
public final class EnkashClient implements Gateway, AutoCloseable {

    private final ClientSettings settings;
    private final Transport transport;
    private final Sites sites;
    private final Requests requests;
    private final Reads reads;

    /**
     * For tests, which bring time along.
     *
     * @param nanoTime the clock of the token's life
     * @param pause how to wait before a read is repeated
     */
    EnkashClient(ClientSettings settings, LoginMemory memory, LongSupplier nanoTime, Pause pause) {
        this.settings = settings;
        this.transport = new Transport(settings);
        this.sites = new Sites(settings, transport, memory, nanoTime);
        this.requests = new Requests(settings, sites);
        this.reads = new Reads(transport, requests, pause, settings);
    }

    /** A client that remembers refused logins as long as it lives. */
    public static EnkashClient create(ClientSettings settings) {
        return create(settings, new InMemoryLoginMemory());
    }

    /** A client that remembers refused logins where it is told to. */
    public static EnkashClient create(ClientSettings settings, LoginMemory memory) {
        return new EnkashClient(settings, memory, System::nanoTime, Pause.real());
    }

    /** What this client was made with. */
    public ClientSettings settings() {
        return settings;
    }

    /**
     * Asks something that moves nothing.
     *
     * @return the answer; null where the service has no such thing
     * @throws EnkashException any of {@code InvalidRequest}, {@code Rejected}, {@code Credentials}, {@code Unavailable},
     *     {@code Undecodable}
     */
    public <A> A read(Reading<A> call, Input input, Program program) {
        return ask(call, input, program).body();
    }

    /** As {@link #read}, with what came along with the answer. */
    public <A> ReadAnswer<A> ask(Reading<A> call, Input input, Program program) {
        var onboarding = settings.onboarding();
        var prepared = requests.prepare(call.request(input, onboarding, program), call.operation());
        ReadAnswers.Success success;
        try {
            success = call.changes() ? reads.change(prepared) : reads.ask(prepared);
        } catch (RejectedException e) {
            if (call.mayFindNothing() && isNotFound(e)) {
                return new ReadAnswer<>(null, e.getHttpStatus(), e.getCode(), e.getServiceMessage());
            }
            throw e;
        }
        var envelope = success.envelope();
        try {
            var body = call.answer(envelope.payload(), input, onboarding);
            return new ReadAnswer<>(body, success.status(), envelope.code(), envelope.message());
        } catch (EnkashException e) {
            throw e;
        } catch (RuntimeException e) {
            // A reader stumbled over what the server sent; the cause is left out because it may quote it.
            throw new UndecodableException(Failure.because("The answer to '" + call.operation() + "' cannot be read ("
                            + e.getClass().getSimpleName() + ")")
                    .httpStatus(success.status()));
        }
    }

    /** The documented 404 (§6.3), with EnKash's envelope: a wrong path has none. */
    private static boolean isNotFound(RejectedException e) {
        return e.getHttpStatus() != null && e.getHttpStatus() == 404 && e.getCode() != null && e.getCode() != 0;
    }

    @Override
    public void logIn() {
        // Lends a token to nobody; whoever sends next finds it.
        sites.of(Request.Host.API).tokens().get();
    }

    @Override
    public void logIn(Kind kind) {
        tokens(kind).get();
    }

    @Override
    public boolean isLoggedIn(Kind kind) {
        return tokens(kind).isPresent();
    }

    private Tokens tokens(Kind kind) {
        return sites.of(kind == Kind.orders ? Request.Host.MARKETPLACE : Request.Host.API)
                .tokens();
    }

    /** How the login stands; never logs in, but may ask the {@link LoginMemory}. */
    public TokenState tokenState() {
        return sites.of(Request.Host.API).tokens().state();
    }

    @Override
    public Answer send(Moving call, Order order, Permit permit) {
        return move(
                permit,
                () -> requests.prepare(call.request(order), call.operation()),
                Function.identity(),
                (reply, envelope) ->
                        call.answer(order, envelope.payload(), reply.status(), envelope.code(), envelope.message()));
    }

    @Override
    public ChunkAnswer send(BulkMoving call, List<Order> chunk, boolean fundExisting, Permit permit) {
        return move(
                permit,
                () -> requests.prepare(call.request(chunk, settings.onboarding(), fundExisting), call.operation()),
                answer -> ChunkAnswer.ofWhole(answer, chunk.size()),
                (reply, envelope) -> {
                    var rows = call.answers(chunk, envelope.payload(), reply.status(), envelope.code(), fundExisting);
                    return new ChunkAnswer(false, rows);
                });
    }

    /** What the answer of an accepted movement comes to. */
    private interface Accepting<T> {
        T answer(Reply reply, Opened.Envelope envelope);
    }

    /**
     * Sends what moves value, once. Before the first byte is handed over every failure is {@code NotSent}; after it none
     * is.
     *
     * @param whole makes the result of one answer that stands for all
     */
    private <T> T move(
            Permit permit, Supplier<Requests.Prepared> prepare, Function<Answer, T> whole, Accepting<T> accepting) {
        Objects.requireNonNull(permit, "What moves value is sent with the ledger's permit only");
        Requests.Prepared prepared;
        Token token;
        try {
            prepared = prepare.get();
            // Usually at hand, because the ledger logs in first; it may have ended meanwhile.
            token = prepared.site().tokens().get();
        } catch (EnkashException e) {
            return whole.apply(new Answer.NotSent(e));
        } catch (RuntimeException e) {
            return whole.apply(new Answer.NotSent(new InvalidRequestException(
                    Failure.because(
                            "The request cannot be written (" + e.getClass().getSimpleName() + ")"),
                    e)));
        }
        Reply reply;
        try {
            reply = transport.exchange(prepared.site().target(), requests.with(token, prepared), permit, null, false);
        } catch (WireException e) {
            return whole.apply(lost(e));
        }
        try {
            return judge(prepared.site(), reply, token, whole, accepting);
        } catch (RuntimeException e) {
            // Of the answer's reader. The request is out, so this is no more than an answer that cannot be used.
            return whole.apply(new Answer.NoUsableAnswer(
                    "the answer cannot be read (" + e.getClass().getSimpleName() + ")",
                    reply.status(),
                    null,
                    null,
                    false));
        }
    }

    /** From here on the request is out. */
    private static <T> T judge(Site site, Reply reply, Token token, Function<Answer, T> whole, Accepting<T> accepting) {
        if (reply.status() == 401) {
            site.tokens().refused(token);
            return whole.apply(new Answer.TokenRefused());
        }
        var opened = site.opener().open(reply.body());
        if (opened instanceof Opened.Envelope && reply.status() < 500) {
            site.tokens().accepted(token);
        }
        if (MovementAnswers.isAccepted(reply, opened)) {
            return accepting.answer(reply, (Opened.Envelope) opened);
        }
        return whole.apply(MovementAnswers.judge(reply, opened));
    }

    /** No whole answer: the mark of the transport decides, not the kind of failure. */
    private static Answer lost(WireException e) {
        var reason = Masking.clean(e.getMessage());
        return e.handed()
                ? Answer.NoUsableAnswer.because("no usable answer came: " + reason)
                : new Answer.NotSent(
                        new UnavailableException(Failure.because("Nothing was sent: " + reason), e.getCause()));
    }

    /** Never throws: a look-up that went wrong is a failed one, and above all not an empty one. */
    @Override
    public LookUp lookUp(Kind kind, String account, String reference) {
        try {
            var method = settings.marketplace().orderMethod();
            var request = LookUpCall.request(kind, account, reference, settings.onboarding(), method);
            if (request == null) {
                return new LookUp.Impossible();
            }
            // The same search as these operations, so the same path where theirs was replaced.
            var prepared = requests.prepare(request, LookUpCall.operations(kind));
            return LookUpCall.answer(kind, reads.ask(prepared).envelope().payload(), reference);
        } catch (EnkashException e) {
            if (LookUpCall.mayFindNothing(kind) && e instanceof RejectedException no && isNotFound(no)) {
                return new LookUp.Empty();
            }
            return new LookUp.Failed(e.getReason(), e instanceof RejectedException);
        } catch (RuntimeException e) {
            return new LookUp.Failed(
                    "the answer cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Cuts what is still under way. */
    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return "EnkashClient[" + settings.apiUrl() + "]";
    }
}
