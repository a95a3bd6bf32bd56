package dev.stagedoor.media.room;

/**
 * The owner of mutable media state: one thread that runs tasks one after another. Transport implements it over an event
 * loop of the network library; tests implement it inline with a clock moved by hand.
 */
public interface MediaLoop {
    /** Place of this loop among the server's loops, from 0. */
    int index();

    /** Whether the calling thread is this loop's. */
    boolean inLoop();

    /** Monotonic time in nanoseconds; one origin for all loops of a server. */
    long nowNs();

    /** Runs the task on this loop, after those queued before it; callable from any thread. */
    void execute(Runnable task);

    /** Runs the task on this loop once, {@code delayNs} from now; callable from any thread. */
    Timer schedule(Runnable task, long delayNs);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task; no effect if it has run. */
        void cancel();
    }
}
