package io.github.camelenkash.api;

/** What became of a movement. Travels as the header {@code CamelEnkashOutcome} and in every receipt and row result. */
public enum Outcome {
    /** The points moved, under this reference, once. */
    PAID,
    /** This reference was paid before; nothing was sent now. */
    ALREADY_PAID,
    /** Nothing moved. The same reference may be used again once the cause is mended. */
    REFUSED,
    /** Bulk with {@code fundExisting=false}: the person existed, so nothing moved. */
    NOT_FUNDED,
    /** Sent, and no usable answer yet. Ordering it again is safe: the ledger looks first. */
    UNKNOWN,
    /** What was found contradicts the order, or it can never be looked up: a person decides. */
    PARKED,
    /** {@code dryRun=true}: everything was checked and nothing that moves points was sent. */
    DRY_RUN;

    /** Whether a single movement with this outcome returns normally; every other outcome is thrown. */
    public boolean returnsNormally() {
        return this == PAID || this == ALREADY_PAID || this == DRY_RUN;
    }
}
