package dev.stagedoor.benchmarks.client.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket of {@link EpollPoller}. Sending locks, because the DTLS handshake sends on a thread of its own. */
final class EpollSocket implements ClientSocket {
    /** Batches taken from one socket before the others have their turn. */
    private static final int MAX_BATCHES = 4;

    private static final int MAX_DATAGRAM_BYTES = 2_048;

    private final EpollPoller poller;
    private final int descriptor;
    private final int localPort;
    private final boolean grouped;
    private final ArrivalGroups groups = new ArrivalGroups();
    private final MemorySegment outgoing = Arena.ofAuto().allocate(MAX_DATAGRAM_BYTES, 64);
    private @Nullable Endpoint endpoint;
    private volatile @Nullable InetSocketAddress remote;
    private volatile boolean closed;

    private EpollSocket(EpollPoller poller, int descriptor, int localPort, boolean grouped) {
        this.poller = poller;
        this.descriptor = descriptor;
        this.localPort = localPort;
        this.grouped = grouped;
    }

    static EpollSocket open(EpollPoller poller, SocketSettings settings) throws IOException {
        var descriptor = LinuxCalls.socket();
        var local = settings.local() == null ? InetAddress.ofLiteral("0.0.0.0") : settings.local();
        try (var arena = Arena.ofConfined()) {
            if (!LinuxCalls.setOption(
                    descriptor, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES)) {
                LinuxCalls.setOption(descriptor, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            }
            LinuxCalls.bind(descriptor, Ipv4Memory.write(arena, local, 0));
            var grouped =
                    settings.groups() && LinuxCalls.setOption(descriptor, LinuxCalls.SOL_UDP, LinuxCalls.UDP_GRO, 1);
            return new EpollSocket(poller, descriptor, localPort(descriptor, arena), grouped);
        } catch (IOException e) {
            LinuxCalls.close(descriptor);
            throw e;
        }
    }

    private static int localPort(int descriptor, Arena arena) {
        var address = Ipv4Memory.write(arena, InetAddress.ofLiteral("0.0.0.0"), 0);
        LinuxCalls.localAddress(descriptor, address, arena.allocateFrom(JAVA_INT, Ipv4Memory.BYTES));
        return Ipv4Memory.read(address, 0).getPort();
    }

    @Override
    public void listen(Endpoint next) throws IOException {
        endpoint = next;
        poller.register(descriptor, this);
    }

    void onReadable() {
        var slots = poller.slots(grouped);
        for (int batch = 0; batch < MAX_BATCHES && !closed; batch++) {
            var count = slots.receive(descriptor);
            var nowNs = System.nanoTime();
            for (int i = 0; i < count; i++) {
                deliver(slots, i, nowNs);
                slots.reset(i);
            }
            if (count < slots.count()) {
                return;
            }
        }
    }

    private void deliver(MessageSlots slots, int index, long nowNs) {
        var to = endpoint;
        var connected = remote;
        var from = connected == null ? Ipv4Memory.read(slots.addresses(), slots.address(index)) : connected;
        var datagram = poller.datagram();
        var length = slots.length(index);
        var segment = slots.segmentBytes(index);
        var packets = 0;
        var media = false;
        for (int at = 0; at < length && segment > 0 && !closed && to != null; at += segment) {
            var part = Math.min(Math.min(segment, length - at), datagram.length);
            slots.copy(index, at, datagram, part);
            media |= isRtp(datagram, part);
            packets++;
            to.onDatagram(datagram, part, from, nowNs);
        }
        if (grouped && media) {
            groups.count(packets);
        }
    }

    /** RTP but not RTCP by first and second byte (RFC 7983 section 7, RFC 5761 section 4). */
    private static boolean isRtp(byte[] datagram, int length) {
        return length > 1 && (datagram[0] & 0xC0) == 0x80 && ((datagram[1] & 0xFF) < 192 || (datagram[1] & 0xFF) > 223);
    }

    @Override
    public synchronized void send(byte[] datagram, int length, InetSocketAddress to) {
        if (closed || length > MAX_DATAGRAM_BYTES) {
            return;
        }
        MemorySegment.copy(datagram, 0, outgoing, JAVA_BYTE, 0, length);
        if (remote != null) {
            LinuxCalls.send(descriptor, outgoing, length, MemorySegment.NULL);
        } else if (to.getAddress() instanceof Inet4Address address) {
            try (var arena = Arena.ofConfined()) {
                LinuxCalls.send(descriptor, outgoing, length, Ipv4Memory.write(arena, address, to.getPort()));
            }
        }
    }

    @Override
    public synchronized void connect(InetSocketAddress to) {
        try (var arena = Arena.ofConfined()) {
            if (!closed && LinuxCalls.connect(descriptor, Ipv4Memory.write(arena, to.getAddress(), to.getPort()))) {
                remote = to;
            }
        }
    }

    @Override
    public int localPort() {
        return localPort;
    }

    @Override
    public ArrivalGroups groups() {
        return groups;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            poller.forget(descriptor, this);
            LinuxCalls.close(descriptor);
        }
    }
}
