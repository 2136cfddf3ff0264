package io.github.camelenkash.flows;

import io.github.camelenkash.api.Masking;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One row of a reward file, as it stands there.
 *
 * @param line the physical line on which it begins, counted from 1; a line break within quotes counts too
 * @param cells field name to text, for the cells that are not blank
 * @param surplus whether the row has text to the right of the last column
 */
public record RewardRow(long line, Map<String, String> cells, boolean surplus) {

    private static final Pattern NO_DIGIT = Pattern.compile("\\D");
    private static final int MOBILE_LENGTH = 10;

    /** The reference, or an empty text. */
    String reference() {
        return cells.getOrDefault(RewardColumns.REFERENCE, "").strip();
    }

    /** The reference, with the person's own address or mobile in it masked: results travel further than the rows. */
    String shownReference() {
        var shown = reference();
        var email = cells.getOrDefault("email", "").strip();
        if (!email.isEmpty()) {
            shown = shown.replace(email, Masking.email(email));
        }
        var digits = NO_DIGIT.matcher(cells.getOrDefault("mobile", "")).replaceAll("");
        if (digits.length() >= MOBILE_LENGTH) {
            var mobile = digits.substring(digits.length() - MOBILE_LENGTH);
            shown = shown.replace(mobile, Masking.mobile(mobile));
        }
        return shown;
    }

    /** The person is not shown. */
    @Override
    public String toString() {
        return "RewardRow[line=" + line + ", reference=" + Masking.clean(reference()) + "]";
    }
}
