package io.github.camelenkash;

import io.github.camelenkash.api.BulkMoving;
import io.github.camelenkash.api.Declaration;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.ledger.BulkOptions;
import io.github.camelenkash.ledger.BulkRow;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs what moves value for many people: makes an order of each row, and gives a result for each. */
final class BulkPerformer implements Performer {

    private static final Logger LOG = LoggerFactory.getLogger(BulkPerformer.class);

    private final BulkMoving call;

    BulkPerformer(BulkMoving call) {
        this.call = call;
    }

    @Override
    public boolean movesValue() {
        return true;
    }

    /** No document describes a bulk call for incentives (§9), and guessing one would move points by a guess. */
    @Override
    public void check(EnkashConfiguration configuration, Onboarding onboarding) {
        var overridden = SettingsReader.pairs(configuration.getPathOverrides()).containsKey(call.operation());
        if (configuration.getProgram() == Program.incentive && !overridden) {
            throw new InvalidRequestException(Failure.because(
                            "No document describes a bulk operation for program=incentive")
                    .field("program")
                    .next("Use enkash:allocate?program=incentive for each row; or, if EnKash gave you a path for"
                            + " it, set pathOverrides: " + call.operation() + "=/that/path"));
        }
        onboarding.account(configuration.getProgram());
    }

    @Override
    public Optional<Declaration> declaration(EnkashConfiguration configuration) {
        return Optional.of(call);
    }

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var onboarding = service.client().settings().onboarding();
        // Before the first row, so that a missing account is an error and not a result of every row.
        onboarding.account(configuration.getProgram());
        Onboarding.required(onboarding.companyId(), "companyId");
        var options =
                new BulkOptions(configuration.getBulkSize(), configuration.isFundExisting(), configuration.isDryRun());
        var rows = input.rows();
        List<RowResult> results;
        try {
            results = service.movements()
                    .performAll(call, orders(rows, input.source(), onboarding, configuration), options);
        } finally {
            close(rows);
        }
        return Reply.of(results)
                .header(
                        EnkashConstants.SUCCEEDED_COUNT,
                        count(results, EnumSet.of(Outcome.PAID, Outcome.ALREADY_PAID, Outcome.DRY_RUN)))
                .header(EnkashConstants.FAILED_COUNT, count(results, EnumSet.of(Outcome.REFUSED, Outcome.NOT_FUNDED)))
                .header(EnkashConstants.UNKNOWN_COUNT, count(results, EnumSet.of(Outcome.UNKNOWN, Outcome.PARKED)));
    }

    private Iterator<BulkRow> orders(
            Iterator<Input.Row> rows, String source, Onboarding onboarding, EnkashConfiguration configuration) {
        return new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public BulkRow next() {
                var row = rows.next();
                return order(row, OrderSource.row(source, index++), onboarding, configuration);
            }
        };
    }

    /** One bad row never stops the good ones: it becomes a result that says what is wrong with it. */
    private BulkRow order(Input.Row row, String source, Onboarding onboarding, EnkashConfiguration configuration) {
        if (row.problem() != null) {
            return BulkRow.invalid(null, row.problem());
        }
        try {
            return BulkRow.of(call.order(row.fields(), onboarding, configuration.getProgram())
                    .from(source));
        } catch (InvalidRequestException e) {
            return BulkRow.invalid(e.getReference(), e.getReason());
        }
    }

    /** The file or stream behind rows that are read one by one. */
    private static void close(Iterator<Input.Row> rows) {
        if (rows instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                // By now points have moved, and their results matter more.
                LOG.warn("The rows of a bulk call were read, and what they came from could not be closed", e);
            }
        }
    }

    private static int count(List<RowResult> results, Set<Outcome> outcomes) {
        return (int) results.stream()
                .filter(result -> outcomes.contains(result.outcome()))
                .count();
    }
}
