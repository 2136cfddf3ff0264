package io.github.camelenkash.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A behaviour of the sandbox that no document of EnKash states (contract §14 and §15), and that can therefore be
 * switched while the sandbox runs: {@code sandbox.behaviour().set(Assumption.SEARCH, Search.LAGGING)}. Where one
 * reading is worse for a client than the others, the default is the worst that a careful client must survive.
 *
 * @param <T> what it is set to
 */
public final class Assumption<T> {

    private static final List<Assumption<?>> ALL = new ArrayList<>();

    /** The same reference a second time. */
    public enum RepeatedReference {
        /** HTTP 200 with code 1. */
        REJECT,
        /** HTTP 409, as payouts do. */
        REJECT_WITH_STATUS_409,
        /** HTTP 200 with code 409. */
        REJECT_WITH_CODE_409,
        /** The first movement's answer once more; nothing moves. */
        RETURN_ORIGINAL,
        /** The points move again: the worst. */
        PAY_AGAIN
    }

    /** How {@code transaction/all} finds. */
    public enum Search {
        /** What matches, at once. */
        EXACT,
        /** What matches, but a transaction is invisible until {@link Assumption#SEARCH_LAG} has passed. */
        LAGGING,
        /** Every transaction of the account, whatever was asked. */
        FILTER_IGNORED,
        /** Only the account's first {@link Assumption#PAGE_SIZE} transactions are looked through. */
        FIRST_PAGE_ONLY
    }

    /** What {@code recordsCount} counts. */
    public enum RecordsCount {
        /** What there is, also beyond a page. */
        TOTAL,
        /** The rows of this answer: a cut page does not betray itself. */
        ROWS,
        /** There is no such member. */
        ABSENT
    }

    /** The payload of a search. */
    public enum Shape {
        /** An object with {@code recordsCount} and {@code data}. */
        RECORDS,
        /** A bare array. */
        ARRAY,
        /** One match: the object itself; none: null; several: as {@link #RECORDS}. */
        SINGLE,
        /** As {@link #RECORDS}; nothing found: {@code "payload": null}. */
        NULL_WHEN_EMPTY,
        /** As {@link #RECORDS}; nothing found: no payload member at all. */
        MISSING_WHEN_EMPTY
    }

    /** What is done with request bodies. */
    public enum Encryption {
        /** Plain bodies are refused with 422. */
        ENFORCED,
        /** Encrypted and plain bodies are both read. */
        ACCEPTED,
        /** Every body is taken as plain, so an encrypted one lacks all its fields. */
        PLAIN_ONLY
    }

    /** The names of the envelope's members. */
    public enum EnvelopeStyle {
        /** A or B, by page. */
        AS_DOCUMENTED,
        /** {@code response_code} and {@code response_message} everywhere. */
        A,
        /** {@code code} and {@code message} everywhere. */
        B
    }

    /** The JSON type of the result code. */
    public enum CodeForm {
        NUMBER,
        STRING
    }

    /** The body of an answer that is not 200. */
    public enum ErrorBody {
        /** The envelope; for 401 the OAuth error. */
        ENVELOPE,
        /** {@code error} and {@code error_description}. */
        OAUTH,
        TEXT,
        HTML,
        EMPTY
    }

    /** The member names of the token answer. */
    public enum TokenNames {
        SNAKE_CASE,
        CAMEL_CASE
    }

    /** How a wrong (or locked) login is answered. */
    public enum RefusedLogin {
        OAUTH_401,
        OAUTH_400,
        /** HTTP 200, an envelope with code 1, no token. */
        OK_WITHOUT_TOKEN,
        ERROR_500
    }

    /** By what an existing person is recognised. */
    public enum PersonKey {
        MOBILE,
        EMAIL,
        /** Either; a mobile of one and an e-mail of another person is a conflict (422). */
        EITHER,
        /** Both must agree, otherwise it is a new person. */
        BOTH
    }

    /** What a bad row does to its bulk call. */
    public enum BulkMode {
        /** The other rows are paid. */
        PARTIAL,
        /** None is paid; HTTP 200 with code 1. */
        ATOMIC
    }

    /** Where a bulk call tells an {@link Obstacle}. */
    public enum BulkRefusals {
        /** The call fails with 422. */
        CALL,
        /** HTTP 200, code 0, and every row fails with the text. */
        ROWS
    }

