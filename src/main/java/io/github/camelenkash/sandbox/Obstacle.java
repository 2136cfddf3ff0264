package io.github.camelenkash.sandbox;

/** A state of an account in which EnKash refuses bulk calls, with the documented words (contract §6.4). */
public enum Obstacle {
    NO_PRIMARY_CARD("Primary Enkash card is not present. So bulk upload cannot be done"),
    KYC_MISSING("KYC is not uploaded or under review for the primary card. So bulk upload cannot be done"),
    BIN_NOT_MAPPED("Bin Type is not mapped on PlanMaster"),
    OTHER_PARTNER("Card Account does not exist for this partner");

    private final String message;

    Obstacle(String message) {
        this.message = message;
    }

    /** EnKash's text, word for word. */
    public String message() {
        return message;
    }
}
