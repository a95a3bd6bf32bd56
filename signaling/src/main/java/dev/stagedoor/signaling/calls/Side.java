package dev.stagedoor.signaling.calls;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person in a call: the device that carries it, and whether it can be reached. Owned by the call's mailbox. */
final class Side {
    private final UUID userId;
    private @Nullable UUID sessionId;
    private boolean socketLost;
    private boolean transportLost;
    private Timers.@Nullable Timer socketTimer;

    Side(UUID userId) {
        this.userId = userId;
    }

    UUID userId() {
        return userId;
    }

    /**
     * The device that spoke last about media carries the call.
     *
     * @return the device that did so before, null if it is the same or there was none
     */
    @Nullable
    UUID carriedBy(UUID newSessionId) {
        UUID former = sessionId;
        sessionId = newSessionId;
        socketBack();
        return newSessionId.equals(former) ? null : former;
    }

    boolean isCarriedBy(UUID otherSessionId) {
        return otherSessionId.equals(sessionId);
    }

    /** The device's socket broke; the timer will say when that matters. */
    void socketBroke(Timers.Timer untilItMatters) {
        stopTimer();
        socketTimer = untilItMatters;
    }

    void socketLost() {
        stopTimer();
        socketLost = true;
    }

    void socketBack() {
        stopTimer();
        socketLost = false;
    }

    void transport(boolean up) {
        transportLost = !up;
    }

    /** The device has been without its socket for longer than is overlooked. */
    boolean isSilent() {
        return socketLost;
    }

    /** The device cannot be reached by media or by messages. */
    boolean isMissing() {
        return socketLost || transportLost;
    }

    void stopTimer() {
        if (socketTimer != null) {
            socketTimer.cancel();
            socketTimer = null;
        }
    }
}
