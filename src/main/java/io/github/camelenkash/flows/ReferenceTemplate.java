package io.github.camelenkash.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Builds the reference of a row from what its award is: {@code {programme}-{employeeId}-{period}}. The same award gets the
 * same reference however often and in whatever file it comes: letter case does not count, nor how words are spaced.
 */
final class ReferenceTemplate {

    private static final Pattern PART = Pattern.compile("\\{(\\w+)}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");

    private final String text;
    private final List<String> parts;

    private ReferenceTemplate(String text, List<String> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it has no part, or a brace that is none of a part
     */
    static ReferenceTemplate of(String text) {
        var parts = new ArrayList<String>();
        var matcher = PART.matcher(text);
        while (matcher.find()) {
            parts.add(matcher.group(1));
        }
        var rest = PART.matcher(text).replaceAll("");
        if (parts.isEmpty() || rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("'" + text + "' is no template of a reference. Write it like"
                    + " {programme}-{employeeId}-{period}");
        }
        return new ReferenceTemplate(text, List.copyOf(parts));
    }

    /** The names in braces. */
    List<String> parts() {
        return parts;
    }

    /** The reference; a part must not be blank. */
    String fill(UnaryOperator<String> valueOfPart) {
        var filled = PART.matcher(text)
                .replaceAll(part -> java.util.regex.Matcher.quoteReplacement(valueOfPart.apply(part.group(1))));
        return SPACES.matcher(filled.strip()).replaceAll("-").toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
