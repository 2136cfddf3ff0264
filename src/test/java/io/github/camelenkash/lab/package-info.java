/**
 * The fault laboratory: what really happens to points when the wire, a process or a database fails.
 *
 * <p>Nothing in here is a mock but the fault itself. A real Camel route with a real ledger speaks HTTP to the sandbox, and
 * between the two stands {@link io.github.camelenkash.lab.FaultProxy}, which cuts, delays, trickles, truncates or
 * swallows at a chosen byte or at a seeded random moment. Points are counted in the sandbox's books, on the server's
 * side, whatever the component says of them.
 *
 * <p>The walk: {@link io.github.camelenkash.lab.WireFault} says what befalls one request, {@code FaultProxy} does it,
 * {@link io.github.camelenkash.lab.Lab} puts the parts together and orders until the component says that it is paid, and
 * each test is named after a row of the table of faults: {@code AnswerLostTest} (row 1), {@code RequestLostTest} (row 2),
 * {@code ClusterTest} (row 4),
 * {@code RetryAfterTest} (row 8), {@code UnreadableAnswersTest} (row 9), {@code DeceptiveSearchTest} (row 13).
 * {@code EveryByteTest} cuts at every byte of a request and of an answer, {@code RandomFaultsTest} anywhere; what it
 * prints when it fails plays the same faults again, and {@code -Dlab.movements=5000} plays more.
 */
package io.github.camelenkash.lab;
