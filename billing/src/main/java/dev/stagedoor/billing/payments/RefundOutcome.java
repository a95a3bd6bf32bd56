package dev.stagedoor.billing.payments;

/** How a provider took a refund. */
public sealed interface RefundOutcome {
    /** It has it, now or from before. */
    record Taken() implements RefundOutcome {}

    /**
     * It will not do it: people must, on its site.
     *
     * @param reason what it said
     */
    record ByHand(String reason) implements RefundOutcome {}

    /** It did not answer, or not now: the same refund is to be sent again. */
    record NotYet(String reason) implements RefundOutcome {}
}
