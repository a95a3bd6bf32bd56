package dev.stagedoor.billing.disputes;

/** Where a request stands. It is decided once. */
public enum ClaimState {
    OPEN,
    REFUNDED,
    REJECTED
}
