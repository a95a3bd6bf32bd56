package dev.stagedoor.billing.payments;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The cards of the sandbox, each a fault that a real provider's webhooks have shown. */
public enum SandboxCard {
    SUCCESS("4242424242424242", "Paid at once"),
    DECLINE("4000000000000002", "Declined by the bank"),
    INSUFFICIENT("4000000000009995", "Not enough money on the card"),
    LATE("4000000000000077", "Paid, the news takes 30 seconds"),
    DOUBLE("4000000000000101", "Paid, the news comes twice"),
    OUT_OF_ORDER("4000000000000119", "Paid, \"pending\" arrives after \"paid\""),
    AMOUNT_MISMATCH("4000000000000127", "The news says another amount; must be refused"),
    THREE_D_SECURE("4000002500003155", "Paid after the bank has asked the buyer"),
    NO_RETURN("4000000000000135", "Paid, the buyer never comes back"),
    ONCE("4000000000000341", "Paid, and declined whenever it is charged again"),
    SHARED("4000000000000408", "Paid, by a card that other people pay by, too"),
    NEWS_LOST("4000000000000374", "Paid, the news never comes and has to be asked for"),
    LATER_REFUND("4000000000000143", "Paid, and given back by the provider later"),
    LATER_CHARGEBACK("4000000000000259", "Paid, and taken back by the buyer's bank later");

    private final String number;
    private final String label;

    SandboxCard(String number, String label) {
        this.number = number;
        this.label = label;
    }

    /** What a tester types. */
    public String number() {
        return number;
    }

    /** What it does, for the hosted page. */
    public String label() {
        return label;
    }

    /** The card of that number or name, spaces aside; null if there is none. */
    static @Nullable SandboxCard of(String text) {
        String compact = text.replace(" ", "");
        return Arrays.stream(values())
                .filter(card -> card.number.equals(compact) || card.name().equalsIgnoreCase(compact))
                .findFirst()
                .orElse(null);
    }
}
