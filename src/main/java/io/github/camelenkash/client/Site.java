package io.github.camelenkash.client;

/**
 * What the calls to one of EnKash's hosts share.
 *
 * @param target where it is
 * @param tokens whose bearer token opens it
 * @param encrypts whether request bodies are encrypted there
 * @param codec how
 * @param opener opens its answers, encrypted or not
 */
record Site(Target target, Tokens tokens, boolean encrypts, PayloadCodec codec, Opened.Opener opener) {}
