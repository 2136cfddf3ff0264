/**
 * How a call to EnKash is made: settings, token, encryption, transport, and what an answer means.
 *
 * <pre>{@code
 * var settings = ClientSettings.builder()
 *         .apiUrl("https://pay-en-uat.enkash.in")
 *         .onboarding(onboarding)
 *         .credentials(new Credentials(username, password, clientId, clientSecret))
 *         .build();
 * try (var client = EnkashClient.create(settings)) {
 *     RewardAccount account = client.read(new BalanceCall(), Input.nothing(), Program.reward);
 * }
 * }</pre>
 *
 * <p>A call passes these layers, outermost first, and each knows only the next: {@code Reads} repeats what may be
 * repeated (reads only), {@code Tokens} lends a bearer token (§3), {@code PayloadCodec} encrypts (§5), {@code Transport}
 * moves bytes. What moves value enters below the repeats, and only with a {@link io.github.camelenkash.api.Permit} of the
 * ledger. {@code Sites} keeps apart what the core, point management and redemption do not share: host, login, encryption.
 * An answer is opened by {@code Envelope} (§6) and judged by {@code MovementAnswers} or {@code ReadAnswers}.
 *
 * <p>This package uses {@code api}, Jackson, HttpClient 5 and slf4j; it knows neither Camel nor the ledger.
 */
package io.github.camelenkash.client;
