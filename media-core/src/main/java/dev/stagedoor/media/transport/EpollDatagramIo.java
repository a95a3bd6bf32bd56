package dev.stagedoor.media.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket on Linux: readiness by the loop's epoll, reading by recvmmsg, writing by sendmmsg with UDP_SEGMENT. Netty's own
 * datagram channel would do the same work with an object per datagram, and without grouping (docs/decisions/0006).
 */
final class EpollDatagramIo implements DatagramIo, EpollIoHandle {
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;

    private final LinuxSocket socket;
    private final boolean coalescing;
    private final boolean segmentation;
    private final IncomingMessages incoming;
    private final OutgoingMessages outgoing;
    private @Nullable Runnable onReadable;
    /** After closing, the descriptor's number may belong to somebody else. */
    private boolean closed;

    private EpollDatagramIo(
            LinuxSocket socket, boolean ipv6, boolean tellsLocalAddress, boolean coalescing, boolean segmentation) {
        this.socket = socket;
        this.coalescing = coalescing;
        this.segmentation = segmentation;
        incoming = new IncomingMessages(ipv6, tellsLocalAddress, coalescing);
        MemorySegment callState = SystemCalls.newCallState();
        int descriptor = socket.intValue();
        outgoing = new OutgoingMessages(
                (headers, count) -> SystemCalls.send(callState, descriptor, headers, count), ipv6, segmentation);
    }

    /**
     * Binds a socket that shares its port with the other loops'.
     *
     * @param wantsCoalescing whether the system may hand over several datagrams in one piece, if it can
     * @param wantsSegmentation whether it may be given several in one piece, if it can take them
     */
    static EpollDatagramIo bind(
            InetSocketAddress address, int bufferBytes, boolean wantsCoalescing, boolean wantsSegmentation)
            throws IOException {
        boolean ipv6 = address.getAddress() instanceof Inet6Address;
        LinuxSocket socket = LinuxSocket.newSocketDgram(ipv6);
        try {
            socket.setReusePort(true);
            setBuffer(socket, SO_RCVBUFFORCE, bufferBytes);
            setBuffer(socket, SO_SNDBUFFORCE, bufferBytes);
            boolean tellsLocalAddress = tellLocalAddress(socket, address, ipv6);
            boolean coalescing =
                    wantsCoalescing && trySet(socket, ControlMessages.LEVEL_UDP, ControlMessages.UDP_GRO, 1);
            boolean segmentation =
                    wantsSegmentation && trySet(socket, ControlMessages.LEVEL_UDP, ControlMessages.UDP_SEGMENT, 0);
            socket.bind(address);
            return new EpollDatagramIo(socket, ipv6, tellsLocalAddress, coalescing, segmentation);
        } catch (IOException | RuntimeException | LinkageError e) {
            socket.close();
            throw e;
        }
    }

    /**
     * A socket bound to all addresses must answer from the one that was asked, which is not always the one that the route
     * would take. Bound to a single address there is no question, and nothing to pay.
     */
    private static boolean tellLocalAddress(LinuxSocket socket, InetSocketAddress address, boolean ipv6) {
        PacketInfo packetInfo = PacketInfo.of(ipv6);
        return address.getAddress().isAnyLocalAddress()
                && trySet(socket, packetInfo.level, packetInfo.receiveOption, 1);
    }

    @Override
    public String description() {
        return "epoll, recvmmsg, sendmmsg"
                + (segmentation ? ", UDP segmentation" : "")
                + (coalescing ? ", UDP coalescing" : "");
    }

    @Override
    public int port() {
        return socket.localAddress().getPort();
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public ReceiveBatch incoming() {
        return incoming.batch();
    }

    @Override
    public SendBatch outgoing() {
        return outgoing.batch();
    }

    @Override
    public void register(IoEventLoop loop, Runnable readable) throws IOException {
        onReadable = readable;
        try {
            loop.register(this).sync().getNow().submit(EpollIoOps.EPOLLIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while registering a socket", e);
        }
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        if (onReadable != null) {
            onReadable.run();
        }
    }

    @Override
    public int receive() {
        return closed ? 0 : incoming.receive(socket.intValue());
    }

    @Override
    public void send(LoopCounters counters) {
        if (!closed) {
            outgoing.send(counters);
        }
        outgoing.batch().clear();
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a UDP socket", e);
        }
    }

    /** As root beyond the system's maximum, otherwise up to it. */
    private static void setBuffer(LinuxSocket socket, int forcedOption, int bytes) throws IOException {
        if (trySet(socket, SOL_SOCKET, forcedOption, bytes)) {
            return;
        }
        if (forcedOption == SO_RCVBUFFORCE) {
            socket.setReceiveBufferSize(bytes);
        } else {
            socket.setSendBufferSize(bytes);
        }
    }

    private static boolean trySet(LinuxSocket socket, int level, int option, int value) {
        try {
            socket.setIntOpt(level, option, value);
            return true;
        } catch (IOException | ChannelException refused) {
            // Netty throws the second for what the system refuses: forced buffers to whoever is not root.
            return false;
        }
    }
}
