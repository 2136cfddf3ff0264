package io.github.camelenkash.sandbox;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The state behind the pages: accounts, cards, bookings. One lock guards all of it, so that the effect of one request
 * is atomic and counts are exact whatever the callers do at once; what is done under it takes microseconds.
 */
final class Bank {

    private final Identity identity;
    private final Behaviour behaviour;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Account> accounts = new HashMap<>();
    private long cardSequence;
    private long transactionSequence;

    Bank(Identity identity, Behaviour behaviour, Clock clock) {
        this.identity = identity;
        this.behaviour = behaviour;
        this.clock = clock;
        reset();
    }

    /** Everything as at the start: two accounts with their first balance and nothing else. */
    void reset() {
        atomically(() -> {
            accounts.clear();
            cardSequence = 0;
            transactionSequence = 0;
            open(identity.cardAccountId());
            open(identity.incentiveAccountId());
            return null;
        });
    }

    private void open(String accountId) {
        accounts.put(accountId, new Account(accountId, identity.openingBalance()));
    }

    /** Runs as one step: nobody sees the middle. Nests. */
    <T> T atomically(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /** The account of a request, or the documented 404 (§6.4, read on the bulk page, assumed for all). */
    Account account(String companyId, String accountId) {
        Account account = identity.companyId().equals(companyId) ? accounts.get(accountId) : null;
        if (account == null) {
            throw Refusal.status(
                    404,
                    "Card account not found for companyId: [" + companyId + "] and cardAccountId: [" + accountId + "]");
        }
        return account;
    }

    /** The account of a test; an unknown id is a mistake of the test. */
    Account account(String accountId) {
        Account account = accounts.get(accountId);
        if (account == null) {
            throw new IllegalArgumentException("The sandbox has no account " + accountId);
        }
        return account;
    }

    /** Both accounts, the reward account first. */
    List<Account> accounts() {
        return List.of(account(identity.cardAccountId()), account(identity.incentiveAccountId()));
    }

    /**
     * Carries out one order, or refuses it and changes nothing. A reference counts as repeated within its account only:
     * the scope of uniqueness is Unknown (§15.10), and this is the narrowest. A refused order does not use it up.
     */
    Moved move(Account account, Order order) {
        return atomically(() -> {
            List<Booking> earlier = account.byReference.get(order.reference());
            if (earlier != null) {
                Booking original = earlier.get(0);
                switch (behaviour.get(Assumption.REPEATED_REFERENCE)) {
                    case REJECT -> throw Refusal.code1("Duplicate unique reference number");
                    case REJECT_WITH_STATUS_409 -> throw Refusal.status(409, "Unique reference number already exists");
                    case REJECT_WITH_CODE_409 -> throw Refusal.code(409, "Unique reference number already exists");
                    case RETURN_ORIGINAL -> {
                        return new Moved(
                                account.cards.get(original.cardId()).withBalance(original.balance()),
                                original,
                                account.availableBalance);
                    }
                    case PAY_AGAIN -> {
                        // the worst reading: a reference is only a text to this server
                    }
                }
            }
            return order.isCredit() ? credit(account, order) : debit(account, order);
        });
    }

    /** The person is looked for first: a known one may be one who is not to be funded, and that costs nothing. */
    private Moved credit(Account account, Order order) {
        BookedCard card = find(account, order);
        if (card != null && !order.fundExisting()) {
            return new Moved(card, null, account.availableBalance);
        }
        if (account.availableBalance.compareTo(order.amount()) < 0) {
            throw Refusal.code1(Refusal.INSUFFICIENT);
        }
        if (card == null) {
            card = newCard(account, order);
        }
        account.availableBalance = account.availableBalance.subtract(order.amount());
        return book(account, order, card.withBalance(card.otbBalance().add(order.amount())));
    }

    /** Takes points back; the account gets them (§7.2). A debit never creates a person. */
    private Moved debit(Account account, Order order) {
        BookedCard card = find(account, order);
        if (card == null) {
            throw Refusal.status(404, "User not found");
        }
        if (card.otbBalance().compareTo(order.amount()) < 0 && !behaviour.get(Assumption.OVERDRAFT)) {
            throw Refusal.code1("Insufficient balance in card");
        }
        account.availableBalance = account.availableBalance.add(order.amount());
        return book(account, order, card.withBalance(card.otbBalance().subtract(order.amount())));
    }

    /** A credit of somebody else's, dated as told. */
    Booking arrive(BookedCard card, String reference, BigDecimal points, Instant time) {
        Account account = account(card.accountId());
        var order = new Order("CR", card.cardId(), null, null, null, null, null, points, reference, null, true);
        account.availableBalance = account.availableBalance.subtract(points);
        return book(account, order, card.withBalance(card.otbBalance().add(points)), time)
                .booking();
    }

    /** From here on nothing can fail: card, account and list of bookings change together. */
    private Moved book(Account account, Order order, BookedCard card) {
        return book(account, order, card, clock.instant());
    }

    private Moved book(Account account, Order order, BookedCard card, Instant time) {
        account.put(card);
        var booking = new Booking(
                id("ECT", ++transactionSequence, 10),
                order.reference(),
                order.direction(),
                order.amount(),
                account.id,
                card.cardId(),
                card.userId(),
                card.otbBalance(),
                order.remarks(),
                time);
        account.add(booking);
        return new Moved(card, booking, account.availableBalance);
    }

    /** The card that an order means, or null for a new person (§15.12: the key is Unknown). */
    private BookedCard find(Account account, Order order) {
        if (order.cardId() != null) {
            BookedCard card = account.cards.get(order.cardId());
            if (card == null) {
                throw Refusal.status(404, "Card not found for enkashCardId: [" + order.cardId() + "]");
            }
            return card;
        }
        BookedCard byMobile = account.byMobile(order.mobile());
        BookedCard byEmail = account.byEmail(order.email());
        return switch (behaviour.get(Assumption.PERSON_KEY)) {
            case MOBILE -> byMobile;
            case EMAIL -> byEmail;
            case BOTH -> account.byBoth(order.mobile(), order.email());
            case EITHER -> {
                if (byMobile != null && byEmail != null && !byMobile.cardId().equals(byEmail.cardId())) {
                    throw Refusal.status(422, "Email and mobile belong to different users");
                }
                yield byMobile != null ? byMobile : byEmail;
            }
        };
    }

    /** A card without points, for a person who is new to the account. */
    BookedCard newCard(Account account, Order order) {
        long number = ++cardSequence;
        var card = new BookedCard(
                id("EKC", number, 7),
                id("EK", number, 6),
                account.id,
                order.email(),
                order.mobile(),
                order.title(),
                order.firstName(),
                order.gender(),
                BigDecimal.ZERO);
        account.put(card);
        return card;
    }

    /** Ids count upwards, so that a test that runs twice reads the same ones; their shape is that of §1. */
    private static String id(String prefix, long number, int width) {
        String digits = Long.toString(number, 36).toUpperCase(Locale.ROOT);
        return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
