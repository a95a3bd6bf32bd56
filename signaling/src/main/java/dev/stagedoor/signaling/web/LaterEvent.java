package dev.stagedoor.signaling.web;

import java.util.Locale;

/** What can still happen to a paid order at the sandbox, days later with a real provider. */
enum LaterEvent {
    REFUND("Give the money back"),
    CHARGEBACK_OPENED("The buyer's bank takes it back"),
    CHARGEBACK_WON("The bank decides for the shop"),
    CHARGEBACK_LOST("The bank decides for the buyer");

    private final String label;

    LaterEvent(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The name that the sandbox knows it by. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
