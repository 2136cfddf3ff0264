package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.Search;
import io.github.camelenkash.sandbox.TransactionFilter.Candidate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * §7.4: look up transactions. The whole answer is Unknown; its members are those of the card-transaction notification
 * (§13), so all that a client reads from it is an assumption, and can be switched.
 */
final class TransactionsPage implements Page {

    // not ISO_INSTANT, which leaves out milliseconds that are zero
    private static final DateTimeFormatter ISO_UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final Bank bank;
    private final Identity identity;
    private final Behaviour behaviour;
    private final Listing listing;
    private final Clock clock;

    TransactionsPage(Bank bank, Identity identity, Behaviour behaviour, Clock clock) {
        this.bank = bank;
        this.identity = identity;
        this.behaviour = behaviour;
        this.listing = new Listing(behaviour);
        this.clock = clock;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        String companyId = Json.required(visit.body(), "companyId");
        String accountId = Json.required(visit.body(), "cardAccountId");
        var filter = TransactionFilter.read(visit.body(), behaviour.get(Assumption.ARRAY_FILTERS));
        return bank.atomically(() -> {
            Account account = bank.account(companyId, accountId);
            List<Candidate> found = find(account, filter);
            boolean cut = behaviour.get(Assumption.SEARCH) == Search.FIRST_PAGE_ONLY;
            List<Candidate> page = listing.page(found, visit.body(), behaviour.get(Assumption.TRANSACTIONS_PAGE_SIZE));
            return Reply.of(listing.of(
                    Assumption.TRANSACTIONS_SHAPE,
                    page.stream().map(this::describe).toList(),
                    cut ? account.bookings.size() : found.size()));
        });
    }

    private List<Candidate> find(Account account, TransactionFilter filter) {
        Search search = behaviour.get(Assumption.SEARCH);
        List<Booking> lookedThrough =
                switch (search) {
                    case FILTER_IGNORED -> account.bookings;
                    // cut before it filters: what is not on the first page seems not to exist
                    case FIRST_PAGE_ONLY ->
                        account.bookings.subList(
                                0, Math.min(account.bookings.size(), behaviour.get(Assumption.PAGE_SIZE)));
                    case EXACT, LAGGING ->
                        filter.reference() == null
                                ? account.bookings
                                : account.byReference.getOrDefault(filter.reference(), List.of());
                };
        Instant visible =
                search == Search.LAGGING ? clock.instant().minus(behaviour.get(Assumption.SEARCH_LAG)) : Instant.MAX;
        return lookedThrough.stream()
                .filter(booking -> !booking.time().isAfter(visible))
                .map(booking -> candidate(account, booking))
                .filter(found -> search == Search.FILTER_IGNORED
                        || (filter.reference() == null
                                        || filter.reference()
                                                .equals(found.booking().reference()))
                                && filter.others().test(found))
                .toList();
    }

    /** The filter knows status and company by name, so a candidate carries them before it is described. */
    private Candidate candidate(Account account, Booking booking) {
        return new Candidate(
                booking,
                account.cards.get(booking.cardId()),
                identity.companyName(),
                behaviour.get(Assumption.TRANSACTION_STATUS));
    }

    /** Both spellings of "Enkash" side by side, as in the one notification that was ever seen (§13). */
    private ObjectNode describe(Candidate found) {
        Booking booking = found.booking();
        ObjectNode row = Json.object();
        String idName = behaviour.get(Assumption.TRANSACTION_ID_NAME);
        if (!idName.isEmpty()) {
            row.put(idName, booking.transactionId());
        }
        row.put("maskedCard", found.card().maskedNumber())
                .put("enkashCardId", booking.cardId())
                .put("userId", booking.userId())
                .put("cardAccountId", booking.accountId())
                .put("cardKitNumber", "")
                .put("cardHolderName", found.card().firstName())
                .put("companyName", found.companyName())
                .put("companyId", identity.companyId())
                .put(behaviour.get(Assumption.TRANSACTION_AMOUNT_NAME), booking.amount())
                .put("fcyAmount", booking.amount())
                .put("balance", booking.balance())
                .put("pgReferenceNumber", booking.reference())
                .put("description", booking.remarks())
                .put("currency", "INR")
                .put("fcyCurrency", "INR")
                .put("cardTransactionType", booking.direction())
                .put("type", booking.isCredit() ? "ALLOCATE_POINT" : "UNALLOCATE_POINT");
        if (!found.status().isEmpty()) {
            row.put("status", found.status());
        }
        for (String name : List.of("createdOn", "txnDate", "modifiedOn")) {
            putTime(row, name, booking.time());
        }
        ObjectNode details = row.putObject("txnDetails");
        details.put("id", booking.transactionId()).put("txnRefNo", booking.reference());
        details.put("transactionType", booking.direction()).put("txnCurrency", "INR");
        return row;
    }

    private void putTime(ObjectNode row, String name, Instant time) {
        Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
        switch (behaviour.get(Assumption.TIME_FORM)) {
            case ISO_UTC -> row.put(name, ISO_UTC.format(millis.atZone(ZoneOffset.UTC)));
            case LOCAL_WITHOUT_ZONE -> row.put(name, LOCAL.format(millis.atZone(Account.INDIA)));
            case EPOCH_MILLIS -> row.put(name, millis.toEpochMilli());
            case ABSENT -> {
                // nothing says when
            }
        }
    }
}
