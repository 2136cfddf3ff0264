package io.github.camelenkash.api;

/** The two programmes that run on one mechanism: employee rewards, and incentives for channel partners (§9). */
public enum Program {
    /** Employee rewards, funded by {@code cardAccountId}. */
    reward,
    /** Channel incentives, funded by {@code incentiveAccountId}. */
    incentive
}
