package io.github.camelenkash.api;

import java.util.Locale;

/** Which way points move, seen from the person's card; the constants are EnKash's {@code transactionType} (§7.2). */
public enum Direction {
    /** Credit: from the company's account to the card. */
    CR("ALLOCATE_POINT"),
    /** Debit: from the card back to the company's account. */
    DR("UNALLOCATE_POINT");

    private final String type;

    Direction(String type) {
        this.type = type;
    }

    /** EnKash's {@code type} that goes with this {@code transactionType}. */
    public String type() {
        return type;
    }

    /**
     * Reads a direction as the service may write it: {@code CR}/{@code DR}, or one of the {@code type} words.
     *
     * @return null where the text says neither
     */
    public static Direction read(String text) {
        if (text == null) {
            return null;
        }
        return switch (text.trim().toUpperCase(Locale.ROOT)) {
            case "CR", "CREDIT", "ALLOCATE_POINT" -> CR;
            case "DR", "DEBIT", "UNALLOCATE_POINT" -> DR;
            default -> null;
        };
    }
}
