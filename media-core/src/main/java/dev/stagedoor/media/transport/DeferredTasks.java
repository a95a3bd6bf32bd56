package dev.stagedoor.media.transport;

import java.util.ArrayList;
import java.util.List;

/**
 * Tasks that run at the second tick from now, so one to two ticks later. Three lists that change places: a timer per task
 * would be more exact, but would make objects.
 */
final class DeferredTasks {
    private List<Runnable> atNextTick = new ArrayList<>();
    private List<Runnable> atTickAfter = new ArrayList<>();
    private List<Runnable> empty = new ArrayList<>();

    void add(Runnable task) {
        atTickAfter.add(task);
    }

    boolean isEmpty() {
        return atNextTick.isEmpty() && atTickAfter.isEmpty();
    }

    /** Runs what was added before the last tick. */
    void onTick() {
        List<Runnable> due = atNextTick;
        atNextTick = atTickAfter;
        atTickAfter = empty;
        for (int i = 0; i < due.size(); i++) {
            due.get(i).run();
        }
        due.clear();
        empty = due;
    }
}
