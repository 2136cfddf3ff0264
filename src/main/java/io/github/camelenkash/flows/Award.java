package io.github.camelenkash.flows;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A row in canonical form, with what must hold of it. Components go by the names of the request, so that a violation names
 * the field; a message is the problem and, on the next line, what to do. Nothing here is laxer than the component, which
 * checks again before it sends.
 *
 * @param points the amount as a number, or null where it is no plain number
 */
record Award(
        @NotBlank(message = EMPTY, groups = NewPerson.class)
        @Pattern(regexp = TITLE, message = "is none of Mr, Mrs, Ms\nWrite Mr, Mrs or Ms")
        String title,

        @NotBlank(message = EMPTY, groups = NewPerson.class) String firstName,

        @NotBlank(message = EMPTY, groups = NewPerson.class)
        @Pattern(regexp = GENDER, message = "is neither M nor F\nWrite M or F")
        String gender,

        @NotBlank(message = EMPTY, groups = NewPerson.class)
        @Pattern(
                regexp = "\\s*|[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}",
                message = "is not an e-mail address\nWrite it like name@example.in")
        String email,

        @NotBlank(message = EMPTY, groups = NewPerson.class) @IndianMobile
        String mobile,

        @NotBlank(message = EMPTY)
        @Pattern(
                regexp = "\\s*|[+-]?\\d{1,30}(\\.\\d{1,30})?",
                message = "is not a plain number\nWrite digits only, without ₹ and without separators, such as"
                        + " 1100.50")
        String loadAmount,

        @Positive(message = "is not positive\nGive a number of points above zero")
        @Digits(integer = 15, fraction = 2, message = "has more than two decimals\nRound it to two decimals")
        BigDecimal points,

        @NotBlank(message = "is empty\nGive the award a name, the same however often it is dropped")
        String uniqueReferenceNumber) {

    /** What may stand there, if anything does. */
    static final String TITLE = "\\s*|Mr\\.?|Mrs\\.?|Ms\\.?";

    /** As {@link #TITLE}. */
    static final String GENDER = "\\s*|M|F";

    private static final String EMPTY = "is empty\nFill it in";
    private static final java.util.regex.Pattern PLAIN =
            java.util.regex.Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    /** Besides what always holds: EnKash may have to create the person, so all of it is needed unless a card is named. */
    interface NewPerson {}

    static Award of(Map<String, String> cells) {
        var amount = text(cells, "loadAmount");
        return new Award(
                text(cells, "title"),
                text(cells, "firstName").isEmpty() ? text(cells, "name") : text(cells, "firstName"),
                text(cells, "gender"),
                text(cells, "email"),
                text(cells, "mobile"),
                amount,
                PLAIN.matcher(amount).matches() ? new BigDecimal(amount).stripTrailingZeros() : null,
                text(cells, RewardColumns.REFERENCE));
    }

    private static String text(Map<String, String> cells, String field) {
        return cells.getOrDefault(field, "").strip();
    }

    /** The person and the reference are not shown. */
    @Override
    public String toString() {
        return "Award[loadAmount=" + loadAmount + "]";
    }
}
