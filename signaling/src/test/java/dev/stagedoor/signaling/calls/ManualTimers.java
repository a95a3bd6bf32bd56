package dev.stagedoor.signaling.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Time that stands still until a test moves it. */
public final class ManualTimers implements Timers {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final PriorityQueue<Entry> waiting = new PriorityQueue<>();
    private long nowNs;
    private long serial;

    @Override
    public Instant now() {
        return START.plusNanos(nowNs);
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Entry entry = new Entry(nowNs + Math.max(0, delay.toNanos()), serial++, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** Moves time, stopping wherever a task is due. */
    public void advance(Duration duration) {
        long untilNs = nowNs + duration.toNanos();
        for (Entry next = waiting.peek(); next != null && next.atNs <= untilNs; next = waiting.peek()) {
            waiting.remove(next);
            nowNs = Math.max(nowNs, next.atNs);
            next.task.run();
        }
        nowNs = untilNs;
    }

    /** How many tasks wait: none should be left when nothing goes on any more. */
    public int size() {
        return waiting.size();
    }

    private record Entry(long atNs, long serial, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return atNs != other.atNs ? Long.compare(atNs, other.atNs) : Long.compare(serial, other.serial);
        }
    }
}
