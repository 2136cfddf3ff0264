package io.github.camelenkash.client;

import io.github.camelenkash.api.Answer;

/**
 * What an answer means to a movement, by the table of the same name in our design: paid and refused only where the
 * answer leaves no doubt. What it means together with earlier attempts is the ledger's business.
 */
final class MovementAnswers {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private MovementAnswers() {}

    /** Whether it is 2xx with code 0 (§14 row 4); what was accepted then is for the call to read. */
    static boolean isAccepted(Reply reply, Opened opened) {
        return reply.isSuccess() && opened instanceof Opened.Envelope envelope && envelope.code() == 0;
    }

    /** Judges an answer that is not accepted. */
    static Answer judge(Reply reply, Opened opened) {
        int status = reply.status();
        if (status == UNAUTHORIZED) {
            return new Answer.TokenRefused();
        }
        var envelope = opened instanceof Opened.Envelope readable ? readable : null;
        Integer code = envelope == null ? null : envelope.code();
        var message = envelope == null ? null : envelope.message();
        if (isAlarming(status) || (code != null && isAlarming(code))) {
            return new Answer.NoUsableAnswer(
                    "EnKash answers 403 or 409, which can mean that it has acted", status, code, message, true);
        }
        if (opened instanceof Opened.Unusable unusable) {
            return new Answer.NoUsableAnswer(unusable.reason(), status, null, null, false);
        }
        if (reply.isSuccess()) {
            return envelope.hasMessage()
                    ? new Answer.Refused(status, code, message)
                    : new Answer.NoUsableAnswer("EnKash refuses without saying why", status, code, null, false);
        }
        return switch (status) {
            case 400, 404, 422 -> new Answer.Refused(status, code, message);
            default -> new Answer.NoUsableAnswer("EnKash answers HTTP " + status, status, code, message, false);
        };
    }

    /**
     * 403 is documented for payouts as "encryption of the response failed", after the effect, and 409 as a repeated
     * id, whose first bearer may be this very movement (§6.5).
     */
    private static boolean isAlarming(int number) {
        return number == FORBIDDEN || number == CONFLICT;
    }
}
