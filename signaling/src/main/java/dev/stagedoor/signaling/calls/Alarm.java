package dev.stagedoor.signaling.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A timer of which there is at most one: setting it again replaces it. Owned by the call's mailbox. */
final class Alarm {
    private final OwnedTimers timers;
    private Timers.@Nullable Timer timer;

    Alarm(OwnedTimers timers) {
        this.timers = timers;
    }

    void in(Duration delay, Runnable task) {
        stop();
        timer = timers.after(delay, task);
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
