package io.github.camelenkash.sandbox;

import io.github.camelenkash.api.OfflineService;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * An offline, stateful EnKash on loopback: the real paths, headers, encryption and messages of the wire contract,
 * with switches for what the contract leaves open and faults for what can go wrong.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.started()) {
 *     sandbox.faults().next(Fault.LOST_ANSWER);
 *     … // point a client at sandbox.options()
 *     assertThat(sandbox.books().credits("HR-2031-000017")).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>It shares no code with the client: it is an independent reading of the contract. It guards nothing; its secrets are
 * published here and work nowhere else.
 */
public final class Sandbox implements OfflineService {

    private int port;
    private final Identity identity;
    private final Behaviour behaviour;
    private final Faults faults;
    private final Books books;
    private final Dispatcher dispatcher;
    private HttpDoor door;

    /** A sandbox with standard behaviour that is not started yet; {@link java.util.ServiceLoader} wants this. */
    public Sandbox() {
        this(builder());
    }

    private Sandbox(Builder builder) {
        port = builder.port;
        identity = builder.identity;
        behaviour = new Behaviour(builder.behaviour);
        faults = new Faults(builder.clock);
        var aes = new Aes(identity.clientSecret());
        var bank = new Bank(identity, behaviour, builder.clock);
        var logins = new Logins(behaviour, builder.clock);
        var market = new Market(behaviour);
        var coins = new Coins(behaviour);
        books = new Books(bank, logins, identity, market, coins);
        dispatcher = new Dispatcher(
                pages(bank, logins, builder.clock, market, coins),
                new Gate(identity, logins, behaviour, aes),
                new TokenDesk(identity, logins, behaviour),
                new Envelope(behaviour, aes),
                logins,
                faults,
                books);
    }

    private Map<Operation, Page> pages(Bank bank, Logins logins, Clock clock, Market market, Coins coins) {
        var pages = new EnumMap<Operation, Page>(Operation.class);
        var orders = new Orders(behaviour);
        var allocate = new AllocatePage(bank, orders, behaviour);
        pages.put(Operation.ACCOUNT, new AccountPage(bank, identity, clock));
        pages.put(Operation.ALLOCATE, allocate);
        pages.put(Operation.ALLOCATE_INCENTIVE, allocate);
        pages.put(Operation.BULK, new BulkPage(bank, orders, behaviour));
        pages.put(Operation.TRANSACTIONS, new TransactionsPage(bank, identity, behaviour, clock));
        pages.put(Operation.SEARCH, new SearchPage(bank, behaviour));
        pages.put(Operation.SSO_TOKEN, new SsoTokenPage(bank, logins, behaviour));
        put(pages, new CatalogPage(market, behaviour), Operation.CATALOG, Operation.PRODUCT, Operation.DENOMINATIONS);
        put(pages, new CartPage(market), Operation.CART, Operation.ADD_TO_CART, Operation.UPDATE_CART);
        put(pages, new CreateOrderPage(market, behaviour), Operation.CREATE_ORDER);
        put(pages, new OrderSearchPage(market, identity, behaviour), Operation.ORDERS);
        put(pages, new FetchOrderPage(market, behaviour), Operation.ORDER, Operation.ORDER_EARLIER);
        put(pages, new EventPage(coins, identity), Operation.CREATE_EVENT, Operation.EVENT, Operation.UPDATE_EVENT);
        put(pages, new CoinsPage(coins, identity), Operation.ALLOCATE_COINS, Operation.COIN_BALANCE);
        return pages;
    }

    private static void put(Map<Operation, Page> pages, Page page, Operation... operations) {
        for (Operation operation : operations) {
            pages.put(operation, page);
        }
    }

    /** A sandbox with standard behaviour on a free port, started. */
    public static Sandbox started() {
        return builder().start();
    }

    /** For a sandbox that starts otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** Opens the port; after a {@link #close()} the same one again, as a server that was down and is back. */
    @Override
    public synchronized void start() {
        if (door == null) {
            door = new HttpDoor(port, dispatcher::answer, faults::slowness);
            port = door.port();
        }
    }

    @Override
    public synchronized void start(int wanted) {
        if (door == null) {
            port = wanted;
            start();
        }
    }

    /** The base URL, for example {@code http://127.0.0.1:40123}. */
    public String url() {
        return opened().url();
    }

    /** The port it listens on. */
    public int port() {
        return opened().port();
    }

    private synchronized HttpDoor opened() {
        if (door == null) {
            throw new IllegalStateException("The sandbox is not started");
        }
        return door;
    }

    @Override
    public Map<String, String> options() {
        return identity.options(url());
    }

    /** The switches for what the documents leave open. */
    public Behaviour behaviour() {
        return behaviour;
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** What really happened. */
    public Books books() {
        return books;
    }

    /** Everything as at the start: no cards, no rules, no tokens, first balances, the behaviour it was built with. */
    public void reset() {
        faults.reset();
        behaviour.reset();
        dispatcher.reset();
        books.reset();
    }

    /** Ends every connection, also those that a fault keeps open. The books stay readable. */
    @Override
    public synchronized void close() {
        if (door != null) {
            door.close();
            door = null;
        }
        faults.close();
    }

    /** How a sandbox starts. */
    public static final class Builder {

        private final Map<Assumption<?>, Object> behaviour = new HashMap<>();
        private int port;
        private Clock clock = Clock.systemUTC();
        private Identity identity = Identity.DEMO;

        private Builder() {}

        /** A fixed port; 0, the default, takes a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Whose time counts for the life of tokens, the lag of a search and the dates of transactions. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** Another behaviour from the start; {@link Sandbox#reset()} comes back to it. */
        public <T> Builder with(Assumption<T> assumption, T value) {
            behaviour.put(assumption, value);
            return this;
        }

        /**
         * Other identifiers and secrets than the published ones, by option name.
         *
         * @param options any of {@link Sandbox#options()} but the URLs
         */
        public Builder onboarding(Map<String, String> options) {
            identity = identity.with(options);
            return this;
        }

        /** What both accounts can allocate at the start; 1,000,000 by default. */
        public Builder openingBalance(String points) {
            identity = identity.withOpeningBalance(new BigDecimal(points));
            return this;
        }

        /** The sandbox, not yet started. */
        public Sandbox build() {
            return new Sandbox(this);
        }

        /** The sandbox, started. */
        public Sandbox start() {
            Sandbox sandbox = build();
            sandbox.start();
            return sandbox;
        }
    }
}
