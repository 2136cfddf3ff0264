package io.github.camelenkash.ledger;

/** What becomes of a movement that was sent, has no answer, and is believed absent. */
public enum UnknownPolicy {
    /** It may be sent again. The right choice unless an effect can appear later than {@code settleWindow}. */
    resend,
    /** It is parked for a person. */
    park
}
