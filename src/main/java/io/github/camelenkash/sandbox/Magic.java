package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults that a row carries itself: the local part of its e-mail is a fault's wire name, optionally followed by digits
 * or by a plus and anything, so that many persons can suffer the same ({@code slow2@example.in},
 * {@code slow+asha@example.in}).
 */
final class Magic {

    private static final Pattern LOCAL_PART = Pattern.compile("([a-z-]+?)-?\\d*(\\+[^@]*)?@.*");

    private final Set<String> fired = ConcurrentHashMap.newKeySet();

    /** The fault that the person of a row stands for, or null. */
    static Fault of(JsonNode row) {
        Matcher matcher = LOCAL_PART.matcher(Call.email(row).toLowerCase(Locale.ROOT));
        return matcher.matches() ? Fault.named(matcher.group(1)) : null;
    }

    /**
     * What befalls a call: one fault of the whole call (the first row's that has one left), or else faults of rows. A
     * fault fires once for each reference, except where it {@linkplain Fault#always() always} does.
     */
    Suffering befall(Call call) {
        var ofRows = new HashMap<Integer, Fault>();
        for (int i = 0; i < call.rows().size(); i++) {
            JsonNode row = call.rows().get(i);
            Fault fault = of(row);
            if (fault != null && !fault.ofRow() && fires(fault, row)) {
                return Suffering.ofCall(Misfortune.of(fault));
            }
        }
        for (int i = 0; i < call.rows().size(); i++) {
            JsonNode row = call.rows().get(i);
            Fault fault = of(row);
            if (fault != null && fault.ofRow() && fires(fault, row)) {
                ofRows.put(i, fault);
            }
        }
        return new Suffering(null, Map.copyOf(ofRows));
    }

    private boolean fires(Fault fault, JsonNode row) {
        return fault.always() || fired.add(fault + " " + Call.reference(row));
    }

    void reset() {
        fired.clear();
    }
}
