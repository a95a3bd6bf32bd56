package dev.stagedoor.signaling.web;

import java.util.Locale;

/** What the sandbox's page offers to pay with. A card is chosen by name: there is no number that could be a real one. */
enum TestCard {
    SUCCESS("Works", "Paid at once; the coins are there when you come back."),
    DECLINE("Declined", "The bank says no. Nothing is charged, and the order fails."),
    INSUFFICIENT("Not enough money", "Declined, because the bank account is empty."),
    LATE("Works, told late", "Paid now, but the provider's message comes after 30 seconds."),
    DOUBLE("Works, told twice", "The provider sends the same message twice. You get the coins once."),
    OUT_OF_ORDER("Works, told out of order", "The provider's messages arrive in the wrong order."),
    AMOUNT_MISMATCH("Wrong amount", "The provider reports another amount than was ordered. It is kept aside, unpaid."),
    THREE_D_SECURE("Works after a question", "The bank asks you first, as with 3-D Secure. Say yes, and it is paid."),
    NO_RETURN(
            "Works, buyer gone", "Paid, but close this page instead of going back. The coins are there all the same."),
    SHARED(
            "Works, somebody else's",
            "Paid by a card that other people pay by, too. From the third account on it is a flag under Risk."),
    NEWS_LOST(
            "Works, never told",
            "Paid now, but the provider's message is lost. The server asks for it within a minute."),
    LATER_REFUND("Given back later", "Paid; five seconds later the provider says that it gave the money back."),
    LATER_CHARGEBACK("Charged back later", "Paid; five seconds later the buyer's bank takes the money back.");

    private final String label;
    private final String explanation;

    TestCard(String label, String explanation) {
        this.label = label;
        this.explanation = explanation;
    }

    String label() {
        return label;
    }

    String explanation() {
        return explanation;
    }

    /** The name that the sandbox knows the card by. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
