package io.github.camelenkash;

import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.ledger.Movements;

/**
 * What an endpoint performs its operation with.
 *
 * @param client makes calls that read
 * @param movements makes movements; null for an operation that neither moves value nor asks the ledger
 * @param calls is told of each call
 */
record EnkashService(EnkashClient client, Movements movements, CallListener calls) {}
