package dev.stagedoor.billing.metering;

/** Why a call is settled. */
public enum EndReason {
    HANG_UP,
    INSUFFICIENT_FUNDS,
    CONNECTION_LOST,
    NODE_LOST,
    MAXIMUM_DURATION,
    /** The show it belonged to is over. */
    SHOW_OVER,
    NEVER_CONNECTED,
    REJECTED,
    MISSED,
    CANCELLED,
    FAILED
}
