package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** From a plain packet to the system call: no garbage. */
class SendAllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 20_000;

    private final MemorySegment packet = Arena.ofAuto().allocate(200);
    private int sequenceNumber;

    @Test
    void shouldAllocateNothingPerPacketSent() throws IOException {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (UdpServer server = UdpServer.start(TransportConfig.at(loopback).withLoops(1));
                TestPeer peer = new TestPeer(
                        new InetSocketAddress(loopback.getAddress(), server.port()), server.fingerprint())) {
            ServerSide side = ServerSide.open(server, server.loops().getFirst(), "peer");
            peer.connect(side.credentials(), "peer");
            TestPeer.await(side.connected);
            packet.set(ValueLayout.JAVA_BYTE, 0, (byte) 0x80);
            peer.goDeaf();
            side.on(() -> send(side.transport(), WARM_UP));
            side.on(() -> {
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadAllocatedBytes();
                send(side.transport(), MEASURED);
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                assertThat(allocated / MEASURED)
                        .as("bytes a packet, %d in all", allocated)
                        .isZero();
            });
            assertThat(server.statistics().drops().get(TransportDrop.SEND_NOT_CONNECTED))
                    .isZero();
        }
    }

    private void send(PeerTransport transport, int count) {
        for (int i = 0; i < count; i++) {
            packet.set(ValueLayout.JAVA_BYTE, 2, (byte) (sequenceNumber >> 8));
            packet.set(ValueLayout.JAVA_BYTE, 3, (byte) sequenceNumber);
            sequenceNumber++;
            transport.sendRtp(packet, 0, 200);
        }
    }
}
