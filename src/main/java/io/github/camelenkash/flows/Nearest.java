package io.github.camelenkash.flows;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody who mistyped one meant. */
final class Nearest {

    private Nearest() {}

    /** "Did you mean …?", and all the names where that cannot help. */
    static String to(String mistyped, Collection<String> names) {
        return "Did you mean '" + nearest(mistyped, names).orElse("") + "'? There are: " + String.join(", ", names);
    }

    /** The name that is most like the mistyped one, if no more than a third of it is otherwise. */
    static Optional<String> ifNear(String mistyped, Collection<String> names) {
        return nearest(mistyped, names).filter(name -> distance(mistyped, name) * 3 <= mistyped.length());
    }

    private static Optional<String> nearest(String mistyped, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt((String name) -> distance(mistyped, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters to change, to add or to leave out (Levenshtein); case does not count. */
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
