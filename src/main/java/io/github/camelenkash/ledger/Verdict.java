package io.github.camelenkash.ledger;

/** What a person decides of a movement that no machine could settle. */
public enum Verdict {
    /** The points moved. Final. */
    PAID,
    /** They did not, and the order may be sent again. */
    NOT_PAID
}
