package io.github.camelenkash.api;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Amounts of points: always decimal, never binary floating point. Where a caller's own code already made a double, its
 * shortest decimal form is taken, which is what was written in the first place.
 */
public final class Amounts {

    private static final int DECIMALS = 2;
    /** More points than any company has; keeps a slip of the keyboard from becoming a number of a thousand digits. */
    private static final int DIGITS = 15;

    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    private Amounts() {}

    /**
     * Points to move: positive, at most two decimals.
     *
     * @param value a number, or its plain decimal text
     * @param field the field's name for the error
     * @throws InvalidRequestException if it is no such amount
     */
    public static BigDecimal positive(Object value, String field) {
        var amount = decimal(value, field);
        if (amount.signum() <= 0) {
            throw invalid(field, value, "is not positive", "Give a number of points above zero");
        }
        boolean isLong = amount.scale() > DECIMALS;
        if (isLong && amount.stripTrailingZeros().scale() > DECIMALS) {
            throw invalid(field, value, "has more than two decimals", "Round it to two decimals");
        }
        if ((long) amount.precision() - amount.scale() > DIGITS) {
            throw invalid(field, value, "is too large", "Check the amount");
        }
        if (isLong) {
            return amount.setScale(DECIMALS);
        }
        return amount.scale() < 0 ? amount.setScale(0) : amount;
    }

    /** Whether two amounts are the same number: {@code 250} and {@code 250.00} are. */
    public static boolean same(BigDecimal one, BigDecimal other) {
        return one != null && other != null && one.compareTo(other) == 0;
    }

    /** One text for equal amounts. */
    public static String canonical(BigDecimal amount) {
        // Without decimals the plain text is the only one: nothing is left to strip.
        return (amount.scale() > 0 ? amount.stripTrailingZeros() : amount).toPlainString();
    }

    /** As people are told it, wherever it came from: {@code 501}, {@code 1100.50}; never {@code 501.00} or {@code 1E+1}. */
    public static String shown(BigDecimal amount) {
        var shortest = amount.stripTrailingZeros();
        return (shortest.scale() == 1 ? shortest.setScale(DECIMALS) : shortest).toPlainString();
    }

    /** A number as decimal; texts must be plain digits, so that {@code 9.19E+11} or {@code 1,000} is refused. */
    static BigDecimal decimal(Object value, String field) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        var text = String.valueOf(value).trim();
        if (value instanceof Number) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw invalid(field, value, "is not a number", "Give the amount as digits, such as 250 or 250.50");
            }
        }
        if (!PLAIN.matcher(text).matches()) {
            throw invalid(field, value, "is not a plain number", "Give the amount as digits, such as 250 or 250.50");
        }
        return new BigDecimal(text);
    }

    private static InvalidRequestException invalid(String field, Object value, String problem, String next) {
        return new InvalidRequestException(Failure.because("The field '" + field + "' " + problem + ": " + value)
                .field(field)
                .next(next));
    }
}
