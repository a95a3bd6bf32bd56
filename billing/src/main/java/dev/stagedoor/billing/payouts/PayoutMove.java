package dev.stagedoor.billing.payouts;

/** How an attempt to move a payout ended. */
public sealed interface PayoutMove {
    /** It is there now. */
    record Moved(Payout payout) implements PayoutMove {}

    /** It has gone too far for that; nothing changed. */
    record TooLate(PayoutState state) implements PayoutMove {}

    /** Whoever is paid by it cannot decide on it; nothing changed. */
    record OwnCase() implements PayoutMove {}

    /** An open flag holds it, and is decided on first; nothing changed. */
    record Flagged() implements PayoutMove {}

    /** There is no such payout. */
    record Missing() implements PayoutMove {}
}
