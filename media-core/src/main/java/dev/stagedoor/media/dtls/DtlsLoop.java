package dev.stagedoor.media.dtls;

/** The loop that owns a session, as far as a session needs it. Tests move its time by hand. */
public interface DtlsLoop {
    /**
     * Runs the task on the loop, after those queued before it; callable from any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the loop has stopped
     */
    void execute(Runnable task);

    /** Runs the task on the loop once, {@code delayMs} from now; called on the loop. */
    void schedule(Runnable task, int delayMs);
}
