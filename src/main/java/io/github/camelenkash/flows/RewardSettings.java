package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.TimeUtils;

/**
 * What the user sets for reward files, read from properties of one prefix ({@code csvDrop.…}). A name that is none of them
 * is refused, because a mistyped limit would be no limit.
 *
 * @param prefix what stands, with a dot, before the name of each property
 * @param mostPoints the most that one row may have, or null for no limit
 * @param mostPointsPerPerson the most that the rows of one person may add up to within a file, or null
 * @param mostPointsPerFile the most that may be still to pay of a file, or null
 * @param stopAfterUnknown after how many rows in succession without a usable answer nothing more is sent
 * @param allOrNothing whether one row that cannot be paid refuses the file
 * @param payWhatFits whether a file that the balance does not cover is paid as far as it goes, instead of refused
 * @param dryRun whether nothing is to move
 * @param approvalAbove a file of which more points than this are still to pay needs an approval; null: none does
 * @param fourEyes whether who approves must be another one than who prepared the file
 * @param sheet the sheet of a workbook, or null for the first one that is not hidden
 * @param columnNames what columns may be called
 * @param reference how references are built, or null where a column has them
 * @param constants parts of the reference that are the same in each row: {@code programme} and {@code period}
 * @param unknownPeople what becomes of people who have no card at EnKash yet
 * @param history JDBC URL of what remembers who was paid lately, or null
 * @param likelyDuplicateDays for how many days the same points for the same person look like a duplicate
 * @param likelyDuplicates what becomes of what looks like a duplicate
 * @param perquisiteThreshold above how many points in a financial year a person is counted, or null
 * @param progress from one line of the log to the next, on how far a file is; zero: there are none
 */
record RewardSettings(
        String prefix,
        BigDecimal mostPoints,
        BigDecimal mostPointsPerPerson,
        BigDecimal mostPointsPerFile,
        int stopAfterUnknown,
        boolean allOrNothing,
        boolean payWhatFits,
        boolean dryRun,
        BigDecimal approvalAbove,
        boolean fourEyes,
        String sheet,
        ColumnNames columnNames,
        ReferenceTemplate reference,
        Map<String, String> constants,
        Suspicion unknownPeople,
        String history,
        int likelyDuplicateDays,
        Suspicion likelyDuplicates,
        BigDecimal perquisiteThreshold,
        Duration progress) {

    /** What to do with a row that may be right, or may not. */
    enum Suspicion {
        /** Nobody looks. */
        ignore,
        /** It is paid, and the report says how many there are. */
        report,
        /** It is refused. */
        refuse
    }

    private static final String COLUMNS = "columns.";

    /** All names, without the prefix. */
    static final List<String> NAMES = List.of(
            "mostPoints",
            "mostPointsPerPerson",
            "mostPointsPerFile",
            "stopAfterUnknown",
            "allOrNothing",
            "payWhatFits",
            "dryRun",
            "approvalAbove",
            "fourEyes",
            "sheet",
            "ignoreColumns",
            "reference",
            "programme",
            "period",
            "unknownPeople",
            "history",
            "likelyDuplicateDays",
            "likelyDuplicates",
            "perquisiteThreshold",
            "progress");

    /** A property as a person writes it. */
    String property(String name) {
        return prefix + "." + name;
    }

    /** Nothing set. */
    static RewardSettings usual() {
        return of("csvDrop", List.of(), Map.of());
    }

    /**
     * Reads what is set.
     *
     * @param prefix what stands before each name and a dot, for the errors
     * @param others names that are somebody else's business
     * @param set name without the prefix → value
     * @throws IllegalArgumentException naming the property that cannot be
     */
    static RewardSettings of(String prefix, List<String> others, Map<String, String> set) {
        var known = Stream.concat(NAMES.stream(), others.stream()).sorted().toList();
        var columns = new TreeMap<String, String>();
        set.forEach((name, value) -> {
            if (name.startsWith(COLUMNS)) {
                columns.put(name.substring(COLUMNS.length()), value);
            } else if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no property '" + prefix + "." + name + "'. " + Nearest.to(name, known));
            }
        });
        return new Reader(prefix, set).read(columns);
    }

    /** Reads single values. */
    private record Reader(String prefix, Map<String, String> set) {

        RewardSettings read(Map<String, String> columns) {
            var reference = text("reference") == null ? null : ReferenceTemplate.of(text("reference"));
            var ignored = text("ignoreColumns") == null
                    ? Set.<String>of()
                    : Arrays.stream(text("ignoreColumns").split(","))
                            .map(String::strip)
                            .collect(Collectors.toSet());
            var constants = new HashMap<String, String>();
            for (var name : List.of("programme", "period")) {
                if (text(name) != null) {
                    constants.put(name, text(name));
                }
            }
            return new RewardSettings(
                    prefix,
                    points("mostPoints"),
                    points("mostPointsPerPerson"),
                    points("mostPointsPerFile"),
                    count("stopAfterUnknown", 10),
                    flag("allOrNothing"),
                    flag("payWhatFits"),
                    flag("dryRun"),
                    points("approvalAbove"),
                    flag("fourEyes"),
                    text("sheet"),
                    new ColumnNames(columns, ignored, reference == null ? List.of() : reference.parts()),
                    reference,
                    Map.copyOf(constants),
                    suspicion("unknownPeople", Suspicion.ignore),
                    text("history"),
                    count("likelyDuplicateDays", 7),
                    suspicion("likelyDuplicates", Suspicion.report),
                    counted("perquisiteThreshold"),
                    duration("progress", Duration.ofSeconds(10)));
        }

        private String text(String name) {
            var value = set.get(name);
            return value == null || value.isBlank() ? null : value.strip();
        }

        private BigDecimal points(String name) {
            var text = text(name);
            if (text == null) {
                return null;
            }
            if (!text.matches("\\d{1,15}(\\.\\d{1,2})?")) {
                throw wrong(name, "a number of points such as 5000");
            }
            return new BigDecimal(text);
        }

        private int count(String name, int otherwise) {
            var text = text(name);
            if (text == null) {
                return otherwise;
            }
            if (!text.matches("[1-9]\\d{0,8}")) {
                throw wrong(name, "a whole number, 1 or more");
            }
            return Integer.parseInt(text);
        }

        /** Points that are compared with what the history knows. */
        private BigDecimal counted(String name) {
            var points = points(name);
            if (points != null && text("history") == null) {
                throw new IllegalArgumentException("The property '" + prefix + "." + name + "' needs " + prefix
                        + ".history, where it is counted who was paid what");
            }
            return points;
        }

        /** As anywhere in Camel: {@code 10s}, or milliseconds. */
        private Duration duration(String name, Duration otherwise) {
            var text = text(name);
            if (text == null) {
                return otherwise;
            }
            if (!text.matches("\\d{1,9}(ms|s|m|h)?")) {
                throw wrong(name, "a duration such as 10s");
            }
            return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
        }

        private boolean flag(String name) {
            var text = text(name);
            if (text != null && !text.matches("true|false")) {
                throw wrong(name, "true or false");
            }
            return "true".equals(text);
        }

        private Suspicion suspicion(String name, Suspicion otherwise) {
            var text = text(name);
            if (text == null) {
                return otherwise;
            }
            return Arrays.stream(Suspicion.values())
                    .filter(value -> value.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> wrong(name, "ignore, report or refuse"));
        }

        private IllegalArgumentException wrong(String name, String wanted) {
            return new IllegalArgumentException(
                    "The property '" + prefix + "." + name + "' is not " + wanted + ": " + text(name));
        }
    }
}
