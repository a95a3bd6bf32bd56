package dev.stagedoor.benchmarks.client.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * By epoll and recvmmsg, for IPv4: one system call for all that a socket has, and waits to the microsecond, so that one core
 * carries the receivers of a load test and a publisher's packets leave when they are due.
 */
final class EpollPoller implements Poller {
    private static final int MAX_EVENTS = 256;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    /** struct epoll_event is packed on x86-64 and nowhere else (epoll_event(3type)). */
    private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");

    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int EVENT_DATA = PACKED ? 4 : 8;

    private static final int SMALL_SLOTS = 32;
    private static final int SMALL_SLOT_BYTES = 2_048;
    private static final int LARGE_SLOTS = 4;
    private static final int LARGE_SLOT_BYTES = 1 << 16;

    private final Arena arena = Arena.ofAuto();
    private final int epoll = LinuxCalls.epoll();
    private final int wakeUps = LinuxCalls.eventDescriptor();
    private final MemorySegment one = arena.allocateFrom(JAVA_LONG, 1);
    private final MemorySegment wakeUpCount = arena.allocate(JAVA_LONG);
    private final MemorySegment events = arena.allocate((long) MAX_EVENTS * EVENT_BYTES, 8);
    private final MemorySegment event = arena.allocate(EVENT_BYTES, 8);
    private final MemorySegment timeout = arena.allocate(2 * Long.BYTES, 8);
    private final MessageSlots datagrams = new MessageSlots(arena, SMALL_SLOTS, SMALL_SLOT_BYTES);
    private final MessageSlots groups = new MessageSlots(arena, LARGE_SLOTS, LARGE_SLOT_BYTES);
    private final byte[] datagram = new byte[SMALL_SLOT_BYTES];
    private @Nullable EpollSocket[] sockets = new EpollSocket[64];
    /** After closing, the descriptors' numbers may belong to somebody else. */
    private volatile boolean closed;

    EpollPoller() throws IOException {
        watch(wakeUps);
    }

    @Override
    public ClientSocket open(SocketSettings settings) throws IOException {
        return EpollSocket.open(this, settings);
    }

    /** Delivers what comes on this descriptor to the socket. Called on the loop. */
    void register(int descriptor, EpollSocket socket) throws IOException {
        if (descriptor >= sockets.length) {
            sockets = Arrays.copyOf(sockets, Math.max(descriptor + 1, 2 * sockets.length));
        }
        sockets[descriptor] = socket;
        watch(descriptor);
    }

    /** Closing the descriptor ends the watching; what was read of it in this turn must not find the socket. */
    void forget(int descriptor, EpollSocket socket) {
        if (descriptor < sockets.length && socket.equals(sockets[descriptor])) {
            sockets[descriptor] = null;
        }
    }

    MessageSlots slots(boolean grouped) {
        return grouped ? groups : datagrams;
    }

    byte[] datagram() {
        return datagram;
    }

    @Override
    public void poll(long waitNs) {
        var wait = Math.max(0, waitNs);
        timeout.set(JAVA_LONG, 0, wait / SECOND_NS);
        timeout.set(JAVA_LONG, Long.BYTES, wait % SECOND_NS);
        var count = LinuxCalls.await(epoll, events, MAX_EVENTS, timeout);
        for (int i = 0; i < count; i++) {
            onReadable((int) events.get(JAVA_LONG_UNALIGNED, (long) i * EVENT_BYTES + EVENT_DATA));
        }
    }

    private void onReadable(int descriptor) {
        if (descriptor == wakeUps) {
            LinuxCalls.read(wakeUps, wakeUpCount);
            return;
        }
        var socket = sockets[descriptor];
        if (socket != null) {
            socket.onReadable();
        }
    }

    @Override
    public void wakeUp() {
        if (!closed) {
            LinuxCalls.write(wakeUps, one);
        }
    }

    @Override
    public void close() {
        closed = true;
        LinuxCalls.close(epoll);
        LinuxCalls.close(wakeUps);
    }

    private void watch(int descriptor) throws IOException {
        event.set(JAVA_INT, 0, LinuxCalls.EPOLLIN);
        event.set(JAVA_LONG_UNALIGNED, EVENT_DATA, descriptor);
        LinuxCalls.watch(epoll, descriptor, event);
    }
}
