package io.github.camelenkash.flows;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a row ended, in the words of the result file.
 *
 * @param outcome an {@link Outcome}, or {@link #NOT_SENT}
 * @param transactionId EnKash's id of the movement, or null
 * @param balance what the person's card holds after it, or null where EnKash did not say
 * @param reason why, or null where there is nothing to explain
 * @param whatToDo what a person does about it
 * @param stops whether the next row would end the same way, so that the file is not worth going on with
 */
record RowEnd(String outcome, String transactionId, BigDecimal balance, String reason, String whatToDo, boolean stops) {

    /** Not tried at all, because something stood in the way that is not the row's. */
    static final String NOT_SENT = "NOT_SENT";

    private static final Pattern COLUMN = Pattern.compile("Column '(.+?)'(?= |:)");
    private static final Pattern FIELD = Pattern.compile("The field '(\\w+)'");

    private static final String AGAIN = "then drop the file again: what is paid is not paid twice";

    /** The component's own exceptions say whether points moved; of any other that is not known. */
    private static final String UNEXPECTED = "Something failed that has nothing to do with the row: ";

    static RowEnd of(MovementReceipt receipt) {
        return new RowEnd(
                receipt.outcome().name(),
                receipt.transactionId(),
                receipt.otbBalance(),
                reason(receipt),
                switch (receipt.outcome()) {
                    case DRY_RUN -> "Nothing was sent; switch the dry run off to pay";
                    default -> "Nothing";
                },
                false);
    }

    private static String reason(MovementReceipt receipt) {
        if (receipt.outcome() == Outcome.ALREADY_PAID) {
            return "Paid before under this reference; nothing was sent now";
        }
        return receipt.settled() ? "The answer was lost; EnKash was asked and has it paid" : null;
    }

    /** The receipt that a row of a bulk call stands for; empty where it is not paid. */
    static Optional<MovementReceipt> receipt(RowResult result) {
        return switch (result.outcome()) {
            case PAID, ALREADY_PAID, DRY_RUN ->
                Optional.of(new MovementReceipt(
                        result.reference(),
                        result.outcome(),
                        Direction.CR,
                        result.points(),
                        result.cardId(),
                        result.userId(),
                        result.transactionId(),
                        result.otbBalance(),
                        null,
                        null,
                        false,
                        Map.of()));
            default -> Optional.empty();
        };
    }

    /**
     * A row of a bulk call that is not paid.
     *
     * @param columns how the file calls the field at fault
     */
    static RowEnd of(RowResult result, RewardColumns columns) {
        return failed(result.outcome().name(), named(result.reason(), columns), whatToDo(result.outcome()), false);
    }

    /** @param columns how the file calls the field at fault */
    static RowEnd of(Exception failure, RewardColumns columns) {
        if (!(failure instanceof EnkashException e)) {
            return failed(Outcome.UNKNOWN.name(), UNEXPECTED + described(failure), "Have it mended, " + AGAIN, true);
        }
        boolean stops = stops(e);
        return failed(
                stops ? NOT_SENT : e.getOutcome().name(),
                reason(e, columns),
                stops ? againAfter(e) : whatToDo(e),
                stops);
    }

    /** The columns at fault, by their names in the file; empty where it is none's fault. */
    String columns() {
        return reason == null
                ? ""
                : COLUMN.matcher(reason)
                        .results()
                        .map(column -> column.group(1))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    /** Sending has stopped before this row. */
    static RowEnd notTried(String reason, String whatToDo) {
        return failed(NOT_SENT, reason, whatToDo, true);
    }

    /** What every row of the file would meet. None of these has moved points. */
    private static boolean stops(EnkashException e) {
        return e instanceof CredentialsException
                || e instanceof UnavailableException
                || e instanceof UndecodableException;
    }

    /** What to do once the cause of a stop is gone. */
    static String againAfter(Exception cause) {
        if (cause instanceof CredentialsException) {
            return "Have the login corrected and the job restarted, " + AGAIN;
        }
        if (cause instanceof UnavailableException) {
            return "Wait until EnKash can be reached, " + AGAIN;
        }
        if (cause instanceof ChangedFileException) {
            return "Nothing: the file as it is now is read next, and what is paid is not paid twice";
        }
        return "Have it mended, " + AGAIN;
    }

    private static String whatToDo(EnkashException e) {
        var next = e.getFailure().next();
        if (e instanceof InvalidRequestException) {
            return (next == null ? "Correct the row" : next) + ", " + AGAIN;
        }
        if (e instanceof ReferenceConflictException) {
            return "Correct the row to what was ordered before, or give it a reference of its own";
        }
        if (next != null) {
            return next;
        }
        return whatToDo(e.getOutcome());
    }

    private static String whatToDo(Outcome outcome) {
        return switch (outcome) {
            case UNKNOWN -> "Drop the file again later: EnKash is asked before anything is sent";
            case PARKED -> "Find out at EnKash whether it is paid; it is not sent again until a person has decided";
            default -> "Mend what EnKash complains about, " + AGAIN;
        };
    }

    private static String named(String reason, RewardColumns columns) {
        return reason == null
                ? null
                : FIELD.matcher(reason)
                        .replaceAll(field -> Matcher.quoteReplacement(
                                ColumnNames.isField(field.group(1))
                                        ? "Column '" + columns.header(field.group(1)) + "'"
                                        : field.group()));
    }

    /** The fields at fault go by the names that their columns have in the file. */
    private static String reason(EnkashException e, RewardColumns columns) {
        var reason = named(e.getReason(), columns);
        if (e.getField() == null || !ColumnNames.isField(e.getField()) || !reason.equals(e.getReason())) {
            return reason;
        }
        var column = "Column '" + columns.header(e.getField()) + "'";
        return reason.startsWith("Missing field ") ? column + " is empty" : column + ": " + reason;
    }

    /** The same end, with a word for who reads the results. */
    RowEnd butLikelyADuplicate() {
        return new RowEnd(
                outcome,
                transactionId,
                balance,
                "The same person got the same points lately under another reference",
                "Check whether it is another award",
                stops);
    }

    /** An exception that is not ours, without what it may repeat of the row. */
    static String described(Exception failure) {
        var message = failure instanceof EnkashException e ? e.getReason() : failure.getMessage();
        return Masking.clean(message == null ? failure.getClass().getSimpleName() : message);
    }

    private static RowEnd failed(String outcome, String reason, String whatToDo, boolean stops) {
        return new RowEnd(outcome, null, null, reason, whatToDo, stops);
    }
}
