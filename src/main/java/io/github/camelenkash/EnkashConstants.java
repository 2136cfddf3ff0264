package io.github.camelenkash;

import org.apache.camel.spi.Metadata;

/**
 * Headers of the component, and the one exchange property that it reads ({@link #SOURCE}). Of the headers only {@link #REFERENCE} and {@link #CARD_ID} are read, and these two are never written, so
 * that one step's answer cannot steer the next. The others are written, and cleared when an exchange enters.
 */
public final class EnkashConstants {

    @Metadata(
            label = "in",
            description = "The orderer's reference, where the body names none: for movements, `transaction`, `order`,"
                    + " `movement`, `settle` and `close`.",
            javaType = "String")
    public static final String REFERENCE = "CamelEnkashReference";

    @Metadata(
            label = "in",
            description = "The card to read or to log in, where the body names none. Movements never look at it.",
            javaType = "String")
    public static final String CARD_ID = "CamelEnkashCardId";

    @Metadata(
            label = "out",
            description =
                    "What became of a movement: `PAID`, `ALREADY_PAID`, `REFUSED`, `NOT_FUNDED`, `UNKNOWN`, `PARKED`"
                            + " or `DRY_RUN`. Set when a movement throws, too.",
            javaType = "String")
    public static final String OUTCOME = "CamelEnkashOutcome";

    @Metadata(label = "out", description = "EnKash's id of the movement, transaction or order.", javaType = "String")
    public static final String TRANSACTION_ID = "CamelEnkashTransactionId";

    @Metadata(
            label = "out",
            description = "Balance of the person's card, after a movement or as read.",
            javaType = "java.math.BigDecimal")
    public static final String OTB_BALANCE = "CamelEnkashOtbBalance";

    @Metadata(label = "out", description = "EnKash's result code; 0 is success.", javaType = "Integer")
    public static final String RESPONSE_CODE = "CamelEnkashResponseCode";

    @Metadata(label = "out", description = "EnKash's message, with personal data masked.", javaType = "String")
    public static final String RESPONSE_MESSAGE = "CamelEnkashResponseMessage";

    @Metadata(label = "out", description = "HTTP status of EnKash's answer.", javaType = "Integer")
    public static final String HTTP_STATUS = "CamelEnkashHttpStatus";

    @Metadata(
            label = "out",
            description = "Whether `transaction`, `card`, `order` or `movement` found what was asked for.",
            javaType = "Boolean")
    public static final String FOUND = "CamelEnkashFound";

    @Metadata(label = "out", description = "Rows of a bulk call that are paid, now or before.", javaType = "Integer")
    public static final String SUCCEEDED_COUNT = "CamelEnkashSucceededCount";

    @Metadata(label = "out", description = "Rows of a bulk call for which nothing moved.", javaType = "Integer")
    public static final String FAILED_COUNT = "CamelEnkashFailedCount";

    @Metadata(
            label = "out",
            description = "Rows of a bulk call whose outcome is not known, or that are parked.",
            javaType = "Integer")
    public static final String UNKNOWN_COUNT = "CamelEnkashUnknownCount";

    /**
     * Exchange property, not a header: where an order came from, such as a file and its line. Kept with the movement (at
     * most 200 characters, e-mail addresses and mobiles masked) and shown by {@code movement}; nothing is decided by it.
     * Without it a movement from a file endpoint has the file's name and the place in the split.
     */
    public static final String SOURCE = "CamelEnkashSource";

    @Metadata(
            label = "out",
            description = "What the consumer `enkash:balance` tells: `LOW` or `RECOVERED`.",
            javaType = "String")
    public static final String BALANCE_STATE = "CamelEnkashBalanceState";

    private EnkashConstants() {}
}
