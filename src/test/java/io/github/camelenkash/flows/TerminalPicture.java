package io.github.camelenkash.flows;

import java.util.List;

/** Lines of a terminal as an SVG, for a README. A line that begins with a dollar sign is what somebody typed. */
final class TerminalPicture {

    private static final int LINE = 21;
    private static final int TOP = 62;
    private static final int MARGIN = 22;
    /** Of the fonts that a browser may take the widest; a narrower one leaves some room at the right. */
    private static final double CHARACTER = 8.45;

    private TerminalPicture() {}

    static String of(List<String> lines) {
        int longest = lines.stream().mapToInt(String::length).max().orElse(0);
        int width = (int) Math.ceil(longest * CHARACTER) + 2 * MARGIN;
        int height = TOP + lines.size() * LINE;
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" viewBox="0 0 %d %d" width="%d" height="%d">
                <title id="title">What the quickstart prints</title>
                <rect width="%d" height="%d" rx="10" fill="#1e2127"/>
                <g fill="#5c6370"><circle cx="24" cy="22" r="6"/><circle cx="44" cy="22" r="6"/><circle cx="64" cy="22" r="6"/></g>
                <g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#dcdfe4">
                """.formatted(width, height, width, height, width, height));
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.isBlank()) {
                svg.append("<text x=\"%d\" y=\"%d\"%s>%s</text>\n"
                        .formatted(
                                MARGIN,
                                TOP + i * LINE,
                                line.startsWith("$") ? " fill=\"#98c379\"" : "",
                                escaped(line)));
            }
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private static String escaped(String text) {
        // Spaces that stay as many as there are, whatever draws it.
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(" ", "&#160;");
    }
}
