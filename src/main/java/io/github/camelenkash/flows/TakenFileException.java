package io.github.camelenkash.flows;

/** Another process has the file in hand, or has just finished it: it is left to that one. */
final class TakenFileException extends Exception {

    private static final long serialVersionUID = 1L;

    TakenFileException(String name) {
        super(name + " is being paid by another process and is left to it");
    }
}
