/**
 * The Camel component {@code enkash}: EnKash's rewards and incentives in routes.
 *
 * <pre>{@code
 * from("jms:queue:awards").to("enkash:allocate?referencePolicy=source");
 * }</pre>
 *
 * <p>{@link io.github.camelenkash.EnkashOperation} lists the operations, {@link io.github.camelenkash.EnkashConfiguration}
 * the options, {@link io.github.camelenkash.EnkashConstants} the headers. This package turns exchanges into the words of
 * {@code api} and back; how a call is made is the business of {@code client}, and that points move once that of
 * {@code ledger}.
 *
 * <p>{@code TransactionsConsumer} and {@code BalanceConsumer} poll: the former reads windows of dates
 * ({@link io.github.camelenkash.client.TransactionWindows}), {@code SeenTransactions} knows which of their rows are new,
 * {@code Delivery} takes each through the route, and a {@link io.github.camelenkash.ledger.StateStore} keeps what is done.
 *
 * <p>Whoever watches an application asks {@code EnkashHealthCheck}, {@code EnkashDevConsole}, {@code Meters} (Micrometer) and
 * {@code EnkashSpanDecorator} (traces). The last two need libraries that an application may leave out.
 */
package io.github.camelenkash;
