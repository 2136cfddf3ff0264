package io.github.camelenkash;

import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.ledger.StateStore;

/**
 * What a consumer polls with.
 *
 * @param client asks EnKash
 * @param store keeps how far the consumer is
 * @param name the consumer's name in the store
 * @param calls is told of each call
 */
record PollService(EnkashClient client, StateStore store, String name, CallListener calls) {}
