package io.github.camelenkash.sandbox;

/**
 * What the sandbox does because EnKash's documents say so. None of it switches: a client may rely on it. Everything
 * else that the sandbox does is an {@link Assumption}, and that does switch.
 */
public enum Documented {
    TOKEN_CALL("3.1", "a form with username, password, grant_type and clientId, and Basic clientId:clientSecret"),
    TOKEN_ANSWER("3.1", "the token answer is plain JSON without an envelope, with expires_in 86399"),
    LOCK_OUT("3.1", "after three wrong logins in a row the account is locked, for the right password too"),
    TOKEN_LIFE("3.2", "a bearer token is valid for five minutes, whatever expires_in says"),
    HEADERS("4", "partnerId, Authorization: Bearer and Content-Type: application/json are required"),
    ENVELOPES("6.1", "two envelopes: response_code/response_message and code/message, each on its own pages"),
    FAILURE_WITH_200("6.2", "HTTP 200 with code 1 is a failure; the payload repeats the message"),
    STATUS_CODES("6.3", "400 for a missing parameter, 404 for an unknown entity, 422 for invalid data"),
    INSUFFICIENT("6.4", "Insufficient balance in card account: HTTP 200, code 1"),
    BULK_REFUSALS("6.4", "six refusals of a bulk call, word for word, with 422 or 404"),
    ACCOUNT("7.1", "the account's balance and statistics: the union of field table and example"),
    CREATE_OR_CREDIT("7.2", "CR creates the person with a card, or credits the card of a known one"),
    DEBIT("7.2", "DR takes points back from a card to the account"),
    ECHO("7.2", "pgReferenceNumber equals the reference that was sent"),
    REFERENCE_SPELLINGS("7.2", "uniqueReferenceNumber and uniqueReferenceNum are both read"),
    BULK("7.3", "an array of rows, the account in the query; answered by one list of successes and one of failures"),
    BULK_ONLY_NEW("7.3", "isPointsAllocation=false funds new persons only"),
    TRANSACTION_FILTERS("7.4", "transactions by card, reference, references, ids, user, status, type, amount and date"),
    CARD_SEARCH("7.5", "the cards of an account with recordsCount and data, or one card by enKashCardId"),
    SSO_TOKEN("7.6", "a login token for the person of one card"),
    SSO_REDIRECT("8", "/sso/{token}/employee_rewards/{partner} and /sso/{token}/reward_account/{partner}"),
    INCENTIVES("9", "the same calls with the incentive account in place of the reward account"),
    DENOMINATIONS("10.4", "one product of the marketplace with the values it can be bought in"),
    CART("10.5", "GET, POST and PATCH of one cart path, with items by productConfigId; an array comes back"),
    CREATE_ORDER("10.6", "vouchers bought under the partner's orderReferenceId"),
    ORDER_SEARCH("10.7", "orders by page, with limit and offset in the query"),
    FETCH_ORDER("10.8", "one order with its vouchers, by GET and by POST, in a paylod with the code as a string"),
    COIN_EVENTS("11.1", "events that coins are allocated for: created, got by id, changed"),
    ALLOCATE_COINS("11.4", "a person credited with the coins of an event; the payload is a text"),
    COIN_BALANCE("11.5", "a person's coins as an integer");

    private final String section;
    private final String words;

    Documented(String section, String words) {
        this.section = section;
        this.words = words;
    }

    /** The section of the wire contract. */
    public String section() {
        return section;
    }

    /** What the sandbox does, in one line. */
    public String words() {
        return words;
    }
}
