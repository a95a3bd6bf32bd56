package dev.stagedoor.signaling.calls;

import java.time.Duration;

/**
 * Timers whose tasks run in a mailbox. Cancelling there is final: a task that had fired but still waited in the queue
 * does not run any more, so no task needs to ask whether it is too late.
 */
public final class OwnedTimers {
    private final Timers timers;
    private final Mailbox mailbox;

    /** Timers of one mailbox. */
    public OwnedTimers(Timers timers, Mailbox mailbox) {
        this.timers = timers;
        this.mailbox = mailbox;
    }

    /** As {@link Timers#after}, in the mailbox. */
    public Timers.Timer after(Duration delay, Runnable task) {
        Pending pending = new Pending(task);
        Timers.Timer timer = timers.after(delay, () -> mailbox.post(pending));
        return () -> {
            pending.cancelled = true;
            timer.cancel();
        };
    }

    private static final class Pending implements Runnable {
        private final Runnable task;
        private boolean cancelled;

        private Pending(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }
    }
}
