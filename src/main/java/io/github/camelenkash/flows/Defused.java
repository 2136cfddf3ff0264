package io.github.camelenkash.flows;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would calculate get an apostrophe before them in what we write (CSV injection), and lose it when
 * our file comes back. A cell that has apostrophes of its own before such a text gets one more, so that nothing is lost on
 * the way there and back.
 */
final class Defused {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern DEFUSED = Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private Defused() {}

    static String of(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String undo(String text) {
        return DEFUSED.matcher(text).matches() ? text.substring(1) : text;
    }
}
