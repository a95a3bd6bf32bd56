package dev.stagedoor.signaling;

/** Why coins were not taken, whatever they were for; nothing moved. */
public sealed interface PurchaseRefusal {
    /** The buyer has less than that. */
    record InsufficientFunds(Money required, Money available) implements PurchaseRefusal {}

    /** @param why what the buyer has set against it, in words for people */
    record Limited(String why) implements PurchaseRefusal {}

    /** The id was used before for something else. */
    record Conflict() implements PurchaseRefusal {}
}
