package dev.stagedoor.signaling.calls;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs tasks one after the other, in the order they came, on threads it borrows from an executor and gives back when
 * nothing is left to do. What is only touched by tasks of one mailbox needs no lock.
 *
 * <p>With virtual threads a mailbox costs nothing while idle, and a task may block; with an executor that runs in the
 * caller, tests are single-threaded and in order.
 */
public final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Executor executor;
    private final Map<String, String> ids;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread owner;

    /** @param executor where the tasks run; a virtual thread per drain in production */
    public Mailbox(Executor executor) {
        this(executor, Map.of());
    }

    /** @param ids under which the log tells of every task, also of one that a timer or the media node has asked for */
    public Mailbox(Executor executor, Map<String, String> ids) {
        this.executor = executor;
        this.ids = Map.copyOf(ids);
    }

    /** Work, and the ids under which the log tells of it: those of whoever asked for it, before the mailbox's own. */
    private record Task(Runnable work, Map<String, String> ids) {
        void run() {
            if (ids.isEmpty()) {
                work.run();
                return;
            }
            MDC.setContextMap(ids);
            try {
                work.run();
            } finally {
                MDC.clear();
            }
        }
    }

    /** Adds a task. Never blocks; a task that throws is logged and the next one runs. */
    public void post(Runnable work) {
        tasks.add(new Task(work, idsOf(MDC.getCopyOfContextMap())));
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    private Map<String, String> idsOf(@Nullable Map<String, String> poster) {
        if (poster == null || poster.isEmpty()) {
            return ids;
        }
        Map<String, String> all = new HashMap<>(ids);
        all.putAll(poster);
        return all;
    }

    /** How many tasks wait or run. */
    public int size() {
        return waiting.get();
    }

    /** To be called first in methods that touch what this mailbox owns. */
    void assertOwned() {
        if (!Thread.currentThread().equals(owner)) {
            throw new IllegalStateException("runs on " + Thread.currentThread() + ", owned by " + owner);
        }
    }

    private void drain() {
        do {
            Task task = tasks.poll();
            owner = Thread.currentThread();
            try {
                if (task != null) {
                    task.run();
                }
            } catch (RuntimeException e) {
                LOG.error("a task failed; the mailbox goes on", e);
            } finally {
                // Before the count falls: once it is zero, another thread may already be the owner.
                owner = null;
            }
        } while (waiting.decrementAndGet() != 0);
    }
}
