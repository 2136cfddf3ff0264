package io.github.camelenkash;

/** How an operation that reads a list answers: option {@code outputType}. The names are those that enter a URI. */
public enum OutputType {
    /** The whole list. */
    list,
    /** An iterator that asks part by part, for a splitter that streams. */
    streamList
}
