package dev.stagedoor.billing.payments;

/** How a provider took a refund. */
public sealed interface RefundOutcome {
    /** It has it, now or from before, and says later what became of it. */
    record Taken() implements RefundOutcome {}

    /** The money went back, now or before. */
    record Done() implements RefundOutcome {}

    /**
     * It will not do it: people must, on its site.
     *
     * @param reason what it said
     */
    record ByHand(String reason) implements RefundOutcome {}

    /** It did not answer, or not now: the same refund is to be sent again. */
    record NotYet(String reason) implements RefundOutcome {}
}
