package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelenkash.sandbox.Fault.Effect;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** From a request to an answer: let in, find out what it suffers, do what the page does, spoil the answer. */
final class Dispatcher {

    private final Map<Operation, Page> pages = new EnumMap<>(Operation.class);
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Gate gate;
    private final TokenDesk tokenDesk;
    private final Envelope envelope;
    private final Logins logins;
    private final Faults faults;
    private final Books books;
    private final Aes otherKey = new Aes("nobody has this key");

    Dispatcher(
            Map<Operation, Page> pages,
            Gate gate,
            TokenDesk tokenDesk,
            Envelope envelope,
            Logins logins,
            Faults faults,
            Books books) {
        this.pages.putAll(pages);
        this.gate = gate;
        this.tokenDesk = tokenDesk;
        this.envelope = envelope;
        this.logins = logins;
        this.faults = faults;
        this.books = books;
    }

    void reset() {
        attempts.clear();
    }

    /** The only way in. Never throws for anything that a client sent. */
    Answer answer(Incoming incoming) {
        Operation operation = Operation.at(incoming.method(), incoming.path());
        books.called(operation == null ? incoming.path() : Books.name(operation));
        if (operation == null) {
            return envelope.failure(Envelope.Style.A, Refusal.status(404, "No such path"));
        }
        return switch (operation) {
            case TOKEN -> {
                logins.called();
                yield suffered(bare(operation), null, Envelope.Style.A, suffering -> tokenDesk.answer(incoming));
            }
            case SSO_REDIRECT ->
                suffered(bare(operation), null, Envelope.Style.A, suffering -> redirectPage(incoming.path()));
            default -> partnerCall(operation, incoming);
        };
    }

    /**
     * A call of the partner API. The gate comes before the faults: otherwise a call that gets 401 would use up the fault
     * that its row carries, and the repetition with a fresh token would go well.
     */
    private Answer partnerCall(Operation operation, Incoming incoming) {
        Page page = pages.get(operation);
        JsonNode body;
        Query query;
        try {
            body = gate.admit(operation, incoming);
            query = Query.parse(incoming.query());
        } catch (Refusal refusal) {
            return envelope.failure(page.style(), refusal);
        }
        var segment = operation.variable(incoming.path());
        var variable = segment == null ? null : decoded(segment);
        var rows = Call.rowsOf(operation, body);
        var unnumbered = new Call(operation, body, rows, 0);
        var call = new Call(operation, body, rows, attempt(operation, unnumbered.reference()));
        return suffered(call, incoming.bearer(), page.style(), suffering -> {
            try {
                Page.Reply reply = page.answer(new Page.Visit(call, query, variable, suffering));
                return envelope.success(page.style(), reply.payload(), reply.beside());
            } catch (Refusal refusal) {
                return envelope.failure(page.style(), refusal);
            }
        });
    }

    /** Does the work, unless a fault prevents it, and spoils the answer, where a fault says so. */
    private Answer suffered(Call call, String bearer, Envelope.Style style, Work work) {
        Suffering suffering = faults.befall(call);
        Misfortune misfortune = suffering.misfortune();
        if (misfortune == null) {
            return work.doIt(suffering);
        }
        if (misfortune.effect() == Effect.LATER) {
            faults.later(() -> work.doIt(suffering));
        }
        Answer right = misfortune.effect() == Effect.TAKES_PLACE ? work.doIt(suffering) : null;
        return misfortune.spoiler().apply(right, new CallScene(bearer, style));
    }

    /** What the call would do; a fault decides whether and when. */
    private interface Work {
        Answer doIt(Suffering suffering);
    }

    private Call bare(Operation operation) {
        return Call.bare(operation, attempt(operation, ""));
    }

    private int attempt(Operation operation, String reference) {
        return attempts.computeIfAbsent(operation + " " + reference, unused -> new AtomicInteger())
                .incrementAndGet();
    }

    /** §8: where the browser ends up. What EnKash shows there, and for a dead token, is Unknown. */
    private Answer redirectPage(String path) {
        String[] parts = path.split("/");
        boolean known = parts.length == 5
                && (parts[3].equals("employee_rewards") || parts[3].equals("reward_account"))
                && logins.redeem(decoded(parts[2])) != null;
        return known
                ? Answer.of(200, Answer.HTML, "<html><body><h1>Sandbox: " + parts[3] + "</h1></body></html>")
                : Answer.of(410, Answer.HTML, "<html><body><h1>This link is no longer valid</h1></body></html>");
    }

    /** A path segment, where a plus is a plus. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private final class CallScene implements Scene {

        private final String bearer;
        private final Envelope.Style style;

        CallScene(String bearer, Envelope.Style style) {
            this.bearer = bearer;
            this.style = style;
        }

        @Override
        public String retryAfter() {
            return faults.retryAfter();
        }

        @Override
        public void expireToken() {
            if (bearer != null) {
                logins.revoke(bearer);
            }
        }

        @Override
        public Answer refuse(Refusal refusal) {
            return envelope.failure(style, refusal);
        }

        @Override
        public String encryptUnderAnotherKey(byte[] plain) {
            return otherKey.encrypt(plain);
        }
    }
}
