package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;

/** The table from exact causes to the words people see. */
final class Outcomes {
    private Outcomes() {}

    /** What it is when one of the two wants no more. */
    static EndReason hangUp(CallState state, boolean byPerformer) {
        if (state == CallState.ACTIVE) {
            return EndReason.HANG_UP;
        }
        return byPerformer ? EndReason.REJECTED : EndReason.CANCELLED;
    }

    /** @param active whether media ever flowed both ways */
    static CallOutcome of(EndReason reason, boolean active) {
        return switch (reason) {
            case MISSED -> CallOutcome.MISSED;
            case REJECTED -> CallOutcome.DECLINED;
            case CANCELLED -> CallOutcome.CANCELLED;
            case INSUFFICIENT_FUNDS -> CallOutcome.INSUFFICIENT_FUNDS;
            case NEVER_CONNECTED -> CallOutcome.FAILED;
            case HANG_UP, CONNECTION_LOST, NODE_LOST, MAXIMUM_DURATION, FAILED ->
                active ? CallOutcome.COMPLETED : CallOutcome.FAILED;
        };
    }
}
