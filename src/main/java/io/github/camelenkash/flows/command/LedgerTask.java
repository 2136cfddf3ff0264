package io.github.camelenkash.flows.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelenkash.api.Amounts;

/** What the commands share that ask the component about movements. */
abstract class LedgerTask extends Task {

    LedgerTask(Surroundings surroundings) {
        super(surroundings);
    }

    abstract Answer perform(Session session) throws Exception;

    @Override
    final Answer perform() throws Exception {
        try (var session = Session.start(settings(), null)) {
            return perform(session);
        }
    }

    static JsonNode json(Object answer) {
        return JSON.valueToTree(answer);
    }

    /** A movement in one line. */
    static String line(JsonNode movement) {
        var line = new StringBuilder(movement.path("state").asText())
                .append(' ')
                .append(movement.path("reference").asText());
        append(line, ": ", movement, "points", " points");
        append(line, ", attempt ", movement, "attempt", "");
        append(line, ", since ", movement, "changedAt", "");
        append(line, ", from ", movement, "source", "");
        append(line, ": ", movement, "reason", "");
        return line.toString();
    }

    private static void append(StringBuilder line, String before, JsonNode movement, String member, String after) {
        if (movement.hasNonNull(member)) {
            var value = movement.get(member);
            line.append(before)
                    .append(value.isNumber() ? Amounts.shown(value.decimalValue()) : value.asText())
                    .append(after);
        }
    }
}
