package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsLimits;
import dev.stagedoor.media.ice.IceTimeouts;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Settings of a {@link UdpServer}.
 *
 * @param bind where to listen, port 0 for a free one; an IPv6 wildcard takes IPv4 as well
 * @param loops event loops, one thread each; 0 for one per processor
 * @param io which kind of socket
 * @param segmentation whether several datagrams to one address may be handed to the system in one piece, if it can take them
 * @param socketBufferBytes the kernel's buffer of each socket and direction; a burst to thousands must fit
 * @param connectTimeout from the opening of a participant's transport to the end of its handshake
 * @param iceTimeouts how long a participant may be silent
 * @param dtlsLimits bounds on handshakes
 */
public record TransportConfig(
        InetSocketAddress bind,
        int loops,
        IoChoice io,
        boolean segmentation,
        int socketBufferBytes,
        Duration connectTimeout,
        IceTimeouts iceTimeouts,
        DtlsLimits dtlsLimits) {
    private static final int DEFAULT_BUFFER_BYTES = 4 << 20;

    public TransportConfig {
        if (loops < 0 || socketBufferBytes <= 0 || !connectTimeout.isPositive()) {
            throw new IllegalArgumentException("expected loops >= 0, positive buffers and time, got " + loops + ", "
                    + socketBufferBytes + ", " + connectTimeout);
        }
    }

    /** Usual settings at an address. */
    public static TransportConfig at(InetSocketAddress bind) {
        return new TransportConfig(
                bind,
                0,
                IoChoice.FASTEST,
                true,
                DEFAULT_BUFFER_BYTES,
                Duration.ofSeconds(30),
                IceTimeouts.DEFAULT,
                DtlsLimits.DEFAULT);
    }

    /** The same with this many loops. */
    public TransportConfig withLoops(int count) {
        return new TransportConfig(
                bind, count, io, segmentation, socketBufferBytes, connectTimeout, iceTimeouts, dtlsLimits);
    }

    /** The same with this kind of socket. */
    public TransportConfig withIo(IoChoice choice) {
        return new TransportConfig(
                bind, loops, choice, segmentation, socketBufferBytes, connectTimeout, iceTimeouts, dtlsLimits);
    }

    /** The same with this word on segmentation. */
    public TransportConfig withSegmentation(boolean wanted) {
        return new TransportConfig(bind, loops, io, wanted, socketBufferBytes, connectTimeout, iceTimeouts, dtlsLimits);
    }

    /** The same with these limits of silence and of connecting. */
    public TransportConfig withTimeouts(Duration connect, IceTimeouts silence) {
        return new TransportConfig(bind, loops, io, segmentation, socketBufferBytes, connect, silence, dtlsLimits);
    }

    int effectiveLoops() {
        return loops == 0 ? Runtime.getRuntime().availableProcessors() : loops;
    }

    /** Where a socket is bound whose port is already known. */
    InetSocketAddress bindTo(int port) {
        return new InetSocketAddress(bind.getAddress(), port);
    }

    long connectTimeoutNs() {
        return connectTimeout.toNanos();
    }

    /** Which kind of socket a server uses. */
    public enum IoChoice {
        /** Batches by system calls where the system has them, else the portable one. */
        FASTEST,
        /** The same, but without letting the system coalesce datagrams that come in; for a card or kernel that does it wrong. */
        BATCHES,
        /** The JDK's datagram channel. */
        PORTABLE
    }
}
