package io.github.camelenkash.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What the server really did, whatever its answers said: the side on which a test counts points. Everything is exact
 * at the moment of asking and covers both accounts unless it names one.
 */
public final class Books {

    private final Bank bank;
    private final Logins logins;
    private final Identity identity;
    private final Market market;
    private final Coins coins;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    Books(Bank bank, Logins logins, Identity identity, Market market, Coins coins) {
        this.market = market;
        this.coins = coins;
        this.bank = bank;
        this.logins = logins;
        this.identity = identity;
    }

    /** How often points were credited under a reference: 1 is right, 0 is lost, 2 is paid twice. */
    public int credits(String reference) {
        return count(reference, Booking::isCredit);
    }

    /** How often points were taken back under a reference. */
    public int debits(String reference) {
        return count(reference, booking -> !booking.isCredit());
    }

    private int count(String reference, Predicate<Booking> which) {
        return bank.atomically(() -> {
            int count = 0;
            for (Account account : bank.accounts()) {
                for (Booking booking : account.byReference.getOrDefault(reference, List.of())) {
                    count += which.test(booking) ? 1 : 0;
                }
            }
            return count;
        });
    }

    /** The number of credits of every reference that was ever credited, sorted by reference. */
    public Map<String, Integer> creditsByReference() {
        var credits = new TreeMap<String, Integer>();
        for (Booking booking : transactions()) {
            if (booking.isCredit()) {
                credits.merge(booking.reference(), 1, Integer::sum);
            }
        }
        return credits;
    }

    /** Every movement of both accounts, oldest first within an account. */
    public List<Booking> transactions() {
        return bank.atomically(() -> {
            var all = new ArrayList<Booking>();
            bank.accounts().forEach(account -> all.addAll(account.bookings));
            return List.copyOf(all);
        });
    }

    /** The movements under one reference. */
    public List<Booking> transactions(String reference) {
        return transactions().stream()
                .filter(booking -> booking.reference().equals(reference))
                .toList();
    }

    /** Every card of both accounts, oldest first within an account. */
    public List<BookedCard> cards() {
        return bank.atomically(() -> {
            var all = new ArrayList<BookedCard>();
            bank.accounts().forEach(account -> all.addAll(account.cards.values()));
            return List.copyOf(all);
        });
    }

    /** The card with this id, or null. */
    public BookedCard card(String cardId) {
        return cards().stream()
                .filter(card -> card.cardId().equals(cardId))
                .findFirst()
                .orElse(null);
    }

    /** The card of the person with this mobile or e-mail, or null. */
    public BookedCard cardOf(String mobileOrEmail) {
        return cards().stream()
                .filter(card -> mobileOrEmail.equals(card.mobile()) || mobileOrEmail.equalsIgnoreCase(card.email()))
                .findFirst()
                .orElse(null);
    }

    /** What the reward account can still allocate. */
    public BigDecimal availableBalance() {
        return availableBalance(identity.cardAccountId());
    }

    /** What an account can still allocate. */
    public BigDecimal availableBalance(String accountId) {
        return bank.atomically(() -> bank.account(accountId).availableBalance);
    }

    /** Makes the reward account rich or poor. */
    public void setAvailableBalance(String points) {
        setAvailableBalance(identity.cardAccountId(), new BigDecimal(points));
    }

    /** Makes an account rich or poor. */
    public void setAvailableBalance(String accountId, BigDecimal points) {
        bank.atomically(() -> bank.account(accountId).availableBalance = points);
    }

    /** A person whom the reward account already knows, with points that no transaction explains. */
    public BookedCard openCard(
            String email, String mobile, String title, String firstName, String gender, String points) {
        return openCard(identity.cardAccountId(), email, mobile, title, firstName, gender, new BigDecimal(points));
    }

    /** A person whom an account already knows. */
    public BookedCard openCard(
            String accountId,
            String email,
            String mobile,
            String title,
            String firstName,
            String gender,
            BigDecimal points) {
        return bank.atomically(() -> {
            Account account = bank.account(accountId);
            var person = new Order("CR", null, email, mobile, title, firstName, gender, points, "", null, true);
            BookedCard card = bank.newCard(account, person).withBalance(points);
            account.put(card);
            return card;
        });
    }

    /**
     * Credits a card at a moment: what another system of the company does, at any speed. A moment that is past makes a
     * transaction that becomes visible late.
     */
    public Booking arrive(String cardId, String reference, String points, Instant time) {
        return bank.atomically(() -> bank.arrive(card(cardId), reference, new BigDecimal(points), time));
    }

    /** Puts an account into a state in which bulk calls are refused, until the next reset. */
    public void obstruct(String accountId, Obstacle... obstacles) {
        bank.atomically(() -> bank.account(accountId).obstacles.addAll(List.of(obstacles)));
    }

    /** How often the token call was made, refused or not. */
    public long logins() {
        return logins.calls();
    }

    /** How often it gave no token. */
    public long refusedLogins() {
        return logins.refused();
    }

    /** Whether three wrong logins in a row have locked the account; only {@link #unlock()} or a reset ends it. */
    public boolean locked() {
        return logins.locked();
    }

    /** What a person at EnKash would do after a call to support. */
    public void unlock() {
        logins.unlock();
    }

    /** Ends every bearer token now: each caller's next call gets 401. */
    public void expireTokens() {
        logins.revokeAll();
    }

    /** How many requests reached an operation, whatever became of them. */
    public long calls(Operation operation) {
        return calls(name(operation));
    }

    /** Operations that share a path are counted apart. */
    static String name(Operation operation) {
        return operation.method().equals("POST") ? operation.path() : operation.method() + " " + operation.path();
    }

    /** How many orders of vouchers were carried out under a reference: 1 is right, 2 is bought twice. */
    public int orders(String reference) {
        return market.orders(reference).size();
    }

    /** How many vouchers were issued under a reference. */
    public int vouchers(String reference) {
        return market.orders(reference).stream().mapToInt(Purchase::quantity).sum();
    }

    /** How often coins were credited under a {@code requestId}. */
    public int coinAllocations(String requestId) {
        return coins.allocations(requestId);
    }

    /** A person's coins. */
    public BigDecimal coins(String userId) {
        return coins.balance(userId);
    }

    /** How many requests reached a path, also one that is not EnKash's. */
    public long calls(String path) {
        LongAdder count = calls.get(path);
        return count == null ? 0 : count.sum();
    }

    void called(String path) {
        calls.computeIfAbsent(path, unused -> new LongAdder()).increment();
    }

    void reset() {
        calls.clear();
        bank.reset();
        logins.reset();
        market.reset();
        coins.reset();
    }
}
