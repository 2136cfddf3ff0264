package io.github.camelenkash.api;

/** What every declared call says of itself. */
public sealed interface Declaration permits Reading, Moving, BulkMoving {

    /** Its name as an operation; also the name to use in {@code pathOverrides}. */
    String operation();

    /** The path the contract states, or null where no page states one and {@code pathOverrides} must. */
    String path();

    /** The section of the wire contract that this call follows. */
    String section();
}
