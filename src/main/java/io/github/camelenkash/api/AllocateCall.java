package io.github.camelenkash.api;

import java.util.LinkedHashMap;

/** {@code allocate}: creates a person's card and funds it, or credits an existing one (§7.2, {@code CR}). */
public final class AllocateCall extends PointsCall {

    public AllocateCall() {
        super("allocate", Direction.CR);
    }

    /** EnKash may have to create the person, so all of it is needed unless a card is named (§14 row 17). */
    @Override
    void check(RewardFields fields) {
        if (fields.cardId() != null || fields.hasAllOfAPerson()) {
            return;
        }
        var person = new LinkedHashMap<String, String>();
        person.put("email", fields.email());
        person.put("mobile", fields.mobile());
        person.put("title", fields.title());
        person.put("firstName", fields.singleName());
        person.put("gender", fields.gender());
        fields.require(person);
    }
}
