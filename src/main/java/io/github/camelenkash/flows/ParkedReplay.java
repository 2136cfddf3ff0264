package io.github.camelenkash.flows;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RewardAccount;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean of {@code routes/parked-replay.camel.yaml}: writes what waits for a person into a list, reads what the person
 * decided, and words the answers. What is asked, closed and sent is in the route.
 */
public final class ParkedReplay {

    /** The columns of the list, the ones to fill in first. */
    static final List<String> COLUMNS = List.of(
            "verdict",
            "who",
            "why",
            "reference",
            "kind",
            "state",
            "attempt",
            "operation",
            "direction",
            "points",
            "cardId",
            "account",
            "problem",
            "source",
            "createdAt",
            "sentAt",
            "changedAt");

    private static final Logger LOG = LoggerFactory.getLogger(ParkedReplay.class);
    /** The minute is enough for people; what it does not tell apart is told apart in the same order. */
    private static final List<DateTimeFormatter> PRECISIONS = Stream.of("HHmm", "HHmmss", "HHmmssSSS")
            .map(time -> DateTimeFormatter.ofPattern("uuuuMMdd-" + time))
            .toList();

    private static final Set<String> VERDICTS = Set.of("", "LOOK_UP", "REPLAY", "PAID", "NOT_PAID");

    private final Clock clock;
    private Path folder = Path.of("work/parked");
    private Path latest;

    public ParkedReplay() {
        this(Clock.systemDefaultZone());
    }

    /** With a clock that stands still. */
    ParkedReplay(Clock clock) {
        this.clock = clock;
    }

    public String getFolder() {
        return folder.toString();
    }

    /** Where decided lists are dropped; new ones are in its folder {@code open}. */
    public void setFolder(String folder) {
        this.folder = Path.of(folder);
    }

