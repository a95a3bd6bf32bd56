package dev.stagedoor.billing.ledger;

/** Where coins came from, in the order in which they are used up: what expires soonest goes first. */
public enum LotClass {
    PROMO,
    BONUS,
    SUBSCRIPTION,
    REFUND,
    /** Bought; expires with the account's inactivity only, so it carries no date. */
    PAID
}
