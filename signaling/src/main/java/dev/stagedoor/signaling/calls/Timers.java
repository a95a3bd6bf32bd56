package dev.stagedoor.signaling.calls;

import java.time.Duration;
import java.time.Instant;

/** Time: what it is, and to be woken later. Tests move it by hand. */
public interface Timers {
    /** Calendar time, for what people read. Never used to measure. */
    Instant now();

    /** A monotonic clock in nanoseconds, to measure with. */
    long nanoTime();

    /** Runs a task once after a delay, on any thread; the task must not block. */
    Timer after(Duration delay, Runnable task);

    /** A task that waits for its time. */
    interface Timer {
        /** Forgets the task. It may be running already. */
        void cancel();
    }
}
