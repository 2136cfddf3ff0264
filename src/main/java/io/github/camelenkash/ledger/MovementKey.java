package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.Masking;

/**
 * What names a movement in the ledger.
 *
 * @param scope the environment, or {@code ledgerScope}: what a sandbox paid never counts as paid in production
 * @param partner the partner id
 * @param company the company id
 * @param kind what the reference names
 * @param reference the orderer's reference
 */
public record MovementKey(String scope, String partner, String company, Kind kind, String reference) {

    @Override
    public String toString() {
        return scope + "/" + kind + "/" + Masking.reference(reference);
    }
}
