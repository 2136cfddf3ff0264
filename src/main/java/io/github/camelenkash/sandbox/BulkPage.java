package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.BulkMode;
import io.github.camelenkash.sandbox.Assumption.BulkRefusals;
import io.github.camelenkash.sandbox.Assumption.NotFunded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** §7.3: many rows in one call, each of which succeeds or fails for itself. */
final class BulkPage implements Page {

    private final Bank bank;
    private final Orders orders;
    private final Behaviour behaviour;

    BulkPage(Bank bank, Orders orders, Behaviour behaviour) {
        this.bank = bank;
        this.orders = orders;
        this.behaviour = behaviour;
    }

    /** One row of the request with what became of it: moved or refused. */
    private record Row(JsonNode source, Order order, Moved moved, Refusal refusal, Fault fault) {}

    @Override
    public Envelope.Style style() {
        return Envelope.Style.B;
    }

    @Override
    public Reply answer(Visit visit) {
        String companyId = visit.query().get("companyId");
        if (companyId == null) {
            throw Refusal.status(422, "Company Id is required if it is an Enkash User");
        }
        String accountId = visit.query().required("cardAccountId");
        boolean fundExisting =
                switch (visit.query().required("isPointsAllocation")) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.status(400, "isPointsAllocation must be true or false");
                };
        checkRows(visit);
        // one step for all rows: a reader sees the whole call or nothing of it
        return bank.atomically(() -> {
            Account account = bank.account(companyId, accountId);
            List<Row> rows = carryOut(visit, account, fundExisting);
            return Reply.of(payload(companyId, accountId, rows));
        });
    }

    private void checkRows(Visit visit) {
        if (!visit.body().isArray() || visit.body().isEmpty()) {
            throw Refusal.status(400, "Request body must be an array of users");
        }
        if (visit.call().rows().size() > behaviour.get(Assumption.BULK_MAX_ROWS)) {
            throw Refusal.status(422, "Too many users");
        }
        for (JsonNode row : visit.body()) {
            if (!row.isObject()) {
                throw Refusal.status(400, "Request body must be an array of users");
            }
        }
    }

    /** Every row is read before the first one moves, so that all-or-nothing can still say no. */
    private List<Row> carryOut(Visit visit, Account account, boolean fundExisting) {
        Refusal ofAll = null;
        for (Obstacle obstacle : account.obstacles) {
            ofAll = Refusal.status(422, obstacle.message());
            if (behaviour.get(Assumption.BULK_REFUSALS) == BulkRefusals.CALL) {
                throw ofAll;
            }
        }
        var read = new ArrayList<Row>();
        for (int i = 0; i < visit.body().size(); i++) {
            read.add(read(
                    visit.body().get(i), fundExisting, ofAll, visit.suffering().ofRow(i)));
        }
        if (behaviour.get(Assumption.BULK_MODE) == BulkMode.ATOMIC) {
            checkAll(account, read);
        }
        var rows = new ArrayList<Row>();
        for (Row row : read) {
            rows.add(row.refusal() == null ? move(account, row) : row);
        }
        return rows;
    }

    /** A row that cannot be read fails with the words that the single call would have used. */
    private Row read(JsonNode source, boolean fundExisting, Refusal ofAll, Fault fault) {
        if (ofAll != null) {
            return new Row(source, null, null, ofAll, fault);
        }
        try {
            Order order = orders.row(source, fundExisting);
            return new Row(source, order, null, fault == null ? null : fault.refusal(), fault);
        } catch (Refusal refusal) {
            return new Row(source, null, null, refusal, fault);
        }
    }

    private Row move(Account account, Row row) {
        try {
            return new Row(row.source(), row.order(), bank.move(account, row.order()), null, row.fault());
        } catch (Refusal refusal) {
            return new Row(row.source(), row.order(), null, refusal, row.fault());
        }
    }

    /** All or nothing: the first bad row speaks for all. References count as bad where a repetition is refused. */
    private void checkAll(Account account, List<Row> rows) {
        BigDecimal sum = BigDecimal.ZERO;
        var references = new HashSet<String>();
        for (Row row : rows) {
            if (row.refusal() != null) {
                throw Refusal.code1(row.refusal().getMessage());
            }
            boolean repeated = account.byReference.containsKey(row.order().reference())
                    || !references.add(row.order().reference());
            if (repeated && behaviour.get(Assumption.REPEATED_REFERENCE).name().startsWith("REJECT")) {
                throw Refusal.code1("Duplicate unique reference number");
            }
            sum = sum.add(row.order().amount());
        }
        if (account.availableBalance.compareTo(sum) < 0) {
            throw Refusal.code1(Refusal.INSUFFICIENT);
        }
    }

    /** Two lists and three counters; only the name of the first list could be read in the documents. */
    private ObjectNode payload(String companyId, String accountId, List<Row> rows) {
        ObjectNode payload = Json.object();
        ArrayNode succeeded = payload.putArray("successBulkEnKashCardCreateDTOs");
        ArrayNode failed = payload.putArray(behaviour.get(Assumption.BULK_FAILED_NAME));
        for (Row row : rows) {
            ObjectNode told = tell(companyId, accountId, row);
            boolean notFunded = row.moved() != null && row.moved().booking() == null;
            NotFunded form = behaviour.get(Assumption.NOT_FUNDED);
            if (row.fault() == Fault.UNMENTIONED || notFunded && form == NotFunded.UNMENTIONED) {
                continue;
            }
            if (row.refusal() != null) {
                fail(failed, told, row.refusal().getMessage());
            } else if (notFunded && form == NotFunded.FAILED) {
                fail(failed, told, "User already exists");
            } else {
                succeeded.add(told);
            }
        }
        int[] counts = {succeeded.size(), failed.size(), rows.size()};
        List<String> names = behaviour.get(Assumption.BULK_COUNTER_NAMES);
        for (int i = 0; i < names.size(); i++) {
            payload.put(names.get(i), counts[i]);
        }
        return payload;
    }

    private void fail(ArrayNode failed, ObjectNode row, String reason) {
        String name = behaviour.get(Assumption.BULK_REASON_NAME);
        if (!name.isEmpty()) {
            row.put(name, reason);
        }
        failed.add(row);
    }

    /** A row of the answer: what was sent, and for a success the ids and balances, whose names are assumed. */
    private ObjectNode tell(String companyId, String accountId, Row row) {
        ObjectNode told = Json.object();
        for (String name : List.of("email", "name", "mobile", "title", "loadAmount", "remarks")) {
            if (row.source().has(name)) {
                told.set(name, row.source().get(name));
            }
        }
        told.put("companyId", companyId).put("cardAccountId", accountId);
        if (row.moved() != null) {
            told.put("enKashCardId", row.moved().card().cardId())
                    .put("userId", row.moved().card().userId())
                    .put("availableBalance", row.moved().accountBalance())
                    .put("otbBalance", row.moved().card().otbBalance());
            if (row.moved().booking() != null) {
                told.put(
                        behaviour.get(Assumption.MOVEMENT_ID_NAME),
                        row.moved().booking().transactionId());
            }
        }
        if (row.fault() == Fault.WRONG_ECHO) {
            told.put("uniqueReferenceNumber", "ANOTHER-REFERENCE");
        } else if (behaviour.get(Assumption.BULK_ECHO) && row.fault() != Fault.NO_ECHO) {
            told.set("uniqueReferenceNumber", row.source().path("uniqueReferenceNumber"));
        }
        return told;
    }
}
