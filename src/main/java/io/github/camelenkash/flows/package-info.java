/**
 * Reward files: CSV files and workbooks of people and points, paid row by row by a route that needs no Java.
 *
 * <pre>{@code
 * - beans:
 *     - name: rewardFiles
 *       type: io.github.camelenkash.flows.RewardFiles
 *       initMethod: readProperties
 * - route:
 *     from:
 *       uri: file:work/rewards
 *       steps: …                       # the whole of it: routes/csv-drop.camel.yaml
 * }</pre>
 *
 * <p>The walk of a row: {@link io.github.camelenkash.flows.RewardFiles} (the bean that a route calls; its properties are
 * {@code RewardSettings}) → {@code RewardFile} (one dropped file on its way) → {@code FileRows} (what stands in the file:
 * {@code CsvRows}, {@code WorkbookRows}) → {@code RewardRows} and {@code RewardColumns} (what it means) → {@code PreFlight}
 * (is the file to be paid, and the row? {@code RowChecks} with {@code Award}, {@code PaidBefore},
 * {@link io.github.camelenkash.flows.Approvals}) → the route's own {@code enkash:allocate} → {@code RowEnd} (what its end
 * means) → {@code ResultFile} (writes), and {@code PageFile} with the package {@code report} for people.
 * {@link io.github.camelenkash.flows.RewardJob} runs the route from the command line and says on the console how it went.
 *
 * <p>The other ready routes have a bean each, called like the route ({@link io.github.camelenkash.flows.SpotAwards},
 * {@link io.github.camelenkash.flows.SalesIncentives}, …). Two of them read files, too:
 * {@link io.github.camelenkash.flows.ParkedReplay} (a decided list is a {@code DecisionFile}) and
 * {@link io.github.camelenkash.flows.Reconcile} ({@code Reconciliation} → {@code ReconcileTables} → {@code Matching} →
 * {@code Difference}).
 *
 * <p>It uses the component as any route does, Camel, and of our packages only {@code api} and the Camel layer; besides
 * FastCSV, fastexcel-reader, Hibernate Validator, libphonenumber and, where it is there, FreeMarker. No row is kept in memory longer than it takes to look
 * at it or to pay it; of each a few bytes stay, to find what repeats itself.
 */
package io.github.camelenkash.flows;