    /** How bulk reports a known person that {@code isPointsAllocation=false} left without points. */
    public enum NotFunded {
        /** Among the successes, without a transaction id. */
        SUCCESS_WITHOUT_ID,
        FAILED,
        UNMENTIONED
    }

    /** An {@code enKashCardId} that nobody has. */
    public enum UnknownCard {
        EMPTY,
        NOT_FOUND_404
    }

    /** Dates in answers. */
    public enum TimeForm {
        /** {@code 2031-01-24T08:47:01.505Z}. */
        ISO_UTC,
        /** {@code 2031-01-24T14:17:01}, India's time without saying so. */
        LOCAL_WITHOUT_ZONE,
        EPOCH_MILLIS,
        /** Transactions have no dates. */
        ABSENT
    }

    /** Members of a request that ask for a certain page of transactions or cards. */
    public enum Paging {
        /** None; a longer list is cut. */
        NONE,
        /** {@code pageNo} from 0, and {@code pageSize}. */
        PAGE_NUMBER,
        /** {@code offset} and {@code limit}. */
        OFFSET
    }

    /** Where the SSO token stands in its answer. */
    public enum SsoPlace {
        PAYLOAD,
        TOP_LEVEL,
        /** The payload itself is the token. */
        PAYLOAD_STRING
    }

    /** Which of the two pages of "fetch order" is alive. */
    public enum FetchOrder {
        GET_AND_POST,
        GET,
        POST
    }

    /** The fetching of an order that does not exist. */
    public enum UnknownOrder {
        NOT_FOUND_404,
        /** {@code "paylod": null}. */
        NULL,
        /** HTTP 200 with code 1. */
        CODE_1
    }

    /** What comes back when an order is created. */
    public enum CreatedOrder {
        /** The members of a fetched one. */
        AS_FETCHED,
        /** The same without the partner's reference. */
        WITHOUT_REFERENCE,
        /** A text. */
        TEXT
    }

    public static final Assumption<RepeatedReference> REPEATED_REFERENCE =
            assume("REPEATED_REFERENCE", "15.10", RepeatedReference.PAY_AGAIN, "what a repeated reference does");
    public static final Assumption<PersonKey> PERSON_KEY =
            assume("PERSON_KEY", "15.12", PersonKey.EITHER, "by what an existing person is recognised");
    public static final Assumption<Boolean> PERSON_CHECKS =
            assume("PERSON_CHECKS", "12", true, "e-mail must look like one, mobile has ten digits; otherwise 422");
    public static final Assumption<Integer> AMOUNT_DECIMALS =
            assume("AMOUNT_DECIMALS", "15.13", 2, "most decimals that an amount may have; otherwise 422");
    public static final Assumption<Boolean> OVERDRAFT =
            assume("OVERDRAFT", "15.13", false, "whether a debit may exceed the card's balance; refused: 200, code 1");

    public static final Assumption<Encryption> ENCRYPTION =
            assume("ENCRYPTION", "5", Encryption.ENFORCED, "what is done with plain and with encrypted requests");
    public static final Assumption<Boolean> ENCRYPTED_RESPONSES =
            assume("ENCRYPTED_RESPONSES", "5.4", false, "whether answers are encrypted");
    public static final Assumption<String> RESPONSE_FIELD =
            assume("RESPONSE_FIELD", "5.2", "request", "the one member of an encrypted answer");

    public static final Assumption<EnvelopeStyle> ENVELOPE =
            assume("ENVELOPE", "14.1", EnvelopeStyle.AS_DOCUMENTED, "the envelope's style; undocumented pages: A");
    public static final Assumption<CodeForm> CODE_FORM =
            assume("CODE_FORM", "14.2", CodeForm.NUMBER, "the result code as number or as string");
    public static final Assumption<String> PAYLOAD_NAME =
            assume("PAYLOAD_NAME", "14.3", "payload", "the data member: payload or paylod");
    public static final Assumption<ErrorBody> ERROR_BODY =
            assume("ERROR_BODY", "15.21", ErrorBody.ENVELOPE, "the body of an answer that is not 200");

