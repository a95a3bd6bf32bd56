package dev.stagedoor.signaling.calls;

import java.time.Duration;
import java.util.UUID;

/** Which of the two can be reached. Owned by the call's mailbox. */
final class Connectivity {
    private final Side viewer;
    private final Side performer;
    private final Duration socketGrace;
    private final OwnedTimers timers;
    private final Runnable changed;

    /**
     * @param socketGrace how long a socket may be away before it counts
     * @param changed told when somebody may have gone or come back
     */
    Connectivity(CallTerms terms, Duration socketGrace, OwnedTimers timers, Runnable changed) {
        this.viewer = new Side(terms.viewer().id());
        this.performer = new Side(terms.performer().id());
        this.socketGrace = socketGrace;
        this.timers = timers;
        this.changed = changed;
    }

    Side viewer() {
        return viewer;
    }

    Side performer() {
        return performer;
    }

    Side side(UUID userId) {
        return viewer.userId().equals(userId) ? viewer : performer;
    }

    /** Only the device that carries the call counts; the others come and go as they like. */
    void onSocket(Caller device, boolean up) {
        Side side = side(device.userId());
        if (!side.isCarriedBy(device.sessionId())) {
            return;
        }
        if (up) {
            side.socketBack();
            changed.run();
        } else {
            side.socketBroke(timers.after(socketGrace, () -> {
                side.socketLost();
                changed.run();
            }));
        }
    }

    /** Media flows both ways, so both transports are up. */
    void bothConnected() {
        viewer.transport(true);
        performer.transport(true);
    }

    /** Tells again how things are. */
    void review() {
        changed.run();
    }

    boolean anyMissing() {
        return viewer.isMissing() || performer.isMissing();
    }

    boolean anySilent() {
        return viewer.isSilent() || performer.isSilent();
    }

    void stop() {
        viewer.stopTimer();
        performer.stopTimer();
    }
}
