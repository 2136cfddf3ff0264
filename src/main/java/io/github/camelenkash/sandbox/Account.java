package io.github.camelenkash.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One card account: a pool of points, its cards and its bookings. Guarded by the lock of {@link Bank}. */
final class Account {

    final String id;
    final Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
    final Map<String, BookedCard> cards = new LinkedHashMap<>();
    final List<Booking> bookings = new ArrayList<>();
    final Map<String, List<Booking>> byReference = new HashMap<>();
    private final Map<String, String> cardByMobile = new HashMap<>();
    private final Map<String, String> cardByEmail = new HashMap<>();
    BigDecimal availableBalance;

    Account(String id, BigDecimal availableBalance) {
        this.id = id;
        this.availableBalance = availableBalance;
    }

    void put(BookedCard card) {
        cards.put(card.cardId(), card);
        // under BOTH a second person may share a mobile; the first keeps the index, as the oldest match
        cardByMobile.putIfAbsent(card.mobile(), card.cardId());
        cardByEmail.putIfAbsent(key(card.email()), card.cardId());
    }

    BookedCard byMobile(String mobile) {
        return mobile == null ? null : cards.get(cardByMobile.get(mobile));
    }

    BookedCard byEmail(String email) {
        return email == null ? null : cards.get(cardByEmail.get(key(email)));
    }

    BookedCard byBoth(String mobile, String email) {
        return cards.values().stream()
                .filter(card ->
                        card.mobile().equals(mobile) && key(card.email()).equals(key(email)))
                .findFirst()
                .orElse(null);
    }

    void add(Booking booking) {
        bookings.add(booking);
        byReference
                .computeIfAbsent(booking.reference(), reference -> new ArrayList<>())
                .add(booking);
    }

    /** Letter case does not make another person. */
    private static String key(String email) {
        return email == null ? null : email.toLowerCase(java.util.Locale.ROOT);
    }
}
