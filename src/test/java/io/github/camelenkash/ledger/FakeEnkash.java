package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Accepted;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BulkMoving;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Gateway;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Moving;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Permit;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.UnavailableException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A scripted EnKash: what happens to each attempt is said beforehand, what is not said is accepted. It pays as often as
 * it is asked to, so that it shows whoever asks twice.
 */
class FakeEnkash implements Gateway {

    /** What happens to one order that reached EnKash. */
    interface Happening {
        Answer to(FakeEnkash enkash, Order order);
    }

    /** What happens to one chunk that reached EnKash. */
    interface ChunkHappening {
        ChunkAnswer to(FakeEnkash enkash, List<Order> chunk);
    }

    /** How the search answers for one reference. */
    interface Search {
        LookUp lookUp(String account, String reference);
    }

    /** Points that moved. */
    record Credit(
            String reference, String account, Direction direction, BigDecimal points, String status, Instant at) {}

    final List<String> sent = new ArrayList<>();
    final List<List<String>> chunks = new ArrayList<>();
    final List<String> lookedUp = new ArrayList<>();
    final List<Credit> credits = new ArrayList<>();
    /** What a test wants to see at the moment of sending. */
    Runnable atSending = () -> {};

    Search search = this::exact;
    Duration lag = Duration.ZERO;
    int logins;
    EnkashException refusedLogin;

    private final Clock clock;
    private final Waiting waiting;
    private final Deque<Happening> script = new ArrayDeque<>();
    private final Deque<ChunkHappening> chunkScript = new ArrayDeque<>();
    private final Map<String, Happening> ofRow = new HashMap<>();

    FakeEnkash(VirtualTime time) {
        this.clock = time;
        this.waiting = time;
    }

    // What may happen

    static Happening accepted() {
        return (enkash, order) -> {
            enkash.credit(order);
            return paid(order);
        };
    }

    static Happening answerLost() {
        return (enkash, order) -> {
            enkash.credit(order);
            return unusable("the answer is lost");
        };
    }

    static Happening requestLost() {
        return (enkash, order) -> unusable("the request is lost");
    }

    /** The points move some time after the connection was cut. */
    static Happening late(Duration by) {
        return (enkash, order) -> {
            enkash.credit(order, enkash.clock.instant().plus(by), null);
            return unusable("the request is slow");
        };
    }

    static Happening answers(Answer answer) {
        return (enkash, order) -> answer;
    }

    static Happening refuses(String message) {
        return answers(new Answer.Refused(200, 1, message));
    }

    static Happening refusesToken() {
        return answers(new Answer.TokenRefused());
    }

    static Happening isNotReached() {
        return answers(notSent("connection refused"));
    }

    static Answer paid(Order order) {
        var accepted = new Accepted(
                order.reference(),
                "EKC1",
                "EK1",
                "T-" + order.reference(),
                new BigDecimal("1000.50"),
                Map.of("member", "not named"));
        return new Answer.Paid(accepted, 200, 0, "Success");
    }

    static Answer notSent(String why) {
        return new Answer.NotSent(new UnavailableException(Failure.because(why)));
    }

    static Answer unusable(String reason) {
        return Answer.NoUsableAnswer.because(reason);
    }

    static ChunkHappening wholeChunk(Answer answer) {
        return (enkash, chunk) -> ChunkAnswer.ofWhole(answer, chunk.size());
    }

    // The script

    void next(Happening... happenings) {
        script.addAll(List.of(happenings));
    }

    void nextChunk(ChunkHappening... happenings) {
        chunkScript.addAll(List.of(happenings));
    }

    /** What happens the next time to this row of a bulk call; other rows are accepted. */
    void nextRow(String reference, Happening happening) {
        ofRow.put(reference, happening);
    }

    void credit(Order order) {
        credit(order, clock.instant(), null);
    }

    synchronized void credit(Order order, Instant at, String status) {
        credits.add(new Credit(order.reference(), order.account(), order.direction(), order.points(), status, at));
    }

