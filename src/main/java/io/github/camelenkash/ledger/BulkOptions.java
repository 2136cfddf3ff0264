package io.github.camelenkash.ledger;

/**
 * How a bulk call is cut and what it does.
 *
 * @param size rows in one call to EnKash
 * @param fundExisting whether people who exist already get points, too ({@code isPointsAllocation})
 * @param dryRun whether to check only
 */
public record BulkOptions(int size, boolean fundExisting, boolean dryRun) {}
