package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stagedoor.media.ice.CandidatePair;
import dev.stagedoor.media.ice.LocalAddress;
import dev.stagedoor.media.ice.TransportAddress;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.LinuxSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Groups that the system does not take. What it says by EIO is played; everything else the kernel says itself. */
class RefusedSegmentsTest {
    private static final int SOL_SOCKET = 1;
    private static final int SO_NO_CHECK = 11;
    private static final int LEVEL_IPV6 = 41;
    private static final int IPV6_MTU = 24;
    private static final int IPV6_DONTFRAG = 62;
    /** The least that IPv6 allows (RFC 8200 §5). */
    private static final int NARROW = 1_280;

    private static final int TIMEOUT_MS = 20_000;

    private final Logger logger = (Logger) LoggerFactory.getLogger(OutgoingMessages.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final MemorySegment callState = SystemCalls.newCallState();
    private final LoopCounters counters = new LoopCounters();
    private int written;

    @BeforeAll
    static void loadNativeTransport() {
        Epoll.ensureAvailability();
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    void shouldSendOneByOneForGoodWhereTheDeviceTakesNoGroups() throws IOException {
        try (Ends ends = new Ends("127.0.0.1");
                DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            List<Integer> refused = new ArrayList<>();
            OutgoingMessages outgoing = ends.outgoing((headers, count) -> {
                int plain = leadingPlain(headers, count);
                if (plain == 0) {
                    refused.add(count);
                    return -SystemCalls.IO;
                }
                return ends.callKernel(headers, plain);
            });
            write(outgoing, ends.way(), 500, 900, 900, 900, 300);
            write(outgoing, Ends.way(other), 700, 700);
            send(outgoing);

            assertThat(ends.received(5)).containsExactly("0:500", "1:900", "2:900", "3:900", "4:300");
            assertThat(Ends.received(other, 2)).containsExactly("5:700", "6:700");
            assertThat(refused).as("messages left at each refusal").containsExactly(2, 1);

            write(outgoing, ends.way(), 900, 900);
            send(outgoing);
            assertThat(ends.received(2)).containsExactly("7:900", "8:900");
            assertThat(refused).as("not tried again").hasSize(2);
            assertThat(statistics().messagesByGroupSize().getFirst()).isEqualTo(9);
            assertThat(dropped()).isZero();
            assertThat(lines.list).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.WARN);
                assertThat(line.getFormattedMessage()).contains("EIO", "ethtool -K", "media.segmentation=false");
            });
        }
    }

    @Test
    void shouldSendOneByOneOnAPathThatIsNarrowerThanAPacketAndGoOnGrouping() throws IOException {
        try (Ends ends = new Ends("::1")) {
            ends.sender.setIntOpt(LEVEL_IPV6, IPV6_MTU, NARROW);
            OutgoingMessages outgoing = ends.outgoing(ends::callKernel);
            write(outgoing, ends.way(), 1_400, 1_400, 1_400, 200);
            write(outgoing, ends.way(), 1_000, 1_000, 1_000);
            send(outgoing);

            assertThat(ends.received(7))
                    .containsExactly("0:1400", "1:1400", "2:1400", "3:200", "4:1000", "5:1000", "6:1000");
            assertThat(statistics().messagesByGroupSize()).startsWith(4L, 0L, 1L);
            assertThat(dropped()).isZero();
            assertThat(lines.list).isEmpty();
        }
    }

    @Test
    void shouldCountWhatDoesNotPassOneByOneEither() throws IOException {
        try (Ends ends = new Ends("::1")) {
            ends.sender.setIntOpt(LEVEL_IPV6, IPV6_MTU, NARROW);
            ends.sender.setIntOpt(LEVEL_IPV6, IPV6_DONTFRAG, 1);
            OutgoingMessages outgoing = ends.outgoing(ends::callKernel);
            write(outgoing, ends.way(), 1_400, 1_400, 200);
            write(outgoing, ends.way(), 300);
            send(outgoing);

            assertThat(ends.received(2)).containsExactly("2:200", "3:300");
            assertThat(statistics().sentDatagrams()).isEqualTo(2);
            assertThat(statistics().drops().get(TransportDrop.SEND_FAILED)).isEqualTo(2);
            assertThat(dropped()).isEqualTo(2);
        }
    }

    /** EINVAL, which older kernels say of a narrow path, too. */
    @Test
    void shouldSendOneByOneWhatTheKernelCallsInvalid() throws IOException {
        try (Ends ends = new Ends("127.0.0.1")) {
            ends.sender.setIntOpt(SOL_SOCKET, SO_NO_CHECK, 1);
            OutgoingMessages outgoing = ends.outgoing(ends::callKernel);
            write(outgoing, ends.way(), 900, 900, 300);
            send(outgoing);

            assertThat(ends.received(3)).containsExactly("0:900", "1:900", "2:300");
            assertThat(outgoing.batch().isGrouping()).isTrue();
            assertThat(dropped()).isZero();
        }
    }

    @Test
    void shouldSendNothingMoreWhenTheBufferIsFullAmongThem() throws IOException {
        try (Ends ends = new Ends("127.0.0.1")) {
            List<Integer> answers = new ArrayList<>(List.of(-SystemCalls.TOO_LONG, 2, -SystemCalls.AGAIN));
            OutgoingMessages outgoing = ends.outgoing((_, _) -> answers.removeFirst());
            write(outgoing, ends.way(), 900, 900, 900, 300);
            write(outgoing, ends.way(), 700, 700);
            send(outgoing);

            assertThat(answers).isEmpty();
            assertThat(statistics().sentDatagrams()).isEqualTo(2);
            assertThat(statistics().drops().get(TransportDrop.SEND_BUFFER_FULL)).isEqualTo(4);
            assertThat(dropped()).isEqualTo(4);
        }
    }

    @Test
    void shouldNotTryWhatWasRefusedForAnotherReasonOneByOne() throws IOException {
        int notPermitted = 1;
        try (Ends ends = new Ends("127.0.0.1")) {
            List<Integer> answers = new ArrayList<>(List.of(-notPermitted, 1));
            OutgoingMessages outgoing = ends.outgoing((_, _) -> answers.removeFirst());
            write(outgoing, ends.way(), 900, 900, 300);
            write(outgoing, ends.way(), 700);
            send(outgoing);

            assertThat(answers).isEmpty();
            assertThat(statistics().sentDatagrams()).isEqualTo(1);
            assertThat(statistics().drops().get(TransportDrop.SEND_FAILED)).isEqualTo(3);
        }
    }

    @Test
    void shouldNotGroupWhereThatIsSwitchedOff() throws IOException {
        TransportConfig config = TransportConfig.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withLoops(1)
                .withSegmentation(false);
        try (UdpServer server = UdpServer.start(config);
                UdpServer usual = UdpServer.start(config.withSegmentation(true))) {
            assertThat(server.cutsInKernel()).isFalse();
            assertThat(server.socketDescription()).contains("sendmmsg").doesNotContain("segmentation");
            assertThat(usual.cutsInKernel()).isTrue();
            assertThat(usual.socketDescription()).contains("segmentation");
        }
    }

    /** A socket that sends and one that is sent to. */
    private final class Ends implements AutoCloseable {
        private final LinuxSocket sender;
        private final DatagramSocket receiver;
        private final boolean ipv6;

        Ends(String host) throws IOException {
            InetAddress address = InetAddress.getByName(host);
            ipv6 = host.contains(":");
            sender = LinuxSocket.newSocketDgram(ipv6);
            sender.bind(new InetSocketAddress(address, 0));
            receiver = new DatagramSocket(0, address);
        }

        OutgoingMessages outgoing(OutgoingMessages.SendCall call) {
            return new OutgoingMessages(call, ipv6, true);
        }

        int callKernel(long headers, int count) {
            return SystemCalls.send(callState, sender.intValue(), headers, count);
        }

        CandidatePair way() {
            return way(receiver);
        }

        List<String> received(int count) throws IOException {
            return received(receiver, count);
        }

        static CandidatePair way(DatagramSocket to) {
            return new CandidatePair(
                    TransportAddress.of((InetSocketAddress) to.getLocalSocketAddress()), LocalAddress.ANY);
        }

        /** Number and length of the next datagrams. */
        static List<String> received(DatagramSocket socket, int count) throws IOException {
            socket.setSoTimeout(TIMEOUT_MS);
            List<String> received = new ArrayList<>();
            DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
            for (int i = 0; i < count; i++) {
                socket.receive(packet);
                received.add(packet.getData()[0] + ":" + packet.getLength());
            }
            return received;
        }

        @Override
        public void close() throws IOException {
            sender.close();
            receiver.close();
        }
    }

    /** How many messages stand before the first segmented one: with the local address left open, only that has control messages. */
    @SuppressWarnings("restricted")
    private static int leadingPlain(long headers, int count) {
        MemorySegment memory = MemorySegment.ofAddress(headers).reinterpret(64L * count);
        int plain = 0;
        while (plain < count && memory.get(ValueLayout.JAVA_LONG, 64L * plain + 40) == 0) {
            plain++;
        }
        return plain;
    }

    /** Datagrams that begin with their numbers. */
    private void write(OutgoingMessages outgoing, CandidatePair way, int... lengths) {
        SendBatch batch = outgoing.batch();
        for (int length : lengths) {
            batch.slab.set(ValueLayout.JAVA_BYTE, batch.position(), (byte) written++);
            batch.append(way, length);
        }
    }

    private void send(OutgoingMessages outgoing) {
        outgoing.send(counters);
        outgoing.batch().clear();
    }

    private TransportStatistics statistics() {
        return LoopCounters.sum(List.of(counters));
    }

    private long dropped() {
        return statistics().drops().values().stream().mapToLong(Long::longValue).sum();
    }
}
