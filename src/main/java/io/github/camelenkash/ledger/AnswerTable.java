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
        if (answer instanceof Answer.NotSent || answer instanceof Answer.TokenRefused) {
            return Steps.notSent(sent, now);
        }
        if (answer instanceof Answer.Refused refused) {
            return wholeChunk || sent.doubt().earlierAttempt()
                    ? Steps.doubted(sent, false, text(refused), false, text(refused), now)
                    : Steps.refused(sent, text(refused), now);
        }
        if (answer instanceof Answer.WrongEcho echo) {
            return Steps.doubted(sent, true, null, false, reason(echo), now);
        }
        if (answer instanceof Answer.NotFunded) {
            var reason = "the person existed, and fundExisting is false";
            return Steps.doubted(sent, false, reason, true, reason, now);
        }
        return Steps.doubted(sent, false, null, false, ((Answer.NoUsableAnswer) answer).reason(), now);
    }

    private static String text(Answer.Refused refused) {
        return refused.message() == null ? "EnKash said no without a message" : refused.message();
    }

    private static String reason(Answer.WrongEcho echo) {
        return echo.message() == null ? "EnKash accepted it and echoed another reference, or none" : echo.message();
    }
}
