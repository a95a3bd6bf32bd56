package dev.stagedoor.billing.payouts;

/** Where a payout stands. It only moves forward; the database refuses anything else. */
public enum PayoutState {
    /** Asked for; the money is set aside. Waits for a person. */
    REQUESTED,
    /** A person wants to look at it first. */
    HELD,
    /** May be sent. */
    APPROVED,
    /** The provider was told, or is just being told. */
    SENT,
    /** The provider's answer did not come: nobody knows whether it pays. */
    UNKNOWN,
    /** The provider has paid. A bank may send it back all the same, and then it has failed. */
    CONFIRMED,
    /** Nothing was paid, and never will be under this payout; all of it is available again. */
    FAILED
}
