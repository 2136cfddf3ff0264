package io.github.camelenkash.api;

/** What every declared call says of itself. */
public sealed interface Declaration permits Reading, Moving, BulkMoving {

    /** Its name as an operation; also the name to use in {@code pathOverrides}. */
    String operation();

    /** The path the contract states, or null where no page states one and {@code pathOverrides} must. */
    String path();

    /** How it is sent. */
    default Request.Method method() {
        return Request.Method.POST;
    }

    /** The section of the wire contract that this call follows. */
    String section();
}
