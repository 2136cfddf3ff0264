package io.github.camelenkash.bench;

/**
 * What one round of one contender came to.
 *
 * @param calls calls that succeeded
 * @param awards awards that these calls paid
 * @param errors calls that failed
 * @param firstError what the first of these said, or null
 * @param seconds how long the round took
 * @param cpuMicros processor time of the whole process a call
 * @param allocatedBytes allocated by the callers' threads a call
 * @param p50Micros the median of a call
 * @param p99Micros the 99th percentile of a call
 */
record Round(
        long calls,
        long awards,
        long errors,
        String firstError,
        double seconds,
        double cpuMicros,
        double allocatedBytes,
        double p50Micros,
        double p99Micros) {

    double callsPerSecond() {
        return calls / seconds;
    }

    double awardsPerSecond() {
        return awards / seconds;
    }
}
