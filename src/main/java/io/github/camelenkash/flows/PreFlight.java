package io.github.camelenkash.flows;

import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.flows.RewardSettings.Suspicion;
import java.math.BigDecimal;
import java.nio.IntBuffer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Set;

/**
 * Looks at all rows of a file before the first point moves, then says of each row, while they are paid, whether it may be.
 * Both times it comes to the same answer. Of a row it keeps a few bytes, so that a million rows are no burden.
 */
final class PreFlight {

    private static final String PAID = "PAID";

    /** States in which something may have been sent under a reference. */
    private static final Set<String> IN_LEDGER = Set.of("SENT", "UNKNOWN", "PARKED", PAID);
    /** A person decides about it at EnKash; nothing is sent for it, so it needs no balance. */
    private static final String PARKED = "PARKED";

    private final RewardSettings settings;
    private final BigDecimal balance;
    private final Set<String> people;
    private final PaidBefore history;
    private final PerquisiteCount perquisites;
    private final LocalDate today;

    private final LongTable lineOfReference;
    private final LongTable pointsOfPerson;
    /** Of each row that has passed its checks, what stood in it; outside the heap, as all that grows with the file. */
    private final IntBuffer passed;

    private final BitSet known = new BitSet();
    private final BitSet unknown = new BitSet();
    private final BitSet likelyDuplicate = new BitSet();

    /** Where the first row stands that names a card; 0 for none. */
    private long lineWithCard;

    private long rows;
    private long refused;
    private long alreadyPaid;
    private long duplicates;
    private long toPay;
    private boolean somebodyAboveLimit;
    private BigDecimal points = BigDecimal.ZERO;
    private BigDecimal pointsToPay = BigDecimal.ZERO;
    private BigDecimal left;

    /**
     * @param most how many rows there are
     * @param balance what the account can allocate, or null where that is not known
     * @param people names of those whom EnKash knows, or null where nobody looked
     * @param history who was paid before, or null
     */
    PreFlight(
            RewardSettings settings,
            long most,
            BigDecimal balance,
            Set<String> people,
            FileHistory history,
            LocalDate today) {
        this.settings = settings;
        this.balance = balance;
        this.people = people;
        this.history = history == null ? null : history.paidBefore();
        perquisites = history == null ? null : history.perquisites();
        this.today = today;
        lineOfReference = new LongTable(most);
        passed = LongTable.outsideTheHeap(Math.toIntExact(most * Integer.BYTES)).asIntBuffer();
        pointsOfPerson = settings.mostPointsPerPerson() == null ? null : new LongTable(most);
        left = balance;
    }

    /**
     * Takes a row into account.
     *
     * @param state what the ledger knows of its reference, or null
     */
    void look(RewardRow row, String state) throws SQLException {
        rows++;
        if (lineWithCard == 0 && !row.text(RewardColumns.CARD).isEmpty()) {
            lineWithCard = row.line();
        }
        if (isInLedger(state) && row.number() >= 0) {
            known.set((int) row.number());
        }
        BigDecimal amount;
        try {
            amount = checked(row);
        } catch (InvalidRequestException e) {
            refused++;
            return;
        }
        if (!lineOfReference.putIfAbsent(row.reference(), row.line())) {
            duplicates++;
            refused++;
            return;
        }
        if (pointsOfPerson != null) {
            var person = Person.of(row);
            pointsOfPerson.add(person, cents(amount));
            somebodyAboveLimit |= isAboveLimit(person);
        }
        points = points.add(amount);
        if (PAID.equals(state) || PARKED.equals(state)) {
            alreadyPaid += PAID.equals(state) ? 1 : 0;
            return;
        }
        if (!isKnown(row)) {
            suspect(row, amount);
        }
        if (suspicion(row) == null) {
            toPay++;
            pointsToPay = pointsToPay.add(amount);
            if (perquisites != null) {
                perquisites.add(Person.of(row), amount);
            }
        } else {
            refused++;
        }
    }

    /** Whether something may have taken effect under a reference that is in this state. */
    static boolean isInLedger(String state) {
        return state != null && IN_LEDGER.contains(state);
    }

