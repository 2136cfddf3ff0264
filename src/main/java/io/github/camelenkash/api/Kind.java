package io.github.camelenkash.api;

/**
 * What a reference names. References of different kinds live apart in the ledger: a voucher order and an allocation may
 * share a text without being the same movement.
 */
public enum Kind {
    /** Points on a card: rewards and incentives together. */
    points,
    /** Voucher orders (§10.6). */
    orders,
    /** EnKash coins (§11.4). No search exists for them. */
    coins;

    /** The kind that a text names, or null where it names none. */
    public static Kind read(String text) {
        for (var kind : values()) {
            if (kind.name().equalsIgnoreCase(text.trim())) {
                return kind;
            }
        }
        return null;
    }
}
