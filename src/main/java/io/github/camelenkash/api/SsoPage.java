package io.github.camelenkash.api;

/** Where a one-click login lands (§8); the constants are the path segments of the redirect URL. */
public enum SsoPage {
    /** An employee redeems rewards. */
    employee_rewards,
    /** An HR or company administrator sees the reward account. */
    reward_account
}
