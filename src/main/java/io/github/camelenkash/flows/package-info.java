/**
 * Reward files: CSV files of people and points, paid row by row by a route that needs no Java.
 *
 * <pre>{@code
 * - beans:
 *     - name: rewardFiles
 *       type: io.github.camelenkash.flows.RewardFiles
 * - route:
 *     from:
 *       uri: file:work/rewards
 *       steps: …                       # the whole of it: routes/csv-drop.camel.yaml
 * }</pre>
 *
 * <p>The walk of a row: {@link io.github.camelenkash.flows.RewardFiles} (the bean that a route calls) → {@code RewardFile}
 * (one dropped file on its way) → {@code RewardRows} (reads: {@code CsvText}, {@code RewardColumns}) → {@code RowChecks} →
 * the route's own {@code enkash:allocate} → {@code RowEnd} (what its end means) → {@code ResultFile} (writes).
 * {@link io.github.camelenkash.flows.RewardJob} runs the route from the command line and says on the console how it went.
 *
 * <p>It uses the component as any route does, Camel, FastCSV and of our packages only {@code api} and the Camel layer. No
 * row is kept in memory longer than it takes to pay it.
 */
package io.github.camelenkash.flows;
