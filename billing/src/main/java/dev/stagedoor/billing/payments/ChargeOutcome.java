package dev.stagedoor.billing.payments;

/** How charging a method again ended. */
public sealed interface ChargeOutcome {
    /**
     * The provider took the charge or declined it, and says so as a webhook would; repeated, it says the same.
     *
     * @param raw what it said
     */
    record Answered(ProviderEvent event, String raw) implements ChargeOutcome {}

    /** It did not answer. Nobody knows whether it has charged: the same order is to be sent again. */
    record Unknown(String reason) implements ChargeOutcome {}
}
