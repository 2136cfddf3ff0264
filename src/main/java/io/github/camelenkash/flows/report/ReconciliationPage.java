package io.github.camelenkash.flows.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * The page of a reconciliation: one HTML document that needs nothing from elsewhere, runs no script, and prints. Texts are
 * escaped by FreeMarker.
 *
 * @param name of the personnel file
 * @param period in words
 * @param made when, in words
 * @param csv name of the file that has all differences
 * @param totals what each side has, in words
 * @param agreed how many references all sides agree about
 * @param kinds the kinds of differences
 */
public record ReconciliationPage(
        String name, String period, String made, String csv, List<Total> totals, long agreed, List<Kind> kinds) {

    private static final String TEMPLATE = "reconciliation.ftlh";

    /** A side, with how many awards it has and how many points they are. */
    public record Total(String side, String count, String points) {}

    /**
     * A kind of difference.
     *
     * @param count how many there are
     * @param rows the first few
     */
    public record Kind(String name, String title, String meaning, String whatToDo, long count, List<Row> rows) {

        /** How many are not on the page. */
        public long more() {
            return count - rows.size();
        }
    }

    /** A difference, in words; empty where there is nothing to say. */
    public record Row(String reference, String hr, String ledger, String enkash, String transactions) {}

    /** How many differences there are. */
    public long differences() {
        return kinds.stream().mapToLong(Kind::count).sum();
    }

    /** Writes the page, and leaves the writer open. */
    public void write(Writer out) throws IOException {
        Templates.process(TEMPLATE, Map.of("page", this), out);
    }
}
