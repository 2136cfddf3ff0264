package io.github.camelenkash;

import io.github.camelenkash.api.AddToCartCall;
import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.AllocateCoinsCall;
import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.CardCall;
import io.github.camelenkash.api.CardsCall;
import io.github.camelenkash.api.CartCall;
import io.github.camelenkash.api.CatalogCall;
import io.github.camelenkash.api.CoinBalanceCall;
import io.github.camelenkash.api.CreateEventCall;
import io.github.camelenkash.api.CreateOrderCall;
import io.github.camelenkash.api.DenominationsCall;
import io.github.camelenkash.api.EventCall;
import io.github.camelenkash.api.OrderCall;
import io.github.camelenkash.api.OrdersCall;
import io.github.camelenkash.api.ProductCall;
import io.github.camelenkash.api.SsoCall;
import io.github.camelenkash.api.TransactionCall;
import io.github.camelenkash.api.TransactionsCall;
import io.github.camelenkash.api.UnallocateCall;
import io.github.camelenkash.api.UpdateCartCall;
import io.github.camelenkash.api.UpdateEventCall;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/**
 * The one list of operations: the path of the URI, one line each. An operation comes from the URI only; no header selects
 * it. A new one is a file that declares its call and a line here.
 */
public enum EnkashOperation {
    allocate("Credits one person's card, and creates the person if need be.", new MovingPerformer(new AllocateCall())),
    unallocate("Takes points back from one card.", new MovingPerformer(new UnallocateCall())),
    bulkAllocate("Credits many people. Gives a result for each row.", new BulkPerformer(new BulkAllocateCall())),
    balance(
            "The account that funds the programme, with its balance. As a consumer: tells when that is low, and when it is not any more.",
            new ReadingPerformer(new BalanceCall()),
            BalanceConsumer::new),
    transactions(
            "Card transactions, filtered. As a consumer: each new one once.",
            new ListPerformer<>(new TransactionsCall(), TransactionStream::of),
            TransactionsConsumer::new),
    transaction("The transaction of one reference.", new ReadingPerformer(new TransactionCall())),
    cards("All cards of the account.", new ListPerformer<>(new CardsCall())),
    card("One card, by its id or its holder.", new ReadingPerformer(new CardCall())),
    sso(
            "A one-click redirect URL for one card.",
            new ReadingPerformer(configuration -> new SsoCall(configuration.getPage()))),
    catalog("Products of the marketplace, filtered. Needs a path.", new ReadingPerformer(new CatalogCall())),
    product("One product of the marketplace. Needs a path.", new ReadingPerformer(new ProductCall())),
    denominations("One product with the values it can be bought in.", new ReadingPerformer(new DenominationsCall())),
    cart("What is in the cart.", new ReadingPerformer(new CartCall())),
    addToCart("Puts vouchers of one product into the cart.", new ReadingPerformer(new AddToCartCall())),
    updateCart("Sets the quantities of one product in the cart.", new ReadingPerformer(new UpdateCartCall())),
    createOrder("Buys vouchers.", new MovingPerformer(new CreateOrderCall())),
    orders("Voucher orders, filtered.", new ReadingPerformer(new OrdersCall())),
    order(
            "The voucher order of one reference, with its vouchers.",
            new ReadingPerformer(configuration -> new OrderCall(configuration.getOrderMethod()))),
    createEvent("Creates an event that coins are allocated for.", new ReadingPerformer(new CreateEventCall())),
    event("One coin event.", new ReadingPerformer(new EventCall())),
    updateEvent("Changes a coin event.", new ReadingPerformer(new UpdateEventCall())),
    allocateCoins("Credits one person with the coins of an event.", new MovingPerformer(new AllocateCoinsCall())),
    coinBalance("The coins of one person.", new ReadingPerformer(new CoinBalanceCall())),
    movement("What the ledger knows of one reference.", new MovementPerformer()),
    movements("Movements in a state that have not changed for a while, oldest first.", new MovementsPerformer()),
    settle("Finds out what became of movements whose outcome is unknown; never sends.", new SettlePerformer()),
    close("Writes down what a person decided of a parked or long unknown movement.", new ClosePerformer()),
    probe(
            "Checks login, account, encryption, search and echo before the first payment; moves nothing.",
            new ProbePerformer());

    private final String summary;
    private final Performer performer;
    private final Polling polling;

    /** Makes the consumer of an operation that can start a route. */
    interface Polling {
        Consumer consumer(EnkashEndpoint endpoint, Processor processor);
    }

    EnkashOperation(String summary, Performer performer) {
        this(summary, performer, null);
    }

    EnkashOperation(String summary, Performer performer, Polling polling) {
        this.summary = summary;
        this.performer = performer;
        this.polling = polling;
    }

    /** What it does, in a sentence. */
    public String summary() {
        return summary;
    }

    /** Carries the operation out. */
    Performer performer() {
        return performer;
    }

    /** Makes its consumer; empty where it cannot start a route. */
    Optional<Polling> polling() {
        return Optional.ofNullable(polling);
    }

    /** Whether it moves value, and so needs a reference and a ledger. */
    public boolean movesValue() {
        return performer.movesValue();
    }
}
