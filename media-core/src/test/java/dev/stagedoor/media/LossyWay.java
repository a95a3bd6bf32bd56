package dev.stagedoor.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server that loses one of the media packets that come back, when it is told to. */
final class LossyWay implements AutoCloseable {
    private final DatagramSocket inner;
    private final DatagramSocket outer;
    private final InetSocketAddress server;
    private final AtomicInteger toLose = new AtomicInteger();
    private volatile SocketAddress client = new InetSocketAddress(0);

    LossyWay(int serverPort) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        server = new InetSocketAddress(here, serverPort);
        inner = new DatagramSocket(new InetSocketAddress(here, 0));
        outer = new DatagramSocket(new InetSocketAddress(here, 0));
        Thread.ofVirtual().start(() -> carry(outer, inner, false));
        Thread.ofVirtual().start(() -> carry(inner, outer, true));
    }

    /** Where the server is to be reached. */
    int port() {
        return outer.getLocalPort();
    }

    /** The next media packet from the server does not arrive. */
    void loseNext() {
        toLose.incrementAndGet();
    }

    /** Whether what was to be lost is. */
    boolean hasLost() {
        return toLose.get() == 0;
    }

    @Override
    public void close() {
        inner.close();
        outer.close();
    }

    private void carry(DatagramSocket from, DatagramSocket to, boolean back) {
        byte[] buffer = new byte[4_096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                from.receive(packet);
                if (!back) {
                    client = packet.getSocketAddress();
                }
                boolean lost = back && isMedia(buffer) && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                if (!lost) {
                    to.send(new DatagramPacket(buffer, packet.getLength(), back ? client : server));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /** RTP that is not RTCP (RFC 5761 section 4). */
    private static boolean isMedia(byte[] datagram) {
        int type = datagram[1] & 0xFF;
        return (datagram[0] & 0xC0) == 0x80 && (type < 192 || type > 223);
    }
}
