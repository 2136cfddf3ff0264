package io.github.camelenkash.client;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;

/** What an answer means to a call that only reads: its payload, or the exception that a route can react to. */
final class ReadAnswers {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private ReadAnswers() {}

    /** A successful answer: its HTTP status and what it holds. */
    record Success(int status, Opened.Envelope envelope) {}

    /**
     * The envelope of a successful answer; its payload is null where it has none.
     *
     * @throws RejectedException for a clear no
     * @throws UnavailableException if the service is overloaded or broken; asking again may help
     * @throws UndecodableException if the answer cannot be decrypted or is not EnKash's
     */
    static Success success(Reply reply, Opened opened) {
        int status = reply.status();
        var envelope = opened instanceof Opened.Envelope readable ? readable : null;
        if (reply.isSuccess()) {
            if (opened instanceof Opened.Unusable unusable) {
                throw new UndecodableException(failure(capital(unusable.reason()), status, null));
            }
            if (envelope.code() != 0) {
                throw new RejectedException(failure("EnKash says no", status, envelope));
            }
            return new Success(status, envelope);
        }
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= 500) {
            throw new UnavailableException(failure("EnKash is not available", status, envelope));
        }
        if (status < 400) {
            throw new UndecodableException(
                    failure("EnKash answers with a redirect, and redirects are not followed", status, envelope)
                            .next("Correct the URL: credentials are only sent where they were configured to go"));
        }
        var no = failure("EnKash says no", status, envelope);
        throw new RejectedException(
                envelope != null ? no : no.next("Check apiUrl, the path and partnerId: " + reason(opened)));
    }

    private static Failure failure(String what, int status, Opened.Envelope envelope) {
        var failure = Failure.because(what).httpStatus(status);
        return envelope == null ? failure : failure.code(envelope.code()).serviceMessage(envelope.message());
    }

    private static String reason(Opened opened) {
        return opened instanceof Opened.Unusable unusable ? unusable.reason() : "";
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
