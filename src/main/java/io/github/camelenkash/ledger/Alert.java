package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people of answers that they should look at soon. */
final class Alert {

    private static final Logger LOG = LoggerFactory.getLogger(Movements.class);

    private Alert() {}

    /**
     * Warns if the answer asks for it.
     *
     * @param what what was answered
     */
    static void about(Object what, Answer answer) {
        if (answer instanceof Answer.NoUsableAnswer unusable && unusable.alert()) {
            LOG.warn(
                    "EnKash answered {} to {}: {}. Whether points moved is looked up; have somebody check the access"
                            + " rights and the reference",
                    unusable.httpStatus() != null ? unusable.httpStatus() : unusable.code(),
                    what,
                    unusable.reason());
        }
    }
}
