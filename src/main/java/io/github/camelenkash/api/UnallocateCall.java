package io.github.camelenkash.api;

/** {@code unallocate}: takes points back from a card (§7.2, {@code DR}). */
public final class UnallocateCall extends PointsCall {

    public UnallocateCall() {
        super("unallocate", Direction.DR);
    }

    /** Nobody is created here, so a card is enough, or what identifies a person; the server judges the rest. */
    @Override
    void check(RewardFields fields) {
        if (fields.cardId() == null) {
            fields.require("email", "mobile");
        }
    }
}
