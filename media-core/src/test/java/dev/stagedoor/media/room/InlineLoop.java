package dev.stagedoor.media.room;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A loop for tests: the test's thread is the loop, and time moves only by {@link #advance}. Tasks run in {@link #runAll}
 * and {@link #advance}, timers in order of their time.
 */
public final class InlineLoop implements MediaLoop {
    /** The longest that a deferral may take. */
    public static final long DEFERRAL_NS = 2_000_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Entry> timers = new PriorityQueue<>(
            Comparator.comparingLong((Entry entry) -> entry.atNs).thenComparingLong(entry -> entry.order));
    private long nowNs;
    private long order;
    private boolean busy;

    /** A loop whose clock begins at {@code nowNs}. */
    public InlineLoop(long nowNs) {
        this.nowNs = nowNs;
    }

    /** Runs what has been submitted, and what that submits. */
    public void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Moves the clock by {@code ns}, stopping at every timer on the way. */
    public void advance(long ns) {
        long untilNs = nowNs + ns;
        runAll();
        for (Entry next = timers.peek(); next != null && next.atNs <= untilNs; next = timers.peek()) {
            timers.remove();
            nowNs = Math.max(nowNs, next.atNs);
            if (next.periodNs > 0) {
                next.atNs += next.periodNs;
                timers.add(next);
            }
            next.task.run();
            runAll();
        }
        nowNs = untilNs;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Runnable task, long delayNs) {
        return add(new Entry(task, nowNs + delayNs, 0, order++));
    }

    @Override
    public Timer scheduleEvery(Runnable task, long periodNs) {
        return add(new Entry(task, nowNs + periodNs, periodNs, order++));
    }

    /** Whether tasks are put off when they ask for it. */
    public void setBusy(boolean nowBusy) {
        busy = nowBusy;
    }

    @Override
    public boolean defer(Runnable task) {
        if (busy) {
            add(new Entry(task, nowNs + DEFERRAL_NS, 0, order++));
        }
        return busy;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    private Timer add(Entry entry) {
        timers.add(entry);
        return () -> timers.remove(entry);
    }

    private static final class Entry {
        private final Runnable task;
        private final long periodNs;
        private final long order;
        private long atNs;

        Entry(Runnable task, long atNs, long periodNs, long order) {
            this.task = task;
            this.atNs = atNs;
            this.periodNs = periodNs;
            this.order = order;
        }
    }
}
