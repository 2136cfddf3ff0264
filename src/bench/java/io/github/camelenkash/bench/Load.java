package io.github.camelenkash.bench;

/**
 * One load.
 *
 * @param callers how many call at a time
 * @param latencyMillis how long the server holds each answer back
 */
record Load(int callers, int latencyMillis) {}
