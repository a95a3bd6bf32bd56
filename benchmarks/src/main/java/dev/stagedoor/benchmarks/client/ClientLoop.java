package dev.stagedoor.benchmarks.client;

import dev.stagedoor.benchmarks.client.net.ClientSocket;
import dev.stagedoor.benchmarks.client.net.Poller;
import dev.stagedoor.benchmarks.client.net.Pollers;
import dev.stagedoor.benchmarks.client.net.SocketSettings;
import java.io.IOException;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with a poller that serves many clients: their sockets, their timers, their tasks. A load test starts one or a
 * few of these, never a thread per client.
 */
public final class ClientLoop implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLoop.class);

    private final Poller poller;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final AtomicBoolean wakeUpPending = new AtomicBoolean();
    private volatile boolean closed;

    private ClientLoop(String name, Poller poller) {
        this.poller = poller;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Starts a loop on a thread of this name. */
    public static ClientLoop start(String name) {
        return start(name, Pollers.portable());
    }

    /** Starts a loop for very many packets, see {@link Pollers#batching}. */
    public static ClientLoop startBatching(String name) {
        return start(name, Pollers.batching());
    }

    private static ClientLoop start(String name, Poller poller) {
        var loop = new ClientLoop(name, poller);
        loop.thread.start();
        return loop;
    }

    /** Runs the task on this loop soon. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (!inLoop() && wakeUpPending.compareAndSet(false, true)) {
            poller.wakeUp();
        }
    }

    /** Ends the thread. The clients should have been closed before. */
    @Override
    public void close() {
        execute(() -> closed = true);
    }

    long nowNs() {
        return System.nanoTime();
    }

    boolean inLoop() {
        return Thread.currentThread().equals(thread);
    }

    /** Runs the task on this loop at {@code atNs}. Called on the loop. */
    void schedule(long atNs, Runnable task) {
        timers.add(new Timer(atNs, task));
    }

    /** A socket whose datagrams come on this loop. Any thread. */
    ClientSocket open(SocketSettings settings) throws IOException {
        return poller.open(settings);
    }

    private void run() {
        while (!closed) {
            try {
                poll();
                runTasks();
                runTimers();
            } catch (IOException | RuntimeException e) {
                LOG.error("A client's turn failed; the loop goes on", e);
            }
        }
        try {
            poller.close();
        } catch (IOException e) {
            LOG.debug("Poller did not close", e);
        }
    }

    private void poll() throws IOException {
        var next = timers.peek();
        var waitNs = next == null ? TimeUnit.SECONDS.toNanos(1) : next.atNs() - nowNs();
        poller.poll(tasks.isEmpty() ? waitNs : 0);
    }

    private void runTasks() {
        wakeUpPending.set(false);
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void runTimers() {
        var nowNs = nowNs();
        for (var timer = timers.peek(); timer != null && timer.atNs() <= nowNs; timer = timers.peek()) {
            timers.poll().task().run();
        }
    }

    private record Timer(long atNs, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(atNs, other.atNs);
        }
    }
}
