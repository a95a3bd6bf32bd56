package dev.stagedoor.billing.approval;

/**
 * The rules of approvals.
 *
 * @param ttlMs how long a proposal may be decided on, in ms; 604800000, seven days
 */
public record ApprovalTerms(long ttlMs) {
    public ApprovalTerms {
        if (ttlMs <= 0) {
            throw new IllegalArgumentException("a proposal must live longer than " + ttlMs + " ms");
        }
    }

    /** A week. */
    public static ApprovalTerms defaults() {
        return new ApprovalTerms(604_800_000);
    }
}
