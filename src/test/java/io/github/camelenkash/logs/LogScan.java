package io.github.camelenkash.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks through a log for what must not be in one: every secret that the tests use, by its value, and by their shape the
 * mobiles, e-mail addresses, tokens, SSO links and vouchers, so that those of tests to come are found as well.
 */
final class LogScan {

    /** Values of tests that have no shape. */
    private static final List<String> VALUES = List.of(
            "sandbox-password",
            "5a4db0c5e1f24b7f9d0a6c3e8b2175940fdec0de",
            "not-the-password",
            "the-password",
            "the-client-secret",
            "pass word",
            "pass+word",
            "demo-client-secret-0001",
            "bearer-secret",
            "refresh-secret",
            "sso-secret");

    private static final Map<String, Pattern> SHAPES = shapes();

    private LogScan() {}

    private static Map<String, Pattern> shapes() {
        var shapes = new LinkedHashMap<String, Pattern>();
        // Not in the middle of a word or of a longer number.
        shapes.put("a whole mobile", Pattern.compile("(?<![\\w.])(?:\\+?91[- ]?|0)?[6-9]\\d{9}(?![\\w.]\\w|\\w)"));
        shapes.put("a whole e-mail address", Pattern.compile("[\\w.%+-]{2,}@[\\w-]+(?:\\.[\\w-]+)*\\.[a-z]{2,}"));
        shapes.put("a voucher's number", Pattern.compile("(?<!\\d)7\\d{15}(?!\\d)"));
        shapes.put("an SSO link", Pattern.compile("/sso/[^/\\s]+/"));
        shapes.put("an authorization", Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[\\w+/=.-]{8,}"));
        // What identifies owners has dashes, what is a hash has only hexadecimal digits in lower case.
        shapes.put(
                "a token",
                Pattern.compile("(?<![\\w/.-])(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])(?=[\\w-]*\\d)[\\w-]{24,}(?![\\w/.-])"));
        shapes.put(
                "a password",
                Pattern.compile("(?i)(?:password|secret|passwd)\\s*[=:]\\s*(?!xxx|\\*|null)[^\\s,;&\\])}]+"));
        return shapes;
    }

    /**
     * What is wrong with a log, a line for each find; the find itself is not repeated.
     *
     * @param log is read to its end
     */
    static List<String> scan(BufferedReader log) throws IOException {
        var found = new ArrayList<String>();
        long number = 0;
        for (var line = log.readLine(); line != null; line = log.readLine()) {
            number++;
            for (var shape : SHAPES.entrySet()) {
                if (shape.getValue().matcher(line).find()) {
                    found.add("line " + number + " has " + shape.getKey() + ": " + head(line));
                }
            }
            for (var value : VALUES) {
                if (line.contains(value)) {
                    found.add("line " + number + " has a secret of the tests: " + head(line));
                }
            }
        }
        return found;
    }

    /** Time, level and logger: where to look. */
    private static String head(String line) {
        int end = line.indexOf(" - ");
        return end < 0 ? "a further line of a message" : line.substring(0, end);
    }
}