    /**
     * Whether the ledger has it as sent, in doubt or paid. Then the ledger answers, and no limit of today's: a row that was
     * paid must never be called refused.
     */
    private boolean isKnown(RewardRow row) {
        return row.number() >= 0 && known.get((int) row.number());
    }

    /**
     * Checks a row the first time it comes by. It comes again when it is paid; then it is what it was, because a file that was
     * written to in between is not read on. The comparison besides is no proof, but notices most of what that would miss.
     */
    private BigDecimal checked(RewardRow row) {
        int number = (int) row.number();
        // Never 0, which stands for a row that was not checked or has not passed.
        int content = row.cells().hashCode() | 1;
        boolean isOfFile = number >= 0 && number < passed.capacity() && row.flaw() == null;
        if (isOfFile && passed.get(number) == content) {
            return Amounts.positive(row.cells().get(RewardColumns.AMOUNT), RewardColumns.AMOUNT);
        }
        var amount = RowChecks.check(row, isKnown(row) ? null : settings.mostPoints(), settings.property("mostPoints"));
        if (isOfFile) {
            passed.put(number, content);
        }
        return amount;
    }

    private void suspect(RewardRow row, BigDecimal amount) throws SQLException {
        int number = (int) row.number();
        if (people != null && !Person.isKnown(row, people)) {
            unknown.set(number);
        }
        if (history != null && settings.likelyDuplicates() != Suspicion.ignore) {
            var since = today.minusDays(settings.likelyDuplicateDays());
            var last = history.lastUnderAnotherReference(
                    programme(settings), Person.of(row), amount, row.reference(), since);
            likelyDuplicate.set(number, last != null);
        }
    }

    static String programme(RewardSettings settings) {
        return settings.constants().getOrDefault("programme", "");
    }

