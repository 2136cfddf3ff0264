package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;

/**
 * How a bulk call is cut and what it does.
 *
 * @param size rows in one call to EnKash
 * @param fundExisting whether people who exist already get points, too ({@code isPointsAllocation})
 * @param dryRun whether to check only
 */
public record BulkOptions(int size, boolean fundExisting, boolean dryRun) {

    public BulkOptions {
        if (size < 1) {
            throw new InvalidRequestException(Failure.because("The option 'bulkSize' is " + size)
                    .field("bulkSize")
                    .next("Send at least one row in a call"));
        }
    }
}
