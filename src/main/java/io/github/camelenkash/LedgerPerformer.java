package io.github.camelenkash;

import io.github.camelenkash.api.Declaration;
import java.util.Optional;

/** What the operations share that ask the ledger instead of making a declared call. */
abstract class LedgerPerformer implements Performer {

    @Override
    public final boolean needsLedger() {
        return true;
    }

    @Override
    public final Optional<Declaration> declaration(EnkashConfiguration configuration) {
        return Optional.empty();
    }
}
