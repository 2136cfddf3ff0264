package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Data;

/**
 * What a settling run came to.
 *
 * @param looked movements that were looked at
 * @param paid found paid
 * @param refused not there, after EnKash had said no
 * @param toSendAgain believed absent: order them again, by redelivery or by dropping the file again
 * @param parked given to a person
 * @param unknown unknown still
 * @param purged rows that lost what is not needed to refuse paying them again ({@code purgeAfter})
 */
public record SettleReport(int looked, int paid, int refused, int toSendAgain, int parked, int unknown, int purged)
        implements Data {

    static final SettleReport NOTHING = new SettleReport(0, 0, 0, 0, 0, 0, 0);

    /** The same run, after which so many rows were purged. */
    public SettleReport purged(int rows) {
        return new SettleReport(looked, paid, refused, toSendAgain, parked, unknown, purged + rows);
    }

    SettleReport with(State state) {
        return new SettleReport(
                looked + 1,
                paid + (state == State.PAID ? 1 : 0),
                refused + (state == State.REFUSED ? 1 : 0),
                toSendAgain + (state == State.RESERVED ? 1 : 0),
                parked + (state == State.PARKED ? 1 : 0),
                unknown + (state == State.UNKNOWN || state == State.SENT ? 1 : 0),
                purged);
    }
}
