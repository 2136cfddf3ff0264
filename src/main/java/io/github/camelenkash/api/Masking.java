package io.github.camelenkash.api;

import java.util.regex.Pattern;

/**
 * Keeps personal data and secrets out of everything that is read by people or machines that need not know them. Used by
 * every {@code toString} and every message; bodies themselves are never masked.
 */
public final class Masking {

    private static final int LONGEST_MESSAGE = 300;
    private static final int DIGITS_OF_A_MOBILE = 10;
    private static final int SHORTEST_TOKEN = 20;
    private static final Pattern EMAIL =
            Pattern.compile("([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]*(?:@|%40)([A-Za-z0-9.-]+)");
    /** Ten digits that start as Indian mobiles do, in one or two groups, with or without a country code. */
    private static final Pattern MOBILE =
            Pattern.compile("(?<![0-9A-Za-z])(?:\\+?91[ -]?|0)?[6-9]\\d{4}[ -]?\\d(\\d{4})(?!\\d)");
    /**
     * What looks like a token: a word of URL-safe characters in which small letters, capitals and digits are mixed, as
     * EnKash's are (§3.1), or a longer one with a digit, such as a UUID or a key in hexadecimal.
     */
    private static final Pattern TOKEN = Pattern.compile("(?=[\\w+/=-]*\\d)[\\w+/=-]{32,}"
            + "|(?<![\\w-])(?=[\\w-]*\\d)(?=[\\w-]*[a-z])(?=[\\w-]*[A-Z])[\\w-]{20,}");

    /** Sixteen digits or a few more, together or in fours, as vouchers and cards are numbered. */
    private static final Pattern VOUCHER =
            Pattern.compile("(?<![0-9A-Za-z])\\d{4}([ -]?)\\d{4}\\1\\d{4}\\1\\d{4}\\d{0,3}(?![0-9A-Za-z])");
    /** What follows the word PIN and has a digit in it. */
    private static final Pattern PIN = Pattern.compile("(?i)(\\bpin\\b\\W{1,4})(?=[\\w-]*\\d)[\\w-]+");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}]+");

    private Masking() {}

    /**
     * A text from outside, fit for a log: one line, bounded, with addresses, mobiles, voucher numbers, PINs and token-like
     * words masked.
     */
    public static String clean(String text) {
        if (text == null) {
            return null;
        }
        var line = people(text);
        return bounded(vouchers(hasShortWords(line) ? line : TOKEN.matcher(line).replaceAll("***")));
    }

    private static String vouchers(String line) {
        // Both have digits in them, which most messages have none of.
        return digits(line) == 0
                ? line
                : PIN.matcher(VOUCHER.matcher(line).replaceAll("***")).replaceAll("$1***");
    }

    /** A reference, fit for a log: as {@link #clean}, but a long word is shown, because the orderer chose it as a name. */
    public static String reference(String reference) {
        return reference == null ? null : bounded(people(reference));
    }

    private static String people(String text) {
        var line = text.length() > 4 * LONGEST_MESSAGE ? text.substring(0, 4 * LONGEST_MESSAGE) : text;
        if (isPlain(line)) {
            return line;
        }
        line = CONTROL.matcher(line).replaceAll(" ");
        line = EMAIL.matcher(line).replaceAll("$1***@$2");
        return MOBILE.matcher(line).replaceAll("******$1");
    }

    /** Whether none of the patterns can be in it: nearly every reference and every answer is so, and this is quick. */
    private static boolean isPlain(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '@' || c == '%' || c < ' ' || c >= 0x7F) {
                return false;
            }
        }
        return digits(line) < DIGITS_OF_A_MOBILE;
    }

    private static int digits(String line) {
        int digits = 0;
        for (int i = 0; i < line.length(); i++) {
            digits += line.charAt(i) >= '0' && line.charAt(i) <= '9' ? 1 : 0;
        }
        return digits;
    }

    /** Whether no word is as long as a token. */
    private static boolean hasShortWords(String line) {
        int length = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean separates = c == ' ' || c == '.' || c == ',' || c == ':' || c == '(' || c == ')' || c == '\'';
            length = separates ? 0 : length + 1;
            if (length >= SHORTEST_TOKEN) {
                return false;
            }
        }
        return true;
    }

    private static String bounded(String line) {
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
    }

    /** The first letter and the domain of an e-mail address; null stays null. */
    public static String email(String email) {
        if (email == null) {
            return null;
        }
        int at = email.indexOf('@');
        return at < 1 ? "***" : email.charAt(0) + "***" + email.substring(at);
    }

    /** The last four digits of a mobile number; null stays null. */
    public static String mobile(String mobile) {
        if (mobile == null) {
            return null;
        }
        return mobile.length() <= 4 ? "***" : "******" + mobile.substring(mobile.length() - 4);
    }

    /** Stands for a secret that is set; null stays null. */
    public static String secret(Object secret) {
        return secret == null ? null : "***";
    }
}
