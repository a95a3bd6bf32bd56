package dev.stagedoor.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with a selector that serves many clients: their sockets, their timers, their tasks. A load test starts one or a
 * few of these, never a thread per client.
 */
public final class ClientLoop implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLoop.class);

    /** Datagrams taken from one socket before the others have their turn. */
    private static final int MAX_BURST = 64;

    private static final int DATAGRAM_BYTES = 2048;
    private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final AtomicBoolean wakeUpPending = new AtomicBoolean();
    private final byte[] datagram = new byte[DATAGRAM_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(datagram);
    private volatile boolean closed;

    private ClientLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector", e);
        }
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Starts a loop on a thread of this name. */
    public static ClientLoop start(String name) {
        var loop = new ClientLoop(name);
        loop.thread.start();
        return loop;
    }

    /** What a socket's owner does. */
    interface Endpoint {
        /** A datagram is in the first {@code length} bytes; the array is the loop's and may be changed until the call ends. */
        void onDatagram(byte[] datagram, int length, InetSocketAddress from, long nowNs);
    }

    /** Runs the task on this loop soon. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (!inLoop() && wakeUpPending.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Ends the thread. The clients should have been closed before. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
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

    /** Delivers what comes on this non-blocking channel to {@code endpoint}. Called on the loop. */
    void register(DatagramChannel channel, Endpoint endpoint) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, endpoint);
    }

    private void run() {
        while (!closed) {
            try {
                select();
                runTasks();
                runTimers();
            } catch (IOException | RuntimeException e) {
                LOG.error("A client's turn failed; the loop goes on", e);
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("Selector did not close", e);
        }
    }

    private void select() throws IOException {
        var next = timers.peek();
        var waitNs = next == null ? TimeUnit.SECONDS.toNanos(1) : next.atNs() - nowNs();
        if (waitNs <= 0 || !tasks.isEmpty()) {
            selector.selectNow(this::onReadable);
        } else {
            // Rounded up: a timer that is early by a fraction of a millisecond would spin.
            selector.select(this::onReadable, (waitNs + NS_PER_MS - 1) / NS_PER_MS);
        }
    }

    private void onReadable(SelectionKey key) {
        var channel = (DatagramChannel) key.channel();
        var endpoint = (Endpoint) key.attachment();
        try {
            for (int i = 0; i < MAX_BURST && key.isValid(); i++) {
                view.clear();
                if (!(channel.receive(view) instanceof InetSocketAddress from)) {
                    return;
                }
                endpoint.onDatagram(datagram, view.position(), from, nowNs());
            }
        } catch (IOException _) {
            // Port unreachable: whoever was there is gone, and the loss of consent will tell it.
        }
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