    long credits(String reference) {
        return credits.stream()
                .filter(credit -> credit.reference().equals(reference))
                .count();
    }

    // The wire

    @Override
    public synchronized void logIn() {
        logins++;
        if (refusedLogin != null) {
            throw refusedLogin;
        }
    }

    /** As after a first login: then a movement begins with its row, and reads the ledger only where there is one. */
    @Override
    public synchronized boolean isLoggedIn(Kind kind) {
        return logins > 0 && refusedLogin == null;
    }

    @Override
    public synchronized Answer send(Moving call, Order order, Permit permit) {
        atSending.run();
        if (!permit.allowsFirstByteAt(waiting.nanoTime())) {
            return notSent("the permit is over");
        }
        sent.add(order.reference());
        return script.isEmpty()
                ? accepted().to(this, order)
                : script.removeFirst().to(this, order);
    }

    @Override
    public synchronized ChunkAnswer send(BulkMoving call, List<Order> chunk, boolean fundExisting, Permit permit) {
        atSending.run();
        if (!permit.allowsFirstByteAt(waiting.nanoTime())) {
            return ChunkAnswer.ofWhole(notSent("the permit is over"), chunk.size());
        }
        var references = chunk.stream().map(Order::reference).toList();
        chunks.add(references);
        sent.addAll(references);
        if (!chunkScript.isEmpty()) {
            return chunkScript.removeFirst().to(this, chunk);
        }
        return new ChunkAnswer(false, rows(chunk));
    }

    List<Answer> rows(List<Order> chunk) {
        return chunk.stream()
                .map(order -> {
                    var happening = ofRow.remove(order.reference());
                    return (happening == null ? accepted() : happening).to(this, order);
                })
                .toList();
    }

    @Override
    public synchronized LookUp lookUp(Kind kind, String account, String reference) {
        lookedUp.add(reference);
        return kind == Kind.coins ? new LookUp.Impossible() : search.lookUp(account, reference);
    }

    // How the search may answer

    /** All that a search of this account can see by now, oldest first. */
    List<Transaction> visible(String account) {
        return credits.stream()
                .filter(credit -> credit.account().equals(account))
                .filter(credit -> !credit.at().plus(lag).isAfter(clock.instant()))
                .map(FakeEnkash::transaction)
                .toList();
    }

    LookUp exact(String account, String reference) {
        return among(visible(account), reference);
    }

    /** Answers with everything, whatever was asked; the client calls that a failed look-up. */
    LookUp ignoringTheFilter(String account, String reference) {
        var all = visible(account);
        var found = among(all, reference);
        return found instanceof LookUp.Empty && !all.isEmpty()
                ? new LookUp.Failed("transactions of other references")
                : found;
    }

    /** Looks through the newest few only, and does not say so. */
    Search amongTheNewest(int most) {
        return (account, reference) -> {
            var all = visible(account);
            return among(all.subList(Math.max(0, all.size() - most), all.size()), reference);
        };
    }

    /** Looks through the oldest few only, and does not say so. */
    Search amongTheOldest(int most) {
        return (account, reference) -> {
            var all = visible(account);
            return among(all.subList(0, Math.min(most, all.size())), reference);
        };
    }

    static Search failing() {
        return (account, reference) -> new LookUp.Failed("HTTP 500");
    }

    static LookUp among(List<Transaction> transactions, String reference) {
        var found = transactions.stream()
                .filter(transaction -> reference.equals(transaction.reference()))
                .toList();
        return found.isEmpty() ? new LookUp.Empty() : new LookUp.Found(found);
    }

    static Transaction transaction(Credit credit) {
        return new Transaction(
                "T-" + credit.reference(),
                credit.reference(),
                "EKC1",
                "EK1",
                credit.points(),
                credit.direction(),
                credit.direction().type(),
                credit.status(),
                credit.at().toString(),
                Map.of("cardAccountId", credit.account()));
    }
}
