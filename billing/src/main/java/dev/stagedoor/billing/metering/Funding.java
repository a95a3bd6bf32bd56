package dev.stagedoor.billing.metering;

/** How much of a call is still paid for. */
public enum Funding {
    FUNDED,
    /** Less than the warning mark is left. */
    LOW,
    /** Less than the final mark is left. */
    FINAL,
    /** Nothing is left, or the longest call is reached: forwarding pauses now. */
    EXHAUSTED;

    /** That of a call which is paid for that much longer, in delivered milliseconds. */
    static Funding when(long remainingMs, MeteringTerms terms) {
        if (remainingMs <= 0) {
            return EXHAUSTED;
        }
        if (remainingMs <= terms.finalRemainingMs()) {
            return FINAL;
        }
        return remainingMs <= terms.warnRemainingMs() ? LOW : FUNDED;
    }
}
