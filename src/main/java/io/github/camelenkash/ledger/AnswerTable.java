package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Answer;
import java.time.Instant;

/**
 * The table of answers: what an answer means to a movement that was sent. A clear no is only believed where no earlier
 * attempt is in doubt, and never for a whole bulk chunk, because a no to the chunk says nothing of rows already done.
 */
final class AnswerTable {

    private AnswerTable() {}

    /**
     * The row after an answer.
     *
     * @param sent the row as it was when the attempt was sent
     * @param wholeChunk whether the one answer stands for a bulk chunk as a whole
     */
    static Movement apply(Movement sent, Answer answer, boolean wholeChunk, Instant now) {
        if (answer instanceof Answer.Paid paid) {
            return Steps.accepted(sent, paid, now);
        }
        if (isNotSent(answer)) {
            return Steps.notSent(sent, now);
        }
        if (answer instanceof Answer.Refused refused) {
            return wholeChunk || sent.doubt().earlierAttempt()
                    ? Steps.refusedInDoubt(sent, text(refused), false, now)
                    : Steps.refused(sent, text(refused), now);
        }
        if (answer instanceof Answer.WrongEcho echo) {
            return Steps.echoedWrongly(sent, reason(echo), now);
        }
        if (answer instanceof Answer.NotFunded) {
            return Steps.refusedInDoubt(sent, "the person existed, and fundExisting is false", true, now);
        }
        return Steps.doubted(sent, ((Answer.NoUsableAnswer) answer).reason(), now);
    }

    /** Whether it is known that the attempt has had no effect and will have none. */
    static boolean isNotSent(Answer answer) {
        return answer instanceof Answer.NotSent || answer instanceof Answer.TokenRefused;
    }

    private static String text(Answer.Refused refused) {
        return refused.message() == null ? "EnKash said no without a message" : refused.message();
    }

    static String reason(Answer.WrongEcho echo) {
        var reason = "EnKash accepted it and echoed another reference, or none";
        return echo.message() == null ? reason : reason + ": " + echo.message();
    }
}
