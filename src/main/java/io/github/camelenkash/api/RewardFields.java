package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * The fields of a reward request under their canonical names, whatever spelling they came in. Reading them is liberal
 * (aliases, numbers or texts, blanks are absent); contradictions are refused.
 *
 * @param points amount to move, or null
 * @param reference the orderer's reference, or null
 * @param cardId the person's card, or null
 */
record RewardFields(
        String title,
        String firstName,
        String name,
        String gender,
        String email,
        String mobile,
        BigDecimal points,
        String reference,
        String cardId,
        String remarks) {

    /** Keeps {@code 250.00} as {@code 250.00}: the caller's scale is what goes on the wire (§14 row 24). */
    static final JsonNodeFactory JSON = new JsonNodeFactory(true);

    private static final Pattern MOBILE = Pattern.compile("(?:\\+?91|0)?(\\d{10})");
    private static final Pattern MOBILE_GROUPING = Pattern.compile("[\\s()-]");
    private static final int MOBILE_LENGTH = 10;
    /** A number with more zeros than this is no field's; written out, it could fill the memory. */
    private static final int MOST_ZEROS = 100;

    static RewardFields of(Map<String, ?> given) {
        var reference = reference(given);
        var amount = one(given, reference, RewardFields::sameAmount, "loadAmount", "points");
        return new RewardFields(
                single(given, reference, "title"),
                single(given, reference, "firstName"),
                single(given, reference, "name"),
                single(given, reference, "gender"),
                email(single(given, reference, "email"), reference),
                mobile(single(given, reference, "mobile"), reference),
                amount == null ? null : points(amount, reference),
                reference,
                cardId(given),
                single(given, reference, "remarks"));
    }

    /** The reference alone, whatever the other members hold; null where there is none. */
    static String reference(Map<String, ?> given) {
        return text(given, null, "uniqueReferenceNumber", "uniqueReferenceNum", "reference");
    }

    /** The card alone, whatever the other members hold; null where there is none. */
    static String cardId(Map<String, ?> given) {
        return text(given, null, "enkashCardId", "enKashCardId", "cardId");
    }

    /** The single call has one name field; {@code name} serves where only that is given. */
    String singleName() {
        return firstName != null ? firstName : name;
    }

    /** Bulk has one full-name field; {@code firstName} serves where only that is given. */
    String fullName() {
        return name != null ? name : firstName;
    }

    /** The person in canonical form: what makes two orders mean the same person. */
    List<String> who() {
        var who = new ArrayList<String>(3);
        if (cardId != null) {
            who.add("card:" + cardId);
        }
        if (mobile != null) {
            who.add("mobile:" + mobile);
        }
        if (email != null) {
            who.add("email:" + email.toLowerCase(Locale.ROOT));
        }
        return List.copyOf(who);
    }

    /** The person without the card, for a call that has no field for it. */
    List<String> whoWithoutCard() {
        return cardId == null
                ? who()
                : who().stream().filter(part -> !part.startsWith("card:")).toList();
    }

    /** Refuses a request that lacks one of these fields, naming all that are missing. */
    void require(String... names) {
        var missing = new ArrayList<String>();
        for (var name : names) {
            if (value(name) == null) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidRequestException(Failure.because("Missing "
                            + (missing.size() == 1 ? "field '" : "fields '") + String.join("', '", missing) + "'")
                    .field(missing.size() == 1 ? missing.get(0) : null)
                    .reference(reference)
                    .next("Fill " + (missing.size() == 1 ? "it" : "them")
                            + " in and send it again under the same reference"));
        }
    }

    private Object value(String name) {
        return switch (name) {
            case "title" -> title;
            case "firstName" -> singleName();
            case "name" -> fullName();
            case "gender" -> gender;
            case "email" -> email;
            case "mobile" -> mobile;
            case "loadAmount" -> points;
            default -> throw new IllegalArgumentException(name);
        };
    }

    static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static BigDecimal points(Object amount, String reference) {
        try {
            return Amounts.positive(amount, "loadAmount");
        } catch (InvalidRequestException e) {
            throw reference == null
                    ? e
                    : new InvalidRequestException(e.getFailure().reference(reference));
        }
    }

    private static String email(String email, String reference) {
        if (email != null && !isEmail(email)) {
            throw invalid(
                    "email", "The field 'email' is not an e-mail address", reference, "Write it like name@example.in");
        }
        return email;
    }

    /** A name, a domain and a top-level domain of letters; by hand, because an expression takes several times as long. */
    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        int dot = text.lastIndexOf('.');
        return at > 0
                && dot > at + 1
                && text.length() - dot > 2
                && isMadeOf(text, 0, at, "0123456789._%+-")
                && isMadeOf(text, at + 1, dot, "0123456789.-")
                && isMadeOf(text, dot + 1, text.length(), "");
    }

    /** Whether a part of a text has nothing but Latin letters and these others. */
    private static boolean isMadeOf(String text, int from, int to, String others) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Ten digits, however they were grouped and whether or not they had India's country code. */
    private static String mobile(String mobile, String reference) {
        if (mobile == null || isTenDigits(mobile)) {
            return mobile;
        }
        var plain = MOBILE_GROUPING.matcher(mobile);
        var matcher = MOBILE.matcher(plain.find() ? plain.replaceAll("") : mobile);
        if (!matcher.matches()) {
            throw invalid(
                    "mobile",
                    "The field 'mobile' is not a ten-digit Indian mobile number",
                    reference,
                    "Write ten digits, with or without +91");
        }
        return matcher.group(1);
    }

    /** As most of them are written. */
    private static boolean isTenDigits(String text) {
        if (text.length() != MOBILE_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A member that has one name, as text; null where it is absent. */
    private static String single(Map<String, ?> given, String reference, String name) {
        var value = given.get(name);
        return value == null || isBlank(value, name, reference) ? null : plain(value);
    }

    /** A member as text, under any of these names; null where it is absent. Also for the calls of other products. */
    static String text(Map<String, ?> given, String reference, String... names) {
        var value = one(given, reference, (one, other) -> plain(one).equals(plain(other)), names);
        return value == null ? null : plain(value);
    }

    /** The value given under any of these names; two different values for one thing are refused. */
    private static Object one(
            Map<String, ?> given, String reference, BiPredicate<Object, Object> same, String... names) {
        Object found = null;
        String foundName = null;
        for (var name : names) {
            var value = given.get(name);
            if (value == null || isBlank(value, name, reference)) {
                continue;
            }
            if (found != null && !same.test(found, value)) {
                throw invalid(
                        name,
                        "The fields '" + foundName + "' and '" + name + "' mean the same and differ",
                        reference,
                        "Give one of them, or the same value in both");
            }
            found = value;
            foundName = name;
        }
        return found;
    }

    private static boolean isBlank(Object value, String name, String reference) {
        if (value instanceof String text) {
            return text.isBlank();
        }
        if (value instanceof Map
                || value instanceof Iterable
                || value.getClass().isArray()) {
            throw invalid(
                    name,
                    "The field '" + name + "' holds a list or an object where a single value belongs",
                    reference,
                    "Give it one text or number");
        }
        return value.toString().isBlank();
    }

    private static boolean sameAmount(Object one, Object other) {
        return Amounts.same(Amounts.decimal(one, "loadAmount"), Amounts.decimal(other, "points"));
    }

    /** A scalar as text: numbers without an exponent, so that a mobile number read as a double keeps its digits. */
    private static String plain(Object value) {
        if (value instanceof String text) {
            return text.trim();
        }
        if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                return value.toString();
            }
            var decimal = new BigDecimal(value.toString());
            return (decimal.stripTrailingZeros().scale() <= 0 ? decimal.setScale(0) : decimal).toPlainString();
        }
        if (value instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) > MOST_ZEROS ? decimal.toString() : decimal.toPlainString();
        }
        return value.toString().trim();
    }

    private static InvalidRequestException invalid(String field, String what, String reference, String next) {
        return new InvalidRequestException(
                Failure.because(what).field(field).reference(reference).next(next));
    }

    @Override
    public String toString() {
        return "RewardFields[reference=" + Masking.reference(reference) + "]";
    }
}
