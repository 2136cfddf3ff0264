package io.github.camelenkash.api;

/** {@code allocate}: creates a person's card and funds it, or credits an existing one (§7.2, {@code CR}). */
public final class AllocateCall extends PointsCall {

    public AllocateCall() {
        super("allocate", Direction.CR);
    }

    /** EnKash may have to create the person, so all of it is needed unless a card is named (§14 row 17). */
    @Override
    void check(RewardFields fields) {
        if (fields.cardId() == null) {
            fields.require("email", "mobile", "title", "firstName", "gender");
        }
    }
}
