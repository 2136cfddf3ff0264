package io.github.camelenkash.api;

import java.util.LinkedHashMap;

/** {@code unallocate}: takes points back from a card (§7.2, {@code DR}). */
public final class UnallocateCall extends PointsCall {

    public UnallocateCall() {
        super("unallocate", Direction.DR);
    }

    /** Nobody is created here, so a card is enough, or what identifies a person; the server judges the rest. */
    @Override
    void check(RewardFields fields) {
        if (fields.cardId() != null) {
            return;
        }
        var person = new LinkedHashMap<String, String>();
        person.put("email", fields.email());
        person.put("mobile", fields.mobile());
        fields.require(person);
    }
}
