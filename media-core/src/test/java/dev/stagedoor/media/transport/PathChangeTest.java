package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.ice.TransportAddress;
import dev.stagedoor.media.transport.TransportConfig.IoChoice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of a peer's moves lead to another path, over real sockets. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PathChangeTest {
    @ParameterizedTest
    @EnumSource
    void shouldTellAnotherNetworkFromAnotherPort(IoChoice io) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (UdpServer server =
                        UdpServer.start(TransportConfig.at(any).withLoops(1).withIo(io));
                TestPeer peer =
                        new TestPeer(new InetSocketAddress(any.getAddress(), server.port()), server.fingerprint())) {
            ServerSide side = ServerSide.open(server, server.loops().getFirst(), "peer");
            peer.connect(side.credentials(), "peer");
            String first = text(peer);
            peer.moveToAnotherPort();
            peer.check(side.credentials(), "peer", true);
            String second = text(peer);
            peer.moveTo(InetAddress.getByName("127.0.0.2"));
            peer.check(side.credentials(), "peer", true);

            assertThat(side.paths).containsExactly(first, second, text(peer), ServerSide.ANOTHER_PATH);
        }
    }

    private static String text(TestPeer peer) {
        return TransportAddress.of(peer.localAddress()).toString();
    }
}
