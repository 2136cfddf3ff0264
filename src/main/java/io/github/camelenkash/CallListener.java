package io.github.camelenkash;

import java.util.function.Supplier;

/** Is told of each call of the component when it has ended; it learns the operation and nothing of what was asked. */
@FunctionalInterface
interface CallListener {

    /** Is interested in nothing. */
    CallListener NONE = (operation, outcome, nanos) -> {};

    /** A call has ended. Must be quick and throw nothing: the caller waits. */
    void ended(EnkashOperation operation, CallOutcome outcome, long nanos);

    /** Makes a call and tells how it ended. */
    default <T> T during(EnkashOperation operation, Supplier<T> call) {
        long start = System.nanoTime();
        var outcome = CallOutcome.FAILED;
        try {
            T answer = call.get();
            outcome = CallOutcome.ANSWERED;
            return answer;
        } catch (RuntimeException e) {
            outcome = CallOutcome.of(e);
            throw e;
        } finally {
            ended(operation, outcome, System.nanoTime() - start);
        }
    }
}
