package io.github.camelenkash.ledger;

/** The end of a process: nobody handles it, and whatever it was doing stays as it was. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process dies here", null, false, false);
    }
}
