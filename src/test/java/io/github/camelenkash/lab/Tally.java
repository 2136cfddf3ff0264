package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Books;
import java.util.Set;

/**
 * What became of rows that were ordered, counted on the server's side.
 *
 * @param rows how many were ordered, each under a reference of its own
 * @param credits how many credits the server has made
 * @param duplicates credits beyond the first of a row
 * @param lost rows without a credit
 * @param unordered credits under references that nobody ordered
 */
record Tally(int rows, int credits, int duplicates, int lost, int unordered) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    static Tally of(Set<String> ordered, Books books) {
        int credits = 0;
        int duplicates = 0;
        int unordered = 0;
        var credited = books.creditsByReference();
        for (var entry : credited.entrySet()) {
            credits += entry.getValue();
            if (ordered.contains(entry.getKey())) {
                duplicates += entry.getValue() - 1;
            } else {
                unordered += entry.getValue();
            }
        }
        int lost = (int) ordered.stream()
                .filter(reference -> !credited.containsKey(reference))
                .count();
        return new Tally(ordered.size(), credits, duplicates, lost, unordered);
    }

    Tally plus(Tally other) {
        return new Tally(
                rows + other.rows,
                credits + other.credits,
                duplicates + other.duplicates,
                lost + other.lost,
                unordered + other.unordered);
    }

    /** Each row once, and nothing else. */
    void assertExactlyOnce() {
        assertThat(this).isEqualTo(new Tally(rows, rows, 0, 0, 0));
    }

    @Override
    public String toString() {
        return rows + " rows, " + credits + " credits on the server, duplicates " + duplicates + ", lost " + lost;
    }
}
