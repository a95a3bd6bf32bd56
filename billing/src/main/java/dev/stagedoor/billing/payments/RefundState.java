package dev.stagedoor.billing.payments;

/** How far a refund that was granted is at its provider. */
public enum RefundState {
    /** Nothing is to be done there. */
    NONE,
    TO_SEND,
    /** The provider has it, and may still be at it. */
    SENT,
    /** It has said that the money went back. */
    DONE,
    /** It has said that it could not: people give the money back on its site. */
    FAILED,
    /** People have to, or had to. */
    BY_HAND
}
