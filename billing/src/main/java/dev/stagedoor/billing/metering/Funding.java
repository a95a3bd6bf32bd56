package dev.stagedoor.billing.metering;

/** How much of a call is still paid for. */
public enum Funding {
    FUNDED,
    /** Less than the warning mark is left. */
    LOW,
    /** Less than the final mark is left. */
    FINAL,
    /** Nothing is left, or the longest call is reached: forwarding pauses now. */
    EXHAUSTED
}
