package dev.stagedoor.billing.payments;

/** How charging a method again ended. */
public sealed interface ChargeOutcome {
    /**
     * The provider took the charge or declined it, and says so as a webhook would; repeated, it says the same.
     *
     * @param raw what it said
     * @param lasting whether a method that was declined is not to be tried again before the buyer has done something about it
     */
    record Answered(ProviderEvent event, String raw, boolean lasting) implements ChargeOutcome {
        /** Taken, or declined for now. */
        public Answered(ProviderEvent event, String raw) {
            this(event, raw, false);
        }
    }

    /** The provider was not reached, or turned us away before it looked at the charge: nothing was charged, and it may be sent again. */
    record NotSent(String reason) implements ChargeOutcome {}

    /** It did not answer. Nobody knows whether it has charged: the same order is asked about again, or waited for. */
    record Unknown(String reason) implements ChargeOutcome {}
}
