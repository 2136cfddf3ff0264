/**
 * The benchmark: {@code mvn -Pbench verify}, or with {@code -Dbench.quick} in a few minutes.
 *
 * <p>{@link io.github.camelenkash.bench.Bench} starts a fast server and one JVM for each contender, lets them run in turns
 * (never two at a time), and writes what it measured to {@code target/bench}. Each contender does the same thing in another
 * way: a bare HTTP client, a route that is written by hand, this component. What the server counted must agree with what
 * they say they did.
 */
package io.github.camelenkash.bench;
