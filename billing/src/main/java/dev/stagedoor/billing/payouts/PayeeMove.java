package dev.stagedoor.billing.payouts;

/** How a decision about a payee was taken. */
public enum PayeeMove {
    /** It stands. */
    DONE,
    /** It was so already. */
    UNCHANGED,
    /** Nobody decides about themselves; nothing changed. */
    OWN_CASE
}