    public static final Assumption<Search> SEARCH =
            assume("SEARCH", "15.16", Search.EXACT, "how transactions are found");
    public static final Assumption<Duration> SEARCH_LAG =
            assume("SEARCH_LAG", "15.16", Duration.ofMillis(500), "how long a lagging search sees nothing");
    public static final Assumption<Integer> PAGE_SIZE =
            assume("PAGE_SIZE", "15.16", 10, "rows that a first-page-only search looks through");
    public static final Assumption<RecordsCount> RECORDS_COUNT =
            assume("RECORDS_COUNT", "15.16", RecordsCount.TOTAL, "what recordsCount counts");
    public static final Assumption<Boolean> ARRAY_FILTERS =
            assume("ARRAY_FILTERS", "15.16", true, "whether pgReferenceNumbers and enKashTransactionIds filter at all");
    public static final Assumption<Shape> TRANSACTIONS_SHAPE =
            assume("TRANSACTIONS_SHAPE", "15.16", Shape.RECORDS, "the payload of transaction/all");
    public static final Assumption<String> TRANSACTION_ID_NAME = assume(
            "TRANSACTION_ID_NAME",
            "14.7",
            "enKashCardTransactionId",
            "a transaction's id in transaction/all; empty: none");
    public static final Assumption<String> TRANSACTION_AMOUNT_NAME =
            assume("TRANSACTION_AMOUNT_NAME", "13", "principalAmount", "a transaction's amount in transaction/all");
    public static final Assumption<String> TRANSACTION_STATUS =
            assume("TRANSACTION_STATUS", "15.16", "SUCCESS", "the status of every transaction; empty: no such member");
    public static final Assumption<TimeForm> TIME_FORM =
            assume("TIME_FORM", "15.14", TimeForm.ISO_UTC, "how dates are written");

    public static final Assumption<Integer> TRANSACTIONS_PAGE_SIZE =
            assume("TRANSACTIONS_PAGE_SIZE", "15.16", Integer.MAX_VALUE, "most matching transactions in one answer");
    public static final Assumption<Paging> PAGING =
            assume("PAGING", "15.16", Paging.NONE, "the members that ask for a certain page");

    public static final Assumption<Shape> CARDS_SHAPE =
            assume("CARDS_SHAPE", "14.8", Shape.RECORDS, "the payload of a card search");
    public static final Assumption<Integer> CARDS_PAGE_SIZE =
            assume("CARDS_PAGE_SIZE", "15.15", Integer.MAX_VALUE, "most cards in one answer");
    public static final Assumption<Boolean> CARD_FILTER =
            assume("CARD_FILTER", "14.9", true, "whether enKashCardId restricts a card search");
    public static final Assumption<UnknownCard> UNKNOWN_CARD =
            assume("UNKNOWN_CARD", "7.5", UnknownCard.EMPTY, "the search for a card that nobody has");

    public static final Assumption<String> MOVEMENT_ID_NAME = assume(
            "MOVEMENT_ID_NAME", "14.7", "enkashCardTxnId", "a movement's id in the answers of allocate and bulk");

    public static final Assumption<BulkMode> BULK_MODE =
            assume("BULK_MODE", "15.9", BulkMode.PARTIAL, "what a bad row does to its bulk call");
    public static final Assumption<Integer> BULK_MAX_ROWS =
            assume("BULK_MAX_ROWS", "15.9", 10_000, "most rows of one bulk call; more: 422");
    public static final Assumption<BulkRefusals> BULK_REFUSALS =
            assume("BULK_REFUSALS", "6.4", BulkRefusals.CALL, "where the refusals of §6.4 stand");
    public static final Assumption<NotFunded> NOT_FUNDED =
            assume("NOT_FUNDED", "7.3", NotFunded.SUCCESS_WITHOUT_ID, "a known person under isPointsAllocation=false");
    public static final Assumption<Boolean> BULK_ECHO =
            assume("BULK_ECHO", "7.3", false, "whether bulk rows repeat uniqueReferenceNumber");
    public static final Assumption<String> BULK_FAILED_NAME =
            assume("BULK_FAILED_NAME", "15.18", "failedBulkEnKashCardCreateDTOs", "the member with the failed rows");
    public static final Assumption<List<String>> BULK_COUNTER_NAMES = assume(
            "BULK_COUNTER_NAMES",
            "15.18",
            List.of("successCount", "failedCount", "totalCount"),
            "the three counters; an empty list: no counters");
    public static final Assumption<String> BULK_REASON_NAME =
            assume("BULK_REASON_NAME", "15.18", "failureReason", "why a row failed; empty: not told");

