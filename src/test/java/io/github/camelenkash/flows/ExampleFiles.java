package io.github.camelenkash.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that an example leaves or should leave, by name; what differs from run to run is a word in braces. */
final class ExampleFiles {

    /** In file names, where braces are awkward, they are words in capitals. */
    private static final Map<Pattern, String> IN_NAMES = patterns(
            "^(.*/)?\\d{17}-", "$1TIME-",
            "(movements)-\\d{8}-\\d{4,9}", "$1-TIME",
            "\\d{8}-\\d{9}", "TIME",
            "(?<=/)\\d{4}-\\d\\d(?=[.-])", "MONTH");

    private static final Map<Pattern, String> IN_TEXTS = patterns(
            "(http://127\\.0\\.0\\.1):\\d+", "$1:{port}",
            "(/sso)/[^/\\s]+/", "$1/{token}/",
            "\\d{1,2} \\p{Lu}\\p{Ll}+ \\d{4}, \\d\\d:\\d\\d:\\d\\d [+-]\\d\\d:\\d\\d", "{time}",
            "(?<![\\w-])\\d{4}-\\d\\d(?![\\d-])", "{month}",
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)?", "{time}");

    /** Lists that are written again and again: how many there are depends on how long it runs. */
    private static final Pattern LATEST_COUNTS = Pattern.compile("(^|/)movements-TIME\\.csv$");

    /** The pages of files that are dropped only to have something to begin with; the first example shows one. */
    private static final Pattern PAGE_BESIDES = Pattern.compile("^rewards/.*\\.report\\.html$");

    private ExampleFiles() {}

    private static Map<Pattern, String> patterns(String... pairs) {
        var patterns = new LinkedHashMap<Pattern, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            patterns.put(Pattern.compile(pairs[i]), pairs[i + 1]);
        }
        return patterns;
    }

    /** The files in a folder as they are. */
    static Map<String, String> in(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).sorted().toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }

    /** The files that a run has left: no databases, and nothing of the example's data that was only moved to {@code done}. */
    static Map<String, String> leftIn(Path folder, Path data) throws IOException {
        var given = in(data).values();
        var left = new TreeMap<String, String>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).sorted().toList()) {
                var name = name(folder.relativize(file));
                // The ledger, and what H2 tells of it: its own assertions, which tests switch on, may stop the tidying
                // of a
                // file that is being closed.
                if (name.endsWith(".mv.db")
                        || name.endsWith(".trace.db")
                        || PAGE_BESIDES.matcher(name).find()) {
                    continue;
                }
                var content = Files.readString(file);
                boolean moved = file.getParent().endsWith("done") && given.contains(content);
                if (!moved) {
                    left.put(free(name, left), plain(content));
                }
            }
        }
        return left;
    }

    private static String name(Path file) {
        return replaced("/" + file.toString().replace('\\', '/'), IN_NAMES).substring(1);
    }

    /** Two files may differ in nothing but the time in their names: the later one gets a number. */
    private static String free(String name, Map<String, String> taken) {
        if (LATEST_COUNTS.matcher(name).find()) {
            return name;
        }
        var free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            free = name.replaceFirst("(\\.\\w+)$", "-" + i + "$1");
        }
        return free;
    }

    /** A text without what differs from run to run. */
    static String plain(String text) {
        return replaced(text, IN_TEXTS);
    }

    private static String replaced(String text, Map<Pattern, String> patterns) {
        var result = text;
        for (var pattern : patterns.entrySet()) {
            result = pattern.getKey().matcher(result).replaceAll(pattern.getValue());
        }
        return result;
    }
}
