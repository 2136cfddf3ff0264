/**
 * An offline EnKash for trying out and for testing, without credentials and without a network.
 *
 * <pre>{@code
 * class PayoutTest {
 *     @RegisterExtension
 *     static SandboxExtension enkash = new SandboxExtension();
 *
 *     @Test
 *     void aLostAnswerIsNotPaidTwice() {
 *         Sandbox sandbox = enkash.sandbox();
 *         sandbox.behaviour().set(Assumption.SEARCH, Assumption.Search.LAGGING);
 *         sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE);
 *         … // run the route with sandbox.options()
 *         assertThat(sandbox.books().credits("HR-2031-000017")).isEqualTo(1);
 *     }
 * }
 * }</pre>
 *
 * <p>Three things meet here. {@link io.github.camelenkash.sandbox.Documented} lists what the server does because
 * EnKash's documents say so; {@link io.github.camelenkash.sandbox.Assumption} lists what no document says, with a
 * switch for each; {@link io.github.camelenkash.sandbox.Fault} lists what can go wrong, by call, by rule, by chance, or
 * by the data of a row ({@code lost-answer@example.in}). {@link io.github.camelenkash.sandbox.Books} tells what really
 * happened.
 *
 * <p>The walk of a request: {@code HttpDoor} (sockets) → {@code Dispatcher} → {@code Gate} (headers, token, decryption)
 * → {@code Faults} → a {@code Page} for each operation → {@code Bank}, {@code Market} or
 * {@code Coins} (the state) → {@code Envelope} → {@code Wire},
 * which delivers the answer, or fails to.
 *
 * <p>It uses the JDK, HttpCore, Jackson, SLF4J and (the extension only) JUnit; of this project nothing but
 * {@link io.github.camelenkash.api.OfflineService}. It must not borrow the client's code, whose mistakes it is to find.
 */
package io.github.camelenkash.sandbox;
