package io.github.camelenkash.ledger;

/** Where a movement stands. The steps between states are listed in {@link Step}. */
public enum State {
    /** Known, and not on its way: it was provably not sent, or its absence is believed. It may be sent. */
    RESERVED,
    /** Being sent by the owner of the row, until the lease is over. */
    SENT,
    /** Sent, and what happened is not known. It is looked up before anything else. */
    UNKNOWN,
    /** EnKash said no. The reference may be used again. */
    REFUSED,
    /** Paid. Final. */
    PAID,
    /** Contradictory, or never to be known by machine. A person decides. */
    PARKED
}
