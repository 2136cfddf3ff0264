package io.github.camelenkash.bench;

/** One way of doing the same work, to be compared with the others. */
interface Contender extends AutoCloseable {

    /**
     * Does it once, on the caller's thread; for many threads at once.
     *
     * @param number another one in each call; the reference and the person follow from it
     * @return how many awards were paid by it
     * @throws Exception if it did not succeed
     */
    int call(long number) throws Exception;

    /**
     * Called at the end of each round.
     */
    default void rest() {}
}
