package dev.stagedoor.billing.metering;

/**
 * Where a metered session stands. Ringing and connecting are signalling's business and are {@code HELD} here; low, final
 * and grace are {@link Funding} of an {@code ACTIVE} one. Ended and settled are one commit, so there is no state between.
 */
public enum SessionState {
    /** Coins are reserved, the clock does not run. */
    HELD,
    /** The clock may run. */
    ACTIVE,
    /** Charged and released; the receipt is written. */
    SETTLED,
    REJECTED,
    MISSED,
    CANCELLED,
    FAILED;

    /** Whether nothing can change any more. */
    public boolean isTerminal() {
        return this != HELD && this != ACTIVE;
    }

    /** Whether a session may go from here to {@code next}. */
    public boolean mayBecome(SessionState next) {
        return switch (this) {
            case HELD -> next == ACTIVE || (next.isTerminal() && next != SETTLED);
            case ACTIVE -> next == SETTLED;
            case SETTLED, REJECTED, MISSED, CANCELLED, FAILED -> false;
        };
    }

    /** The end state of this session when it ends for {@code reason}. */
    SessionState endedBy(EndReason reason) {
        if (this == ACTIVE) {
            return SETTLED;
        }
        return switch (reason) {
            case REJECTED -> REJECTED;
            case MISSED -> MISSED;
            case CANCELLED, HANG_UP -> CANCELLED;
            case INSUFFICIENT_FUNDS, CONNECTION_LOST, NODE_LOST, MAXIMUM_DURATION, SHOW_OVER, NEVER_CONNECTED, FAILED ->
                FAILED;
        };
    }
}
