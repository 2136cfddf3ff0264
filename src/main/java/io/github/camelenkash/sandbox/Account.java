package io.github.camelenkash.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One card account: a pool of points, its cards and its bookings. Guarded by the lock of {@link Bank}. */
final class Account {

    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    final String id;
    final Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
    final Map<String, BookedCard> cards = new LinkedHashMap<>();
    final List<Booking> bookings = new ArrayList<>();
    final Map<String, List<Booking>> byReference = new HashMap<>();
    private final Map<String, String> cardByMobile = new HashMap<>();
    private final Map<String, String> cardByEmail = new HashMap<>();
    private final Map<YearMonth, BigDecimal> creditedByMonth = new HashMap<>();
    // running totals: the balance is read far too often to add up every booking each time
    private BigDecimal credited = BigDecimal.ZERO;
    private BigDecimal onCards = BigDecimal.ZERO;
    BigDecimal availableBalance;

    Account(String id, BigDecimal availableBalance) {
        this.id = id;
        this.availableBalance = availableBalance;
    }

    void put(BookedCard card) {
        BookedCard before = cards.put(card.cardId(), card);
        onCards = onCards.add(card.otbBalance());
        if (before != null) {
            onCards = onCards.subtract(before.otbBalance());
        }
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
                .filter(card -> Objects.equals(card.mobile(), mobile) && Objects.equals(key(card.email()), key(email)))
                .findFirst()
                .orElse(null);
    }

    void add(Booking booking) {
        bookings.add(booking);
        byReference
                .computeIfAbsent(booking.reference(), reference -> new ArrayList<>())
                .add(booking);
        if (booking.isCredit()) {
            credited = credited.add(booking.amount());
            creditedByMonth.merge(monthOf(booking.time()), booking.amount(), BigDecimal::add);
        }
    }

    /** Everything that was ever credited. */
    BigDecimal credited() {
        return credited;
    }

    /** What was credited in the month of a moment. */
    BigDecimal creditedInMonthOf(Instant now) {
        return creditedByMonth.getOrDefault(monthOf(now), BigDecimal.ZERO);
    }

    /** What all persons together could redeem. */
    BigDecimal onCards() {
        return onCards;
    }

    /** A month begins at midnight in India (assumed). */
    private static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atZone(INDIA));
    }

    /** Letter case does not make another person. */
    private static String key(String email) {
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }
}
