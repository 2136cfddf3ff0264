package io.github.camelenkash.flows;

import io.github.camelenkash.flows.Difference.EnkashRows;
import io.github.camelenkash.flows.Difference.HrRow;
import io.github.camelenkash.flows.Difference.Kind;
import io.github.camelenkash.flows.Difference.LedgerRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the three sides of a reconciliation, reference by reference. What happened outside the period serves to find the
 * other half of something within it, and is no difference by itself.
 */
final class Matching {

    private final ReconcileTables tables;
    private final Sink sink;
    private long agreed;

    /** Where differences go. */
    interface Sink {
        void add(Difference difference) throws IOException;
    }

    Matching(ReconcileTables tables, Sink sink) {
        this.tables = tables;
        this.sink = sink;
    }

    /**
     * Tells all differences.
     *
     * @return how many references all sides agree about
     */
    long run() throws SQLException, IOException {
        try (var nameless = tables.nameless()) {
            while (nameless.next()) {
                var id = nameless.getString("id");
                var enkash = new EnkashRows(
                        1,
                        0,
                        nameless.getBigDecimal("points"),
                        null,
                        id == null ? List.of() : List.of(id),
                        nameless.getString("time"),
                        true);
                sink.add(new Difference(Kind.NOT_IN_LEDGER, null, null, null, enkash));
            }
        }
        try (var hr = tables.hrRows();
                var ledger = tables.ledgerRows();
                var enkash = tables.enkashRows()) {
            for (var reference = first(hr.reference(), ledger.reference(), enkash.reference());
                    reference != null;
                    reference = first(hr.reference(), ledger.reference(), enkash.reference())) {
                compare(reference, hr.take(reference), ledger.take(reference), enkash.take(reference));
            }
        }
        return agreed;
    }

    private static String first(String... references) {
        return Stream.of(references)
                .filter(Objects::nonNull)
                .min(String::compareTo)
                .orElse(null);
    }

    private void compare(String reference, HrRow hr, LedgerRow ledger, EnkashRows enkash)
            throws IOException, SQLException {
        boolean concerned = hr != null || ledger != null && ledger.inPeriod() || enkash != null && enkash.inPeriod();
        if (!concerned) {
            return;
        }
        var kinds = kinds(hr, ledger, enkash);
        for (var kind : kinds) {
            sink.add(new Difference(kind, reference, hr, ledger, enkash));
        }
        agreed += kinds.isEmpty() ? 1 : 0;
    }

    private static Set<Kind> kinds(HrRow hr, LedgerRow ledger, EnkashRows enkash) {
        var kinds = EnumSet.noneOf(Kind.class);
        boolean credit = ledger != null ? ledger.credit() : enkash == null || enkash.credits() > 0;
        int times = enkash == null ? 0 : credit ? enkash.credits() : enkash.debits();
        boolean inDoubt = ledger != null && Set.of("UNKNOWN", "SENT", "PARKED").contains(ledger.state());
        boolean paidInLedger = ledger != null && ledger.isPaid();
        if (enkash != null && enkash.credits() > 1) {
            kinds.add(Kind.CREDITED_TWICE);
        }
        if (enkash != null && enkash.debits() > 1) {
            kinds.add(Kind.TAKEN_BACK_TWICE);
        }
        if (inDoubt) {
            kinds.add(ledger.state().equals("PARKED") ? Kind.PARKED : Kind.UNKNOWN);
        }
        // What the ledger paid long before was credited then: this is another one.
        boolean explained = inDoubt || paidInLedger && ledger.near();
        if (enkash != null && enkash.inPeriod() && !explained) {
            kinds.add(Kind.NOT_IN_LEDGER);
        }
        if (paidInLedger && ledger.inPeriod() && times == 0) {
            kinds.add(Kind.NOT_AT_ENKASH);
        }
        boolean paid = paidInLedger || times > 0;
        boolean ofThisMonth = paidInLedger && ledger.near() ? ledger.inPeriod() : enkash != null && enkash.inPeriod();
        if (hr == null && paid && credit && ofThisMonth) {
            kinds.add(Kind.NOT_IN_HR_FILE);
        }
        if (hr != null && !inDoubt && !(paid && credit)) {
            kinds.add(Kind.NOT_PAID);
        }
        if (hr != null && hr.rows() > 1) {
            kinds.add(Kind.TWICE_IN_HR_FILE);
        }
        var amounts = Stream.of(
                        hr == null || !credit ? null : hr.points(),
                        ledger == null ? null : ledger.points(),
                        enkash == null ? null : credit ? enkash.credit() : enkash.debit())
                .filter(Objects::nonNull)
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .count();
        if (amounts > 1 && paid) {
            kinds.add(Kind.AMOUNT_DIFFERS);
        }
        return kinds;
    }
}
