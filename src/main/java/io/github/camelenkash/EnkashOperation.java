package io.github.camelenkash;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.CardCall;
import io.github.camelenkash.api.CardsCall;
import io.github.camelenkash.api.SsoCall;
import io.github.camelenkash.api.TransactionCall;
import io.github.camelenkash.api.TransactionsCall;
import io.github.camelenkash.api.UnallocateCall;

/**
 * The one list of operations: the path of the URI, one line each. An operation comes from the URI only; no header selects
 * it. A new one is a file that declares its call and a line here.
 */
public enum EnkashOperation {
    /** Credits one person's card, and creates the person if need be. Moves value. */
    allocate(new MovingPerformer(new AllocateCall())),
    /** Takes points back from one card. Moves value. */
    unallocate(new MovingPerformer(new UnallocateCall())),
    /** Credits many people. Moves value; gives a result for each row. */
    bulkAllocate(new BulkPerformer(new BulkAllocateCall())),
    /** The account that funds the programme, with its balance. */
    balance(new ReadingPerformer(configuration -> new BalanceCall())),
    /** Card transactions, filtered. */
    transactions(new ReadingPerformer(configuration -> new TransactionsCall())),
    /** The transaction of one reference. */
    transaction(new ReadingPerformer(configuration -> new TransactionCall())),
    /** All cards of the account. */
    cards(new ReadingPerformer(configuration -> new CardsCall())),
    /** One card, by its id or its holder. */
    card(new ReadingPerformer(configuration -> new CardCall())),
    /** A one-click redirect URL for one card. */
    sso(new ReadingPerformer(configuration -> new SsoCall(configuration.getPage()))),
    /** What the ledger knows of one reference. */
    movement(new MovementPerformer());

    private final Performer performer;

    EnkashOperation(Performer performer) {
        this.performer = performer;
    }

    /** Carries the operation out. */
    Performer performer() {
        return performer;
    }

    /** Whether it moves value, and so needs a reference and a ledger. */
    public boolean movesValue() {
        return performer.movesValue();
    }
}
