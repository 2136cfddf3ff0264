package io.github.camelenkash.sandbox;

import java.math.BigDecimal;

/**
 * What became of an {@link Order}.
 *
 * @param booking null: the person was known and was not to be funded
 * @param accountBalance what the account can still allocate, afterwards
 */
record Moved(BookedCard card, Booking booking, BigDecimal accountBalance) {}
