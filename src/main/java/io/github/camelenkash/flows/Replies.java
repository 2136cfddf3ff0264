package io.github.camelenkash.flows;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.MovementInProgressException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;

/**
 * What a ready route answers to whoever ordered a movement, whichever way it ended: {@code reference}, {@code outcome},
 * {@code points}, {@code transactionId}, {@code otbBalance}, {@code reason}, {@code whatToDo}. Members that have nothing to
 * say are left out. No person is in it.
 */
public final class Replies {

    /** An order that was not sent, because what stands in the way is not the order's own fault. */
    public static final String NOT_SENT = "NOT_SENT";

    /** A movement that is paid, was paid before, or was rehearsed. */
    public Map<String, Object> done(@Body MovementReceipt receipt) {
        var reply = begin(receipt.reference(), receipt.outcome().name());
        put(reply, "direction", receipt.direction());
        put(reply, "points", receipt.points());
        put(reply, "transactionId", receipt.transactionId());
        put(reply, "otbBalance", receipt.otbBalance());
        put(reply, "reason", reason(receipt));
        return reply;
    }

    private static String reason(MovementReceipt receipt) {
        if (receipt.outcome() == Outcome.ALREADY_PAID) {
            return "Done before under this reference; nothing was sent now";
        }
        return receipt.settled() ? "The answer was lost; EnKash was asked and has it done" : null;
    }

    /** A movement that ended otherwise. */
    public Map<String, Object> failed(@ExchangeException Exception failure) {
        if (!(failure instanceof EnkashException e)) {
            var reply = begin(null, Outcome.UNKNOWN.name());
            put(reply, "reason", "Something failed that has nothing to do with the order: " + described(failure));
            put(reply, "whatToDo", "Have it mended, then send the order again under the same reference");
            return reply;
        }
        var reply =
                begin(e.getReference(), isNotSent(e) ? NOT_SENT : e.getOutcome().name());
        put(reply, "reason", e.getReason());
        put(reply, "whatToDo", e.getFailure().next() != null ? e.getFailure().next() : whatToDo(e));
        return reply;
    }

    /** The HTTP status that tells the same. */
    public int httpStatus(@ExchangeException Exception failure) {
        if (failure instanceof InvalidRequestException) {
            return 400;
        }
        if (failure instanceof ReferenceConflictException) {
            return 409;
        }
        if (failure instanceof RejectedException) {
            return 422;
        }
        // Nothing that the caller could correct: it asks again, under the same reference.
        return 503;
    }

    static boolean isNotSent(EnkashException e) {
        return e instanceof CredentialsException || e instanceof UnavailableException;
    }

    static String described(Exception failure) {
        var message = failure.getMessage();
        return Masking.clean(message == null ? failure.getClass().getSimpleName() : message);
    }

    private static String whatToDo(EnkashException e) {
        if (e instanceof CredentialsException) {
            return "Have the login corrected and the route started again";
        }
        if (e instanceof OutcomeUnknownException && e.getOutcome() == Outcome.PARKED) {
            return "Find out at EnKash whether it is done, and close the movement";
        }
        if (e instanceof OutcomeUnknownException || e instanceof MovementInProgressException) {
            return "Send it again under the same reference: EnKash is asked before anything is sent";
        }
        if (e instanceof ReferenceConflictException) {
            return "Give another award another reference";
        }
        if (e instanceof UnavailableException) {
            return "Send it again under the same reference when EnKash can be reached";
        }
        return "Correct the order and send it again under the same reference";
    }

    private static Map<String, Object> begin(String reference, String outcome) {
        var reply = new LinkedHashMap<String, Object>();
        put(reply, "reference", reference);
        reply.put("outcome", outcome);
        return reply;
    }

    private static void put(Map<String, Object> reply, String name, Object value) {
        if (value != null) {
            reply.put(name, value);
        }
    }
}
