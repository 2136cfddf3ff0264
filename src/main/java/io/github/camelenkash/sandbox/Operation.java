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
    SSO_REDIRECT("/sso/");

    private static final String CARDS = "/api/v0/partner/enKashCard";

    private final String path;

    Operation(String path) {
        this.path = path;
    }

    /** The path, without host and query; for {@link #SSO_REDIRECT} only its beginning. */
    public String path() {
        return path;
    }

    /** The operation behind a path, or null: not every path is one of EnKash's. */
    static Operation at(String path) {
        if (path.startsWith(SSO_REDIRECT.path)) {
            return SSO_REDIRECT;
        }
        for (Operation operation : values()) {
            if (operation.path.equals(path)) {
                return operation;
            }
        }
        return null;
    }
}