    private static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }

    private boolean isAboveLimit(String person) {
        return pointsOfPerson.get(person) > cents(settings.mostPointsPerPerson());
    }

    /** Whether {@link #countOutPeopleAboveLimit} looks at the rows again; where not, they need not be read again. */
    boolean isSomebodyAboveLimit() {
        return somebodyAboveLimit;
    }

    /** That somebody gets too much is known at the end only, so the rows of those people are counted out then. */
    void countOutPeopleAboveLimit(Iterator<RewardRow> again) throws SQLException {
        while (somebodyAboveLimit && again.hasNext()) {
            var row = again.next();
            try {
                var amount = checked(row);
                boolean counted =
                        lineOfReference.get(row.reference()) == row.line() && !isKnown(row) && suspicion(row) == null;
                if (counted && isAboveLimit(Person.of(row))) {
                    refused++;
                    toPay--;
                    pointsToPay = pointsToPay.subtract(amount);
                    points = points.subtract(amount);
                    if (perquisites != null) {
                        perquisites.remove(Person.of(row));
                    }
                }
            } catch (InvalidRequestException e) {
                // Counted as refused before.
            }
        }
    }

    /**
     * Refuses a file that names a card: a bulk call has no place for it and pays the person, who may have another. That
     * holds for the whole file, because the ledger knows what was paid to a card by single calls as something else.
     */
    void refuseCards() throws RefusedFileException {
        if (lineWithCard != 0) {
            throw new RefusedFileException(
                    lineWithCard,
                    "Line " + lineWithCard + " names a card, and a bulk call pays the person",
                    "Pay the file row by row, by csv-drop with csvDrop.bulkSize = 1, or take the cards out of it");
        }
    }

    /** Refuses a file that must not be paid at all. */
    void decide() throws RefusedFileException {
        if (settings.allOrNothing() && refused > 0) {
            throw new RefusedFileException(
                    1,
                    refused + " of " + rows + " rows cannot be paid, and " + settings.property("allOrNothing")
                            + " is set",
                    "Correct the rows that say REFUSED and drop the file again");
        }
        var most = settings.mostPointsPerFile();
        if (most != null && pointsToPay.compareTo(most) > 0) {
            throw new RefusedFileException(
                    1,
                    "The file is to pay " + Amounts.shown(pointsToPay) + " points, above the limit of "
                            + Amounts.shown(most),
                    "Check the amounts, split the file, or have the limit " + settings.property("mostPointsPerFile")
                            + " raised");
        }
        boolean partly = settings.payWhatFits() && !settings.allOrNothing();
        if (balance != null && balance.compareTo(pointsToPay) < 0 && !partly) {
            throw new RefusedFileException(
                    1,
                    "The balance of " + Amounts.shown(balance) + " points does not cover the "
                            + Amounts.shown(pointsToPay) + " that are still to be paid",
                    "Have the account topped up and drop the file again, or set " + settings.property("payWhatFits")
                            + "=true");
        }
    }

    /**
     * Refuses a row that is not to be sent.
     *
     * @return its points
     */
    BigDecimal check(RewardRow row) {
        var amount = checked(row);
        long first = lineOfReference.get(row.reference());
        if (first != row.line()) {
            throw new InvalidRequestException(
                    Failure.because("The field '" + RewardColumns.REFERENCE + "' is the same as in line " + first)
                            .field(RewardColumns.REFERENCE)
                            .next("Remove the row if it is the same award; give it a reference of its own if it is"
                                    + " another"));
        }
        if (isKnown(row)) {
            return amount;
        }
        var refusal = suspicion(row);
        if (refusal == null && pointsOfPerson != null && isAboveLimit(Person.of(row))) {
            refusal = Failure.because("The rows of this person add up to more than the limit of "
                            + Amounts.shown(settings.mostPointsPerPerson()) + " points")
                    .next("Check the amounts, or have the limit " + settings.property("mostPointsPerPerson")
                            + " raised");
        }
        if (refusal != null) {
            throw new InvalidRequestException(refusal);
        }
        return amount;
    }

    private Failure suspicion(RewardRow row) {
        int number = (int) row.number();
        if (settings.unknownPeople() == Suspicion.refuse && unknown.get(number)) {
            return Failure.because("EnKash has no card for this person")
                    .next("Check the mobile number and the address, or set " + settings.property("unknownPeople")
                            + "=report to have EnKash create the person");
        }
        if (settings.likelyDuplicates() == Suspicion.refuse && likelyDuplicate.get(number)) {
            return Failure.because("The same person got the same points within the last "
                            + settings.likelyDuplicateDays() + " days under another reference")
                    .next("Remove the row if it is the same award; if it is another, set "
                            + settings.property("likelyDuplicates") + "=report");
        }
        return null;
    }

    /** Whether a row looks as if it had been paid lately under another reference, and is paid all the same. */
    boolean isLikelyDuplicate(RewardRow row) {
        return row.number() >= 0 && likelyDuplicate.get((int) row.number());
    }

    /**
     * Sets the points of a row aside, where a file is paid as far as the balance goes.
     *
     * @throws NotCoveredException if there are not enough left
     */
    void claim(RewardRow row, BigDecimal amount) {
        if (left == null || !settings.payWhatFits() || isKnown(row)) {
            return;
        }
        if (amount.compareTo(left) > 0) {
            throw new NotCoveredException(left);
        }
        left = left.subtract(amount);
    }

    /** Nothing was sent for a row whose points were set aside. */
    void giveBack(RewardRow row, BigDecimal amount) {
        if (left != null && settings.payWhatFits() && !isKnown(row)) {
            left = left.add(amount);
        }
    }

    /** How many points are still to be paid. */
    BigDecimal pointsToPay() {
        return pointsToPay;
    }

    /** What all rows that can be paid add up to, paid before or not. */
    BigDecimal points() {
        return points;
    }

    PreFlightReport report(String sha256) {
        return new PreFlightReport(
                rows,
                refused,
                alreadyPaid,
                toPay,
                points,
                pointsToPay,
                balance,
                balance == null ? null : balance.subtract(pointsToPay),
                duplicates,
                likelyDuplicate.cardinality(),
                unknown.cardinality(),
                sha256,
                perquisites == null ? null : perquisites.year().toString(),
                perquisites == null ? null : perquisites.people());
    }
}
