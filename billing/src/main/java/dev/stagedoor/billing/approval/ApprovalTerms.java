package dev.stagedoor.billing.approval;

/**
 * The rules of approvals.
 *
 * @param ttlMs how long a proposal may be decided on, in ms; 604800000, seven days
 * @param codesAloneMinor coins that one person may promise by codes within a day without a second, in thousandths; 1000000
 */
public record ApprovalTerms(long ttlMs, long codesAloneMinor) {
    public ApprovalTerms {
        if (ttlMs <= 0) {
            throw new IllegalArgumentException("a proposal must live longer than " + ttlMs + " ms");
        }
        if (codesAloneMinor < 0) {
            throw new IllegalArgumentException("one person may promise " + codesAloneMinor + " thousandths of a coin");
        }
    }

    /** A week, and a thousand coins a day. */
    public static ApprovalTerms defaults() {
        return new ApprovalTerms(604_800_000, 1_000_000);
    }

    /** The same with another limit of codes. */
    public ApprovalTerms withCodesAlone(long minor) {
        return new ApprovalTerms(ttlMs, minor);
    }
}
