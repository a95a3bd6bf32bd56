package dev.stagedoor.billing.payments;

/** How a provider took what the house says in a case. */
public sealed interface AnswerOutcome {
    /** It has it, now or from before, and passes it on to the bank. */
    record Taken() implements AnswerOutcome {}

    /**
     * It will not take it this way: people must look, on its site.
     *
     * @param reason what it said
     */
    record ByHand(String reason) implements AnswerOutcome {}

    /** It did not answer, or not now: the same answer is to be sent again. */
    record NotYet(String reason) implements AnswerOutcome {}
}
