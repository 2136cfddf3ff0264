package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state behind point management (§11): events, and people's coins. Any user id is one: §11 creates none. */
final class Coins {

    private final Behaviour behaviour;
    private final Map<String, ObjectNode> events = new LinkedHashMap<>();
    private final Map<String, BigDecimal> balances = new HashMap<>();
    private final Map<String, Integer> allocations = new HashMap<>();

    Coins(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    synchronized void reset() {
        events.clear();
        balances.clear();
        allocations.clear();
    }

    /** A new event; the members of §11.3. */
    synchronized ObjectNode create(String configuration, String event, BigDecimal amount) {
        var id = "WCC%02dDEMO".formatted(events.size() + 1);
        var created = Json.object()
                .put("coinConfigId", id)
                .put("configuration", configuration)
                .put("event", event)
                .put("amount", amount);
        events.put(id, created);
        return created.deepCopy();
    }

    /** One event, or 404. */
    synchronized ObjectNode event(String id) {
        return found(id).deepCopy();
    }

    /** Replaces the members that are given. */
    synchronized ObjectNode update(String id, ObjectNode changes) {
        return found(id).setAll(changes).deepCopy();
    }

    private ObjectNode found(String id) {
        var event = events.get(id);
        if (event == null) {
            throw Refusal.status(404, "Event not found");
        }
        return event;
    }

    /** Credits a person with the coins of an event, or refuses. A refused request does not use its id up. */
    synchronized void allocate(String requestId, String name, String userId) {
        var event = events.values().stream()
                .filter(candidate -> candidate.path("event").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.status(404, "Event not found"));
        if (allocations.containsKey(requestId)) {
            switch (behaviour.get(Assumption.REPEATED_REQUEST)) {
                case REJECT -> throw Refusal.code1("Duplicate request id");
                case REJECT_WITH_STATUS_409 -> throw Refusal.status(409, "Request id already exists");
                case REJECT_WITH_CODE_409 -> throw Refusal.code(409, "Request id already exists");
                case RETURN_ORIGINAL -> {
                    return;
                }
                case PAY_AGAIN -> {
                    // the worst reading: an id is only a text to this server
                }
            }
        }
        allocations.merge(requestId, 1, Integer::sum);
        balances.merge(userId, event.path("amount").decimalValue(), BigDecimal::add);
    }

    synchronized BigDecimal balance(String userId) {
        return balances.getOrDefault(userId, BigDecimal.ZERO);
    }

    synchronized int allocations(String requestId) {
        return allocations.getOrDefault(requestId, 0);
    }
}
