package io.github.camelenkash.flows;

import io.github.camelenkash.api.Card;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Who a row is for, as far as rows can be told to be for the same person. */
final class Person {

    private static final Pattern NO_DIGIT = Pattern.compile("\\D");
    private static final int MOBILE_LENGTH = 10;

    private Person() {}

    /** One name for the person of a row that has passed its checks: the mobile, else the card, else the address. */
    static String of(RewardRow row) {
        return names(row.text("mobile"), row.text(RewardColumns.CARD), row.text("email")).stream()
                .findFirst()
                .orElse("");
    }

    /** The people that EnKash knows. */
    static Set<String> known(List<Card> cards) {
        var known = new HashSet<String>();
        cards.forEach(card -> known.addAll(names(card.mobile(), card.cardId(), card.email())));
        return known;
    }

    /** Whether EnKash knows the person of a row by one of these names. */
    static boolean isKnown(RewardRow row, Set<String> known) {
        return names(row.text("mobile"), row.text(RewardColumns.CARD), row.text("email")).stream()
                .anyMatch(known::contains);
    }

    private static List<String> names(String mobile, String card, String email) {
        var names = new java.util.ArrayList<String>(3);
        var digits = mobile == null ? "" : NO_DIGIT.matcher(mobile).replaceAll("");
        if (digits.length() >= MOBILE_LENGTH) {
            names.add("mobile:" + digits.substring(digits.length() - MOBILE_LENGTH));
        }
        if (card != null && !card.isBlank()) {
            names.add("card:" + card);
        }
        if (email != null && !email.isBlank()) {
            names.add("email:" + email.toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
