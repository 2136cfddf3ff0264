/**
 * Movements and their states: what makes every change of points happen exactly once.
 *
 * <pre>{@code
 * var movements = new Movements(settings, ledger, gateway, Waiting.real());
 * MovementReceipt receipt = movements.perform(new AllocateCall(), order);   // PAID, or ALREADY_PAID the next time
 * }</pre>
 *
 * <p>A row is written durably before a movement is sent, and what the answer means to it is decided by two tables: the
 * one of states ({@link io.github.camelenkash.ledger.Step}) and the one of answers
 * ({@link io.github.camelenkash.ledger.AnswerTable}). An outcome that no answer tells is looked up
 * ({@link io.github.camelenkash.ledger.Settler}), and an absence must prove itself
 * ({@link io.github.camelenkash.ledger.Absence}). One order is seen through by
 * {@link io.github.camelenkash.ledger.SingleMovement}, many by {@link io.github.camelenkash.ledger.BulkMovements}, which
 * cuts them into {@link io.github.camelenkash.ledger.BulkChunk}s. What no call holds any more is looked after at the
 * {@link io.github.camelenkash.ledger.Desk}.
 *
 * <p>Uses {@code api} only. It knows neither Camel nor HTTP: the wire is a
 * {@link io.github.camelenkash.api.Gateway}, time is a {@link io.github.camelenkash.ledger.Waiting} and the ledger's own
 * clock, so that a simulation can drive all of it.
 */
package io.github.camelenkash.ledger;
