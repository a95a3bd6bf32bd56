package dev.stagedoor.billing.approval;

/** Where a proposal stands. It is decided once; only {@code APPROVED} has changed anything. */
public enum ApprovalState {
    PROPOSED,
    APPROVED,
    REJECTED,
    /** Taken back by who proposed it. */
    WITHDRAWN,
    /** Nobody decided in time. Follows from the clock and is not stored. */
    EXPIRED
}
