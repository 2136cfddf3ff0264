package io.github.camelenkash.api;

/**
 * What one attempt to move value came to, seen from the wire. What it <em>means</em> to the movement depends on earlier
 * attempts and is the ledger's business. Texts of EnKash's are cleaned when an answer is made: from here on they are
 * stored, logged and thrown.
 */
public sealed interface Answer {

    /** 2xx, code 0, and our reference echoed. */
    record Paid(Accepted accepted, int httpStatus, Integer code, String message) implements Answer {
        public Paid {
            message = Masking.clean(message);
        }
    }

    /** 2xx and code 0, but another reference was echoed, or none. Never resent without a person. */
    record WrongEcho(int httpStatus, Integer code, String message) implements Answer {
        public WrongEcho {
            message = Masking.clean(message);
        }
    }

    /** A clear no: 2xx with another code and a message; 400, 404 or 422 with an envelope; a failed bulk row. */
    record Refused(Integer httpStatus, Integer code, String message) implements Answer {
        public Refused {
            message = Masking.clean(message);
        }
    }

    /** Bulk with {@code fundExisting=false}: a success row without a transaction id. */
    record NotFunded() implements Answer {}

    /** Known not to have reached the service: no byte of the request was handed to the socket, or 401. */
    record NotSent(EnkashException cause) implements Answer {}

    /** 401: the token is not accepted (any more). Nothing was done; one repeat with a new token is due. */
    record TokenRefused() implements Answer {}

    /**
     * Anything else: no answer, an unusable one, or one that leaves open what happened.
     *
     * @param alert whether a person should look soon (403 and 409)
     */
    record NoUsableAnswer(String reason, Integer httpStatus, Integer code, String message, boolean alert)
            implements Answer {

        public NoUsableAnswer {
            reason = Masking.clean(reason);
            message = Masking.clean(message);
        }

        public static NoUsableAnswer because(String reason) {
            return new NoUsableAnswer(reason, null, null, null, false);
        }
    }
}
