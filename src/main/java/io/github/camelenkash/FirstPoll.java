package io.github.camelenkash;

/** What {@code enkash:balance} does at its very first poll: option {@code firstPoll}. The names are those that enter a URI. */
public enum FirstPoll {
    /** A balance that is low already is reported. */
    report,
    /** The first poll only takes note; the next change is reported. */
    arm
}
