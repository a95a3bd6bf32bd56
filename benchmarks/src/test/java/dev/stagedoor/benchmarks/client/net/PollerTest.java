package dev.stagedoor.benchmarks.client.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both pollers do the same; the test's thread is the loop. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PollerTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final SocketSettings SETTINGS = new SocketSettings(LOOPBACK, true);

    private final List<String> heard = new ArrayList<>();

    static Stream<Poller> pollers() {
        return Stream.of(Pollers.portable(), Pollers.batching());
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void datagramsGoBothWaysBeforeAndAfterConnecting(Poller poller) throws IOException {
        try (poller;
                var socket = poller.open(SETTINGS);
                var other = new DatagramSocket(0, LOOPBACK)) {
            var otherAddress = (InetSocketAddress) other.getLocalSocketAddress();
            socket.listen((bytes, length, from, _) -> heard.add(
                    new String(bytes, 0, length, StandardCharsets.US_ASCII) + " " + from.equals(otherAddress)));

            send(socket, "one", otherAddress);
            var received = receive(other);
            assertThat(text(received)).isEqualTo("one");
            reply(other, received, "two", "three");
            pollUntil(poller, 2);

            socket.connect(otherAddress);
            send(socket, "four", otherAddress);
            received = receive(other);
            assertThat(text(received)).isEqualTo("four");
            reply(other, received, "five");
            pollUntil(poller, 3);

            assertThat(heard).containsExactly("two true", "three true", "five true");
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aClosedSocketHearsNothing(Poller poller) throws IOException {
        try (poller;
                var other = new DatagramSocket(0, LOOPBACK)) {
            var socket = poller.open(SETTINGS);
            socket.listen((_, _, _, _) -> heard.add("?"));
            send(socket, "one", (InetSocketAddress) other.getLocalSocketAddress());
            var received = receive(other);

            socket.close();
            socket.close();
            reply(other, received, "two");
            send(socket, "three", (InetSocketAddress) other.getLocalSocketAddress());
            poller.poll(TimeUnit.MILLISECONDS.toNanos(20));

            assertThat(heard).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aWakeUpEndsTheWait(Poller poller) throws IOException {
        try (poller) {
            poller.wakeUp();
            poller.poll(TimeUnit.MINUTES.toNanos(1));
        }
    }

    private void pollUntil(Poller poller, int count) throws IOException {
        while (heard.size() < count) {
            poller.poll(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static void send(ClientSocket socket, String text, InetSocketAddress to) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        socket.send(bytes, bytes.length, to);
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    private static void reply(DatagramSocket socket, DatagramPacket to, String... texts) throws IOException {
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
        }
    }
}
