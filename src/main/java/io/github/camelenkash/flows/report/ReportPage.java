package io.github.camelenkash.flows.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes the page of a file: one HTML document that needs nothing from elsewhere, runs no script, and prints. Every text in
 * it is escaped by FreeMarker, because names of files and columns, and EnKash's words, come from outside.
 */
public final class ReportPage {

    private static final String TEMPLATE = "report.ftlh";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss xxx", Locale.UK);

    private ReportPage() {}

    /** Whether FreeMarker is there. */
    public static boolean isPossible() {
        try {
            Class.forName("freemarker.template.Configuration", false, ReportPage.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Writes the page, and leaves the writer open. */
    public static void write(FilePage page, Writer out) throws IOException {
        var model = new HashMap<String, Object>();
        model.put("page", page);
        model.put("ended", TIME.format(page.ended()));
        model.put("balanceBefore", text(page.balanceBefore()));
        model.put("balanceAfter", text(page.balanceAfter()));
        model.put("rowBars", Bars.of(page.tally().rows()));
        model.put("pointBars", Bars.of(page.tally().points()));
        model.put("rowsInAll", sum(page.tally().rows(), BigDecimal::valueOf));
        model.put("pointsInAll", sum(page.tally().points(), Function.identity()));
        model.put("lists", lists(page.tally()));
        Templates.process(TEMPLATE, model, out);
    }

    private static String text(BigDecimal points) {
        return points == null ? "not known" : Points.shown(points);
    }

    private static <N> String sum(Map<String, N> numbers, Function<N, BigDecimal> exact) {
        return Points.shown(numbers.values().stream().map(exact).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static Map<String, Object> lists(RowTally tally) {
        var lists = new LinkedHashMap<String, Object>();
        for (var kind : RowTally.Kind.values()) {
            var rows = tally.listed(kind);
            lists.put(
                    kind.name(),
                    Map.of("rows", rows, "total", tally.total(kind), "more", tally.total(kind) - rows.size()));
        }
        return lists;
    }
}
