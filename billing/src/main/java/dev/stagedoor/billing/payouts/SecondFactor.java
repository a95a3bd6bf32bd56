package dev.stagedoor.billing.payouts;

/** What is known of the second factor of whoever asks for money. */
public enum SecondFactor {
    /** Shown just now. */
    FRESH,
    /** Set up, but not shown, or wrong. */
    MISSING,
    /** Never set up. */
    NOT_SET_UP,
    /** Not asked for: the site does without, or the house itself asks by schedule. */
    NOT_REQUIRED
}
