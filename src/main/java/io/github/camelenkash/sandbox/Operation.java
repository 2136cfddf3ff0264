package io.github.camelenkash.sandbox;

/** The calls that the sandbox answers, by their real paths (contract, operation index). */
public enum Operation {
    /** §3.1: user and password for a bearer token. */
    TOKEN("/oauth/token"),
    /** §7.1: the reward or incentive account. */
    ACCOUNT(Operation.CARDS + "/cardAccount/get"),
    /** §7.2, §9.1: create a person, credit, debit. */
    ALLOCATE(Operation.CARDS + "/create-allocate-points"),
    /** §9.1: the other path that a guide gives for the same call. */
    ALLOCATE_INCENTIVE(Operation.CARDS + "/points/allocate"),
    /** §7.3: many persons in one call. */
    BULK(Operation.CARDS + "/bulk-create-allocate-points-json"),
    /** §7.4: look up transactions. */
    TRANSACTIONS(Operation.CARDS + "/transaction/all"),
    /** §7.5: list cards, or one card. */
    SEARCH(Operation.CARDS + "/search"),
    /** §7.6: a one-click login for one person. */
    SSO_TOKEN(Operation.CARDS + "/sso-token"),
    /** §8: where the browser goes with that login; here the path is the beginning of one. */
    SSO_REDIRECT("/sso/"),

    /** §10.2: search the catalogue. No page states a path; this one is the sandbox's own. */
    CATALOG("/sandbox/catalog"),
    /** §10.3: one product. No page states a path; this one is the sandbox's own. */
    PRODUCT("GET", "/sandbox/product/" + Operation.ANY),
    /** §10.4: one product with its denominations. */
    DENOMINATIONS("GET", "/api/v0/partner/search-config/" + Operation.ANY),
    /** §10.5: what is in the cart. */
    CART("GET", Operation.CART_PATH),
    /** §10.5: put something into it. */
    ADD_TO_CART("POST", Operation.CART_PATH),
    /** §10.5: change what is in it. */
    UPDATE_CART("PATCH", Operation.CART_PATH),
    /** §10.6: buy vouchers. */
    CREATE_ORDER("/api/v0/partner/create-order"),
    /** §10.7: search orders. */
    ORDERS("/api/v0/partner/search-order"),
    /** §10.8: one order with its vouchers, the newest page. */
    ORDER("GET", "/api/v0/partner/fetch-order-details/" + Operation.ANY),
    /** §10.8: one order with its vouchers, the earlier page. */
    ORDER_EARLIER("/api/v0/order/orderDetails"),

    /** §11.1: create an event. */
    CREATE_EVENT(Operation.COINS + "/create-coins-config"),
    /** §11.4: credit a person with an event's coins. */
    ALLOCATE_COINS(Operation.COINS + "/allocate-coin"),
    /** §11.2: one event. */
    EVENT("GET", Operation.COINS + "/" + Operation.ANY),
    /** §11.3: change an event. */
    UPDATE_EVENT("PATCH", Operation.COINS + "/" + Operation.ANY),
    /** §11.5: a person's coins. Note the other prefix. */
    COIN_BALANCE("GET", "/api/v0/coins/balance");

    private static final String CARDS = "/api/v0/partner/enKashCard";
    private static final String CART_PATH = "/api/v0/cart";
    private static final String COINS = "/api/v0/enkash-coins";
    /** Stands for one segment of a path. */
    private static final String ANY = "{}";

    private final String method;
    private final String path;

    Operation(String path) {
        this("POST", path);
    }

    Operation(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /** The path, without host and query; for {@link #SSO_REDIRECT} only its beginning; {@code {}} is any one segment. */
    public String path() {
        return path;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** Whether it is one of the core calls, which demand the header {@code partnerId} (§4). */
    boolean isCore() {
        return path.startsWith(CARDS);
    }

    /** Whether it is about coins (§11). */
    boolean isCoins() {
        return path.startsWith(COINS) || this == COIN_BALANCE;
    }

    boolean hasBody() {
        return !method.equals("GET");
    }

    /** The segment of a path that stands for {@code {}}, or null where this path has none. */
    String variable(String actual) {
        return path.endsWith(ANY) ? actual.substring(path.length() - ANY.length()) : null;
    }

    private boolean fits(String actual) {
        if (!path.endsWith(ANY)) {
            return path.equals(actual);
        }
        var beginning = path.substring(0, path.length() - ANY.length());
        return actual.startsWith(beginning)
                && actual.length() > beginning.length()
                && actual.indexOf('/', beginning.length()) < 0;
    }

    /** The operation behind a path, or null: not every path is one of EnKash's. With a wrong method, the first of it. */
    static Operation at(String method, String path) {
        if (path.startsWith(SSO_REDIRECT.path)) {
            return SSO_REDIRECT;
        }
        Operation otherMethod = null;
        for (Operation operation : values()) {
            if (operation.fits(path)) {
                if (operation.method.equals(method)) {
                    return operation;
                }
                otherMethod = otherMethod == null ? operation : otherMethod;
            }
        }
        return otherMethod;
    }
}
