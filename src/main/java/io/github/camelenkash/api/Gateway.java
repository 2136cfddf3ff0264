package io.github.camelenkash.api;

import java.util.List;

/** What the ledger needs of the wire. Implemented by the client; tests and simulations implement it too. */
public interface Gateway {

    /**
     * Makes sure that a token is at hand, before a row says that something is being sent.
     *
     * @throws CredentialsException if login was refused, now or before
     * @throws UnavailableException if the login endpoint cannot be reached
     */
    void logIn();

    /** As {@link #logIn()}, for movements of one kind: voucher orders may have credentials of their own. */
    default void logIn(Kind kind) {
        logIn();
    }

    /** Whether a token for movements of this kind is at hand, as far as is known without asking anybody. */
    default boolean isLoggedIn(Kind kind) {
        return false;
    }

    /** Sends one movement. Never throws for what happens on the wire: that is an {@link Answer}. */
    Answer send(Moving call, Order order, Permit permit);

    /** Sends one chunk of a bulk call. */
    ChunkAnswer send(BulkMoving call, List<Order> chunk, boolean fundExisting, Permit permit);

    /** Searches for one reference in one account, without a card id. Never throws for what happens on the wire either. */
    LookUp lookUp(Kind kind, String account, String reference);

    /**
     * What a chunk came to.
     *
     * @param whole whether the one answer stands for the chunk as a whole (then every row has it)
     * @param rows an answer for each row, parallel to the chunk
     */
    record ChunkAnswer(boolean whole, List<Answer> rows) {

        /** One answer for all rows. */
        public static ChunkAnswer ofWhole(Answer answer, int size) {
            return new ChunkAnswer(true, java.util.Collections.nCopies(size, answer));
        }
    }
}
