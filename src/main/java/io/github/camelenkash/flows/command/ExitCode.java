package io.github.camelenkash.flows.command;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.MovementInProgressException;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.flows.InterruptedFileException;
import java.util.Set;

/** How a command ends, for scripts. The numbers are stable: a new meaning gets a new number. */
public enum ExitCode {
    /** Everything that was asked for is done. */
    DONE(0, "done"),

    /** It could not start (an option is missing, the ledger cannot be opened), or failed in itself. */
    FAILED(1, "it could not start, or failed in itself; see the message"),

    /** The command line is wrong. Nothing was done. */
    USAGE(2, "the command line is wrong, or nobody is there to confirm; nothing was done"),

    /** The file is done, and some of its rows were refused, not paid, or differ; the result file says which and why. */
    ROWS_REFUSED(3, "the file is done, but rows were refused, not paid, or differ; the results say which and why"),

    /** The file, or the request, is refused as a whole, or waits for an approval. Nothing was sent. */
    REFUSED(4, "refused as a whole, not confirmed, or waiting for an approval; nothing was sent"),

    /** Something came between, an outcome is unknown, or a movement is parked. To do it again is safe. */
    UNSETTLED(5, "stopped, or outcomes are unknown or parked: do it again later, what is paid is not paid twice"),

    /** EnKash refused the login. The same credentials are not tried again. */
    LOGIN_REFUSED(
            6, "EnKash refused the login: correct it before anything else, the third wrong one locks the account");

    private static final Set<String> PAID = Set.of("PAID", "ALREADY_PAID", "DRY_RUN");
    private static final Set<String> OPEN = Set.of("UNKNOWN", "PARKED");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }

    /** What it means, in words. */
    public String meaning() {
        return meaning;
    }

    /** What became of a file. */
    static ExitCode of(FileReport report, Exception stoppedBy) {
        return switch (report.ending()) {
            case DONE -> ofRows(report.outcomes().keySet());
            case REFUSED, WAITING -> REFUSED;
            case STOPPED -> ofStop(stoppedBy);
        };
    }

    /** What came between. */
    static ExitCode ofStop(Exception cause) {
        return cause instanceof CredentialsException ? LOGIN_REFUSED : UNSETTLED;
    }

    private static ExitCode ofRows(Set<String> outcomes) {
        if (outcomes.stream().anyMatch(OPEN::contains)) {
            return UNSETTLED;
        }
        return PAID.containsAll(outcomes) ? DONE : ROWS_REFUSED;
    }

    /** What went wrong. */
    static ExitCode of(Exception failure) {
        if (failure instanceof CredentialsException) {
            return LOGIN_REFUSED;
        }
        if (failure instanceof UnavailableException
                || failure instanceof MovementInProgressException
                || failure instanceof OutcomeUnknownException
                || failure instanceof InterruptedFileException) {
            return UNSETTLED;
        }
        if (failure instanceof RejectedException
                || failure instanceof ReferenceConflictException
                || failure instanceof RefusedException) {
            return REFUSED;
        }
        return FAILED;
    }
}
