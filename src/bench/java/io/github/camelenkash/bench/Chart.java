package io.github.camelenkash.bench;

import java.util.List;
import java.util.Locale;

/** Bars as SVG, one for each contender. */
final class Chart {

    private static final int WIDTH = 860;
    private static final int LABELS = 380;
    private static final int BAR = 26;

    private Chart() {}

    static String of(String title, List<Figures> figures) {
        double most = figures.stream()
                .mapToDouble(each -> each.median(Round::callsPerSecond))
                .max()
                .orElse(1);
        int height = 50 + figures.size() * BAR;
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"13\"><title>%s</title><rect width=\"%1$d\" height=\"%2$d\" fill=\"#fff\"/>"
                        + "<text x=\"10\" y=\"24\" font-size=\"15\">%3$s</text>%n",
                WIDTH,
                height,
                title));
        int y = 40;
        for (var each : figures) {
            double value = each.median(Round::callsPerSecond);
            boolean own = each.contender().title().contains("enkash:");
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\""
                            + " height=\"18\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%,.0f</text>%n",
                    LABELS - 8,
                    y + 14,
                    each.contender().title().replace("`", ""),
                    LABELS,
                    y,
                    Math.max(1, value / most * (WIDTH - LABELS - 90)),
                    own ? "#1b6e53" : "#9aa3ad",
                    LABELS + value / most * (WIDTH - LABELS - 90) + 6,
                    y + 14,
                    value));
            y += BAR;
        }
        return svg.append("</svg>\n").toString();
    }
}
