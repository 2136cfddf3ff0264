package io.github.camelenkash;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the calls of one shared client by operation and outcome, and passes what it is told on. */
final class CallCounts implements CallListener {

    private static final Logger LOG = LoggerFactory.getLogger(EnkashComponent.class);

    private final LongAdder[][] counts = new LongAdder[EnkashOperation.values().length][CallOutcome.values().length];
    private final CallListener next;

    CallCounts(CallListener next) {
        this.next = next;
        for (var row : counts) {
            for (int i = 0; i < row.length; i++) {
                row[i] = new LongAdder();
            }
        }
    }

    @Override
    public void ended(EnkashOperation operation, CallOutcome outcome, long nanos) {
        counts[operation.ordinal()][outcome.ordinal()].increment();
        try {
            next.ended(operation, outcome, nanos);
        } catch (RuntimeException e) {
            // A registry that refuses a meter must not make a failure of what was paid.
            LOG.debug("A call of enkash:{} could not be measured", operation, e);
        }
    }

    /** What was counted so far; without what never happened. */
    Map<EnkashOperation, Map<CallOutcome, Long>> counts() {
        var all = new EnumMap<EnkashOperation, Map<CallOutcome, Long>>(EnkashOperation.class);
        for (var operation : EnkashOperation.values()) {
            var ofOperation = new EnumMap<CallOutcome, Long>(CallOutcome.class);
            for (var outcome : CallOutcome.values()) {
                long count = counts[operation.ordinal()][outcome.ordinal()].sum();
                if (count > 0) {
                    ofOperation.put(outcome, count);
                }
            }
            if (!ofOperation.isEmpty()) {
                all.put(operation, ofOperation);
            }
        }
        return all;
    }
}
