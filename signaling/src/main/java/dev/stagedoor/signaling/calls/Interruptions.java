package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.protocol.ServerEvent.PauseReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a call stands still, and until when it may. Two reasons can hold at once; people are told of one, missing coins
 * before a missing side, because they can do something about it. Owned by the call's mailbox.
 */
final class Interruptions {
    /** Told in the call's mailbox. */
    interface Listener {
        /** The call stands still, for the reason and at most the time given. */
        void paused(PauseReason reason, long untilMs);

        /** The last reason is gone. */
        void resumed();

        /** The time is over and the reason still holds. */
        void timedOut(PauseReason reason);
    }

    private final Timers clock;
    private final OwnedTimers timers;
    private final Listener listener;
    private final Map<PauseReason, Deadline> open = new EnumMap<>(PauseReason.class);
    private @Nullable PauseReason told;

    Interruptions(Timers clock, OwnedTimers timers, Listener listener) {
        this.clock = clock;
        this.timers = timers;
        this.listener = listener;
    }

    /** The reason holds or does not; repeats change nothing and do not prolong. */
    void set(PauseReason reason, boolean holds, Duration grace) {
        Deadline deadline = open.get(reason);
        if (holds && deadline == null) {
            long atNs = clock.nanoTime() + grace.toNanos();
            open.put(reason, new Deadline(atNs, timers.after(grace, () -> listener.timedOut(reason))));
        } else if (!holds && deadline != null) {
            deadline.timer().cancel();
            open.remove(reason);
        }
        tell();
    }

    boolean holds(PauseReason reason) {
        return open.containsKey(reason);
    }

    /** Forgets everything, silently. */
    void clear() {
        open.values().forEach(deadline -> deadline.timer().cancel());
        open.clear();
        told = null;
    }

    private void tell() {
        Map.Entry<PauseReason, Deadline> first =
                open.entrySet().stream().findFirst().orElse(null);
        if (first == null) {
            if (told != null) {
                told = null;
                listener.resumed();
            }
        } else if (first.getKey() != told) {
            told = first.getKey();
            long leftNs = first.getValue().atNs() - clock.nanoTime();
            listener.paused(first.getKey(), Math.max(0, Duration.ofNanos(leftNs).toMillis()));
        }
    }

    private record Deadline(long atNs, Timers.Timer timer) {}
}
