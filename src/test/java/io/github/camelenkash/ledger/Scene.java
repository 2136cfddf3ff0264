package io.github.camelenkash.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.RowResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A ledger, a scripted EnKash and a time that stands still until it is told to pass. */
class Scene {

    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration DELAY = Duration.ofSeconds(1);
    static final Duration IN_CALL = Duration.ofSeconds(10);
    /** A window that passes within a call, as in the sandbox. */
    static final Duration SHORT_WINDOW = Duration.ofSeconds(2);

    static final String ACCOUNT = "CA00001";

    final VirtualTime time = new VirtualTime();
    final FakeEnkash enkash = new FakeEnkash(time);
    final Ledger memory;
    Ledger ledger;
    MovementSettings settings = settings(WINDOW);
    private Movements movements;

    Scene() {
        memory = new InMemoryLedger(time);
        ledger = memory;
    }

    /** On rows that are kept elsewhere, at the time of this scene. */
    Scene(Ledger rows) {
        memory = new FailingLedger(rows) {
            @Override
            public Instant now() {
                return time.instant();
            }
        };
        ledger = memory;
    }

    static MovementSettings settings(Duration window) {
        return settings("node-1", window, IN_CALL, UnknownPolicy.resend, false);
    }

    static MovementSettings settings(
            String owner, Duration window, Duration inCall, UnknownPolicy policy, boolean checkFirst) {
        return new MovementSettings(
                "test",
                "CRM000001",
                "CEK000001",
                owner,
                LEASE,
                CALL_TIMEOUT,
                policy,
                window,
                DELAY,
                inCall,
                Set.of("SUCCESS"),
                checkFirst);
    }

    /** Starts anew with these settings; what the ledger knows stays. */
    Scene with(MovementSettings changed) {
        settings = changed;
        movements = null;
        return this;
    }

    Scene withShortWindow() {
        return with(settings(SHORT_WINDOW));
    }

    Scene withPolicy(UnknownPolicy policy) {
        return with(settings("node-1", SHORT_WINDOW, IN_CALL, policy, false));
    }

    Scene withCheckFirst() {
        return with(settings("node-1", SHORT_WINDOW, IN_CALL, UnknownPolicy.resend, true));
    }

    Scene with(Ledger other) {
        ledger = other;
        movements = null;
        return this;
    }

    /** Another process on the same ledger. */
    Movements anotherNode() {
        return new Movements(
                settings("node-2", settings.settleWindow(), IN_CALL, UnknownPolicy.resend, false),
                ledger,
                enkash,
                time);
    }

    Movements movements() {
        if (movements == null) {
            movements = new Movements(settings, ledger, enkash, time);
        }
        return movements;
    }

    MovementReceipt perform(Order order) {
        return movements().perform(new AllocateCall(), order);
    }

    /** Pays a control with a long reference, a while before anything else. */
    Scene withControl() {
        perform(order("CONTROL-0000000001"));
        time.pass(Duration.ofSeconds(5));
        return this;
    }

    List<RowResult> performAll(int size, Order... orders) {
        return performAll(new BulkOptions(size, true, false), orders);
    }

    List<RowResult> performAll(BulkOptions options, Order... orders) {
        return movements()
                .performAll(
                        new BulkAllocateCall(),
                        Arrays.stream(orders).map(BulkRow::of).iterator(),
                        options);
    }

    Movement row(String reference) {
        return memory.find(settings.key(Kind.points, reference)).orElse(null);
    }

    State state(String reference) {
        var row = row(reference);
        return row == null ? null : row.state();
    }

    static Order order(String reference) {
        return order(reference, "250");
    }

    /** Everybody has a reference of their own, so everybody is another person, unless a test says otherwise. */
    static Order order(String reference, String points) {
        return order(reference, points, "mobile:" + reference);
    }

    static Order order(String reference, String points, String who) {
        return order(Kind.points, reference, points, Direction.CR, ACCOUNT, who);
    }

    static Order order(Kind kind, String reference, String points, Direction direction, String account, String... who) {
        return new Order(
                "allocate",
                kind,
                reference,
                account,
                direction,
                new BigDecimal(points),
                null,
                List.of(who),
                JsonNodeFactory.instance.objectNode());
    }

    static Order ofCard(String reference, String card) {
        return new Order(
                "allocate",
                Kind.points,
                reference,
                ACCOUNT,
                Direction.CR,
                new BigDecimal("250"),
                card,
                List.of("card:" + card),
                JsonNodeFactory.instance.objectNode());
    }

    static Order[] orders(int count) {
        var orders = new ArrayList<Order>();
        for (int i = 0; i < count; i++) {
            orders.add(order("ROW-" + (100 + i)));
        }
        return orders.toArray(Order[]::new);
    }
}
