package dev.stagedoor.media.room;

/**
 * The owner of mutable media state: one thread that runs tasks one after another. Transport implements it over an event
 * loop of the network library; tests implement it inline with a clock moved by hand. There is one object per loop, so
 * {@code ==} tells whether two things live on the same loop.
 */
public interface MediaLoop {
    /** Whether the calling thread is this loop's. */
    boolean inLoop();

    /** Monotonic time in nanoseconds; one origin for all loops of a server. */
    long nowNs();

    /** Runs the task on this loop, after those queued before it; callable from any thread. */
    void execute(Runnable task);

    /** Runs the task on this loop once, {@code delayNs} from now; callable from any thread. */
    Timer schedule(Runnable task, long delayNs);

    /** Runs the task on this loop every {@code periodNs}, first after one period; callable from any thread. */
    Timer scheduleEvery(Runnable task, long periodNs);

    /**
     * Puts a task off for a moment if the loop is busy: it runs once, one to two milliseconds from now. A loop that has time
     * refuses, so that its caller goes on at once. Callable on this loop only; makes no objects.
     *
     * @return whether the task will run; without being told otherwise, no loop is busy
     */
    default boolean defer(Runnable task) {
        return false;
    }

    /** A task that is still to run. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task; no effect if it has run for the last time. */
        void cancel();
    }
}