    public static final Assumption<Duration> TOKEN_LIFE =
            assume("TOKEN_LIFE", "15.7", Duration.ofMinutes(5), "how long a bearer token really lives");
    public static final Assumption<Integer> EXPIRES_IN =
            assume("EXPIRES_IN", "3.2", 86399, "what the token answer announces, in seconds");
    public static final Assumption<TokenNames> TOKEN_NAMES =
            assume("TOKEN_NAMES", "14.11", TokenNames.SNAKE_CASE, "the member names of the token answer");
    public static final Assumption<Boolean> NEW_LOGIN_REVOKES =
            assume("NEW_LOGIN_REVOKES", "15.7", false, "whether a new token ends the older ones");
    public static final Assumption<RefusedLogin> REFUSED_LOGIN =
            assume("REFUSED_LOGIN", "15.6", RefusedLogin.OAUTH_401, "how a refused login is answered");
    public static final Assumption<Integer> STRIKES =
            assume("STRIKES", "15.6", 3, "wrong logins in a row that lock the account; the lock has no end");

    public static final Assumption<SsoPlace> SSO_PLACE =
            assume("SSO_PLACE", "15.17", SsoPlace.PAYLOAD, "where the SSO token stands");
    public static final Assumption<String> SSO_NAME =
            assume("SSO_NAME", "15.17", "access_token", "the SSO token's member");
    public static final Assumption<Boolean> SSO_URL_SAFE =
            assume("SSO_URL_SAFE", "8", true, "whether SSO tokens consist of URL-safe characters");
    public static final Assumption<Duration> SSO_LIFE =
            assume("SSO_LIFE", "15.7", Duration.ofMinutes(5), "how long an SSO token lives");
    public static final Assumption<Boolean> SSO_SINGLE_USE =
            assume("SSO_SINGLE_USE", "15.7", false, "whether an SSO token works once");

    public static final Assumption<Encryption> REDEMPTION_ENCRYPTION =
            assume("REDEMPTION_ENCRYPTION", "15.5", Encryption.PLAIN_ONLY, "what redemption does with request bodies");
    public static final Assumption<RepeatedReference> REPEATED_ORDER =
            assume("REPEATED_ORDER", "15.11", RepeatedReference.PAY_AGAIN, "what a repeated orderReferenceId does");
    public static final Assumption<CreatedOrder> CREATED_ORDER =
            assume("CREATED_ORDER", "15.19", CreatedOrder.AS_FETCHED, "the answer to create order");
    public static final Assumption<FetchOrder> FETCH_ORDER =
            assume("FETCH_ORDER", "14.23", FetchOrder.GET_AND_POST, "which page of fetch order is alive");
    public static final Assumption<UnknownOrder> UNKNOWN_ORDER =
            assume("UNKNOWN_ORDER", "15.19", UnknownOrder.NOT_FOUND_404, "fetching an order that does not exist");
    public static final Assumption<String> ORDER_STATUS =
            assume("ORDER_STATUS", "15.19", "SUCCESS", "paymentStatus and orderStatus of every order");
    public static final Assumption<Shape> ORDERS_SHAPE =
            assume("ORDERS_SHAPE", "15.19", Shape.RECORDS, "the payload of an order search");
    public static final Assumption<Shape> CATALOG_SHAPE =
            assume("CATALOG_SHAPE", "15.19", Shape.RECORDS, "the payload of a catalogue search");

    public static final Assumption<Encryption> COINS_ENCRYPTION =
            assume("COINS_ENCRYPTION", "15.5", Encryption.PLAIN_ONLY, "what point management does with request bodies");
    public static final Assumption<RepeatedReference> REPEATED_REQUEST =
            assume("REPEATED_REQUEST", "15.11", RepeatedReference.PAY_AGAIN, "what a repeated requestId of coins does");

    private final String name;
    private final String section;
    private final T standard;
    private final String words;

    private Assumption(String name, String section, T standard, String words) {
        this.name = name;
        this.section = section;
        this.standard = standard;
        this.words = words;
    }

    private static <T> Assumption<T> assume(String name, String section, T standard, String words) {
        var assumption = new Assumption<>(name, section, standard, words);
        ALL.add(assumption);
        return assumption;
    }

    /** Every assumption, in the order of this file: for a table, and for the test that each is shown. */
    public static List<Assumption<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** The constant's name. */
    public String name() {
        return name;
    }

    /** The section of the wire contract that leaves it open. */
    public String section() {
        return section;
    }

    /** The value until somebody sets another. */
    public T standard() {
        return standard;
    }

    /** What it decides, in one line. */
    public String words() {
        return words;
    }

    @Override
    public String toString() {
        return name;
    }
}
