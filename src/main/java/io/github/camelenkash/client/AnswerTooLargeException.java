package io.github.camelenkash.client;

import java.io.IOException;

/** The answer is larger than {@code maxResponseSize}: asking for less may help where asking again does not. */
final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException() {
        super("the answer is larger than maxResponseSize");
    }
}
