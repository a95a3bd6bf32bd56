package dev.stagedoor.billing.payouts;

/** How asking for a payout ended. */
public sealed interface PayoutOutcome {
    /** @param repeated the same had been asked for before; nothing moved now */
    record Accepted(Payout payout, boolean repeated) implements PayoutOutcome {}

    /** Nothing moved. */
    record Refused(PayoutRefusal refusal) implements PayoutOutcome {}
}
