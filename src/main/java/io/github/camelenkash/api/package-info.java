/**
 * EnKash's reward service in words: what can be asked, with which fields, under which checks, and what comes back.
 *
 * <pre>{@code
 * Reading<RewardAccount> balance = new BalanceCall();
 * Request request = balance.request(Input.nothing(), onboarding);   // POST …/cardAccount/get, two body fields
 * RewardAccount account = balance.answer(payload, Input.nothing(), onboarding);
 * }</pre>
 *
 * <p>One file declares one operation: its path, its request, its answer, and by its type whether it only reads
 * ({@link io.github.camelenkash.api.Reading}) or moves value ({@link io.github.camelenkash.api.Moving}). Nothing here
 * knows Camel, HTTP, tokens, encryption or the ledger; this package uses Jackson's tree and nothing of ours.
 */
package io.github.camelenkash.api;