    /**
     * Writes a list of movements, if there are any.
     *
     * @return how many there are
     */
    public long write(@Variable("parked") Iterator<Data> parked, @Variable("unknown") Iterator<Data> unknown)
            throws IOException {
        if (!parked.hasNext() && !unknown.hasNext()) {
            return 0;
        }
        var open = Files.createDirectories(folder.resolve("open"));
        var unfinished = open.resolve("movements.csv.partial");
        long count = 0;
        try (var writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8))) {
            writer.writeRecord(COLUMNS);
            for (var movements : List.of(parked, unknown)) {
                while (movements.hasNext()) {
                    writer.writeRecord(cells(movements.next().toMap()));
                    count++;
                }
            }
        }
        name(unfinished, open);
        return count;
    }

    /** Somebody may be filling in the list of the same minute, so another one gets another name. */
    private synchronized void name(Path unfinished, Path open) throws IOException {
        var now = LocalDateTime.now(clock);
        for (var precision : PRECISIONS) {
            var list = open.resolve("movements-" + now.format(precision) + ".csv");
            if (!Files.exists(list)) {
                latest = Files.move(unfinished, list);
                return;
            }
            if (list.equals(latest) && Files.mismatch(unfinished, list) < 0) {
                Files.delete(unfinished);
                return;
            }
        }
        throw new FileAlreadyExistsException(open.toString(), null, "Two lists in one millisecond");
    }

    private static List<String> cells(Map<String, Object> movement) {
        return COLUMNS.stream()
                .map(column -> movement.get(column.equals("problem") ? "reason" : column))
                .map(value -> value instanceof BigDecimal amount ? Amounts.canonical(amount) : value)
                .map(value -> value == null ? "" : Defused.of(value.toString()))
                .toList();
    }

    /** Takes a decided list in hand; reads nothing yet. */
    public DecisionFile open(@Body File file) {
        return new DecisionFile(file.toPath().toAbsolutePath());
    }

    /** Begins the result file, and refuses a file that is no such list down to its last row. */
    public void check(@Variable("file") DecisionFile file)
            throws IOException, RefusedFileException, TakenFileException {
        file.check();
    }

    /**
     * What a row wants, as the body of {@code enkash:settle}, {@code enkash:movement} and {@code enkash:close}.
     *
     * @throws InvalidRequestException if it is not clear what it wants
     */
    public Map<String, Object> decision(@Variable("row") RewardRow row) {
        var reference = row.text("reference");
        var verdict = row.text("verdict").toUpperCase(Locale.ROOT);
        if (reference.isEmpty()) {
            throw invalid(null, "reference", "The row names no reference", "Take the row from the list again");
        }
        if (!VERDICTS.contains(verdict)) {
            throw invalid(
                    reference,
                    "verdict",
                    "The verdict is none of LOOK_UP, REPLAY, PAID and NOT_PAID",
                    "Write one of these, or leave it empty to decide later");
        }
        var decision = new LinkedHashMap<String, Object>();
        decision.put("verdict", verdict);
        decision.put("reference", reference);
        decision.put("kind", row.text("kind").isEmpty() ? "points" : row.text("kind"));
        if (verdict.isEmpty() || verdict.equals("LOOK_UP")) {
            return decision;
        }
        for (var name : verdict.equals("REPLAY") ? List.<String>of() : List.of("who", "why")) {
            if (row.text(name).isEmpty()) {
                throw invalid(reference, name, "The column '" + name + "' is empty", "Fill it in");
            }
            decision.put(name, row.text(name));
        }
        if (!row.text("attempt").matches("\\d{1,9}")) {
            throw invalid(
                    reference,
                    "attempt",
                    "The row does not say which attempt was judged",
                    "Take it from the list again");
        }
        decision.put("attempt", Integer.valueOf(row.text("attempt")));
        return decision;
    }

    /**
     * The request that orders a movement again, where the ledger has all of it: a movement whose outcome is unknown and
     * whose order named the card. The ledger sees to it that it is the same order, looks EnKash's answer up first, and sends
     * only what is believed absent.
     *
     * @param known what the ledger knows of it, or null
     * @throws InvalidRequestException if it must be ordered where it came from
     */
    public Map<String, Object> replay(
            @Variable("decision") Map<String, Object> decision, @Variable("movement") Object known) {
        var movement = members(decision, known);
        var reference = movement.get("reference").toString();
        if (!decision.get("attempt").equals(movement.get("attempt"))) {
            throw invalid(
                    reference,
                    "attempt",
                    "Attempt " + decision.get("attempt") + " was judged, and the movement is at attempt "
                            + movement.get("attempt"),
                    "Wait for the next list");
        }
        switch (String.valueOf(movement.get("state"))) {
            case "PAID" -> throw invalid(reference, "verdict", "It is paid", "Nothing");
            case "PARKED" ->
                throw invalid(
                        reference,
                        "verdict",
                        "A parked movement is not sent again before a person has decided it",
                        "Find out at EnKash whether it is paid, and decide PAID or NOT_PAID; after NOT_PAID "
                                + orderAgain(movement));
            case "UNKNOWN" -> {
                // The one state in which the ledger compares the order with the first one.
            }
            default ->
                throw invalid(
                        reference,
                        "verdict",
                        "It is " + movement.get("state") + ", so it is ordered again where it came from",
                        capital(orderAgain(movement)));
        }
        var operation = String.valueOf(movement.get("operation"));
        if (movement.get("cardId") == null || !Set.of("allocate", "unallocate").contains(operation)) {
            throw notEnough(movement);
        }
        var request = new LinkedHashMap<String, Object>();
        request.put("reference", reference);
        request.put("cardId", movement.get("cardId"));
        request.put("points", movement.get("points"));
        return request;
    }

    private static InvalidRequestException notEnough(Map<String, Object> movement) {
        return invalid(
                movement.get("reference").toString(),
                "verdict",
                "The ledger keeps no person, so it cannot order this again",
                "Have it looked up (LOOK_UP); if EnKash does not have it, decide NOT_PAID, then "
                        + orderAgain(movement));
    }

    private static String orderAgain(Map<String, Object> movement) {
        var source = movement.get("source");
        return source == null
                ? "order it again under the same reference; the ledger does not know where it came from"
                : "order it again where it came from: " + source;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Whether a movement takes points back. */
    public boolean isTakingBack(@Variable("movement") Object known) {
        return "unallocate".equals(((Data) known).toMap().get("operation"));
    }

    /** Whether a movement is one of another account than the employees' one, which is the incentive account then. */
    public boolean isIncentive(@Variable("movement") Object known, @Variable("account") RewardAccount employees) {
        return employees.cardAccountId() != null
                && !employees.cardAccountId().equals(((Data) known).toMap().get("account"));
    }

    /** Whether EnKash is to be asked what it has under the reference of a parked movement, which nobody settles. */
    public boolean isParkedPoints(
            @Variable("decision") Map<String, Object> decision, @Variable("movement") Object known) {
        return known != null
                && "PARKED".equals(((Data) known).toMap().get("state").toString())
                && "points".equalsIgnoreCase(decision.get("kind").toString());
    }

    /** Answers a row by what the ledger knows now, and by what EnKash has, where that was asked. */
    public void answer(
            @Variable("file") DecisionFile file,
            @Variable("row") RewardRow row,
            @Variable("decision") Map<String, Object> decision,
            @Variable("movement") Object known,
            @Variable("transaction") Object transaction) {
        var movement = members(decision, known);
        var state = String.valueOf(movement.get("state"));
        file.end(
                row,
                new RowEnd(
                        state,
                        (String) movement.get("transactionId"),
                        null,
                        reason(movement, transaction),
                        whatToDo(state, movement),
                        false));
    }

    private static String reason(Map<String, Object> movement, Object transaction) {
        var reason =
                movement.get("reason") == null ? null : movement.get("reason").toString();
        if (transaction == null) {
            return reason;
        }
        var found = ((Data) transaction).toMap();
        var points = found.get("points") instanceof BigDecimal amount ? Amounts.canonical(amount) : "?";
        return (reason == null ? "" : reason + ". ") + "EnKash has a transaction of " + points + " points ("
                + found.get("direction") + ", " + found.get("status") + ", " + found.get("transactionId") + ")";
    }

    private static String whatToDo(String state, Map<String, Object> movement) {
        return switch (state) {
            case "PAID" -> "Nothing";
            case "REFUSED", "RESERVED" -> "It is not paid: " + orderAgain(movement);
            case "PARKED" -> "Decide PAID or NOT_PAID";
            default -> "Have it looked up again later";
        };
    }

    /** Answers a row that nobody has decided. */
    public void leave(@Variable("file") DecisionFile file, @Variable("row") RewardRow row) {
        file.end(row, new RowEnd("UNDECIDED", null, null, null, "Write a verdict and drop the list again", false));
    }

    /** Answers a row whose wish was refused, or could not be done now. */
    public void failed(
            @Variable("file") DecisionFile file,
            @Variable("row") RewardRow row,
            @Variable("movement") Object known,
            @ExchangeException Exception failure) {
        var told = failure instanceof ReferenceConflictException
                        && known != null
                        && "REPLAY".equalsIgnoreCase(row.text("verdict"))
                ? notEnough(((Data) known).toMap())
                : failure;
        var reply = new Replies().failed(told);
        file.end(
                row,
                new RowEnd(
                        reply.get("outcome").toString(),
                        null,
                        null,
                        (String) reply.get("reason"),
                        (String) reply.get("whatToDo"),
                        false));
    }

    /** Writes down why the file as a whole is no use. */
    public void refuse(@Variable("file") DecisionFile file, @ExchangeException Exception refusal) {
        file.refuse(refusal);
    }

    /** Completes the result file and says where the decided list goes. */
    public void finish(Exchange exchange, @Variable("file") DecisionFile file) throws InterruptedFileException {
        exchange.setVariable(RewardFiles.LANDING, file.finish());
        WhenMoved.run(exchange, () -> {
            file.putBackWhatCameLate();
            LOG.info("{}", file);
        });
    }

    private static Map<String, Object> members(Map<String, Object> decision, Object known) {
        if (known == null) {
            throw invalid(
                    String.valueOf(decision.get("reference")),
                    "reference",
                    "The ledger knows no movement of this reference",
                    "Take the row from the list again: a spreadsheet may have changed it");
        }
        return ((Data) known).toMap();
    }

    private static InvalidRequestException invalid(String reference, String field, String why, String next) {
        return new InvalidRequestException(
                Failure.because(why).field(field).reference(reference).next(next));
    }
}
