package dev.stagedoor.signaling.calls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Runs in the caller, so that tests are in order. A call's billing mailbox is filled from within the call's own, so
 * holding back what is given from within another task makes billing as slow as a test likes while the call goes on.
 */
public final class Turns implements Executor {
    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    private boolean holding;
    private int depth;

    @Override
    public void execute(Runnable task) {
        if (holding && depth > 0) {
            heldBack.add(task);
            return;
        }
        depth++;
        try {
            task.run();
        } finally {
            depth--;
        }
    }

    /** From now on what one task gives to another mailbox waits. */
    void holdBack() {
        holding = true;
    }

    /** Runs what has waited, and holds nothing back any more. */
    void release() {
        holding = false;
        while (!heldBack.isEmpty()) {
            execute(heldBack.removeFirst());
        }
    }
}
