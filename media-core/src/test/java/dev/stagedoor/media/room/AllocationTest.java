package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.congestion.ArrivalLog;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The hot path allocates nothing: bytes are counted by the JVM, so the test does not depend on time. */
class AllocationTest {
    private static final int VIEWERS = 10;
    private static final int BURST = 4;
    private static final int BURSTS = 20_000;
    private static final int PACKETS_A_MILLISECOND = 20;

    private final RoomFixture fixture = new RoomFixture();
    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MemorySegment packet = RtpPackets.offHeap(RtpPackets.packet(
            Plans.VIDEO_PT, true, 0, 0, 300, Plans.key("x".repeat(1_000)), new byte[] {(3 << 4) | 1, 0, 0}));
    private int sequence;
    private long nowNs;

    @Test
    void forwardingAllocatesNothing() {
        Participant publisher = participant(new NullSink(), Plans.video(300, 900));
        long[] sent = new long[1];
        for (int i = 0; i < VIEWERS; i++) {
            NullSink sink = new NullSink();
            sink.sent = sent;
            Participant viewer = participant(sink, Plans.video(1_000 + 10 * i, 5_000 + 10 * i));
            fixture.room.onSubscribe(viewer.id(), "1", publisher.id(), MediaKind.VIDEO);
        }
        fixture.runAll();
        forward(publisher, BURSTS);

        sent[0] = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        forward(publisher, BURSTS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sent[0]).isEqualTo((long) BURSTS * BURST * VIEWERS);
        // The loop's own accounting may allocate once; a single byte per packet would be 800,000.
        assertThat(allocated).isLessThan(10_000);
    }

    /** Sizes, layers, numbers and feedback: a viewer's estimate is kept without making an object. */
    @Test
    void choosingLayersAndEstimatingThePathAllocateNothing() {
        Participant publisher = participant(new NullSink(), Plans.simulcast(900));
        FeedbackSink sink = new FeedbackSink();
        Participant viewer = participant(sink, Plans.video(1_000, 5_000));
        fixture.room.onSubscribe(viewer.id(), "1", publisher.id(), MediaKind.VIDEO);
        fixture.runAll();
        MemorySegment small = RtpPackets.offHeap(
                Plans.ridPacket("q", 3_001, 0, 0, true, Plans.layered(true, 1, 1, 0, false, 180, "x".repeat(200))));
        MemorySegment large = RtpPackets.offHeap(
                Plans.ridPacket("f", 3_003, 0, 0, true, Plans.layered(true, 1, 1, 0, false, 720, "x".repeat(1_000))));
        exchange(publisher, viewer, sink, small, large, 5_000);

        sink.sent = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        exchange(publisher, viewer, sink, small, large, 5_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sink.sent).isGreaterThanOrEqualTo(5_000);
        // 5,000 packets each way and 5,000 feedback messages; a byte for each would be 15,000.
        assertThat(allocated).isLessThan(10_000);
    }

    /** A publisher may say both with every packet. */
    @Test
    void whatIsSaidOfLayersAndOfCaptureAllocatesNothing() {
        Participant publisher = participant(new NullSink(), Plans.simulcast(900));
        NullSink sink = new NullSink();
        Participant viewer = participant(sink, Plans.simulcast(5_000));
        fixture.room.onSubscribe(viewer.id(), "1", publisher.id(), MediaKind.VIDEO);
        fixture.runAll();
        byte[] named =
                Plans.ridPacket("q", 3_001, 0, 0, true, Plans.layered(true, 1, 1, 0, false, 180, "x".repeat(200)));
        byte[] elements = HexFormat.of()
                .parseHex("21009601F403A40D013F00B31E027F01671E04FF02CF1E" + "040131" + "0A0171" + "0710"
                        + "00".repeat(16));
        byte[] telling = RtpPackets.withElement(named, Plans.ALLOCATION_ID, elements);
        telling[17] = 23;
        MemorySegment each = RtpPackets.offHeap(telling);
        for (int i = 0; i < 20_000; i++) {
            tell(publisher, each);
        }

        sink.sent[0] = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            tell(publisher, each);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sink.sent[0]).isEqualTo(20_000);
        assertThat(publisher.statistics().tracks().getFirst().targets()).isNotEmpty();
        assertThat(allocated).isLessThan(10_000);
    }

    /** When packets were sent and when they came, what is missing, and what a publisher is told of it, ten times a second and more. */
    @Test
    void estimatingAPublishersPathAllocatesNothing() {
        Participant publisher = participant(new NullSink(), Plans.withoutFeedback(Plans.video(300, 900)));
        byte[] block = {Plans.SEND_TIME_ID << 4 | 2, 0, 0, 0};
        MemorySegment each = RtpPackets.offHeap(
                RtpPackets.packet(Plans.VIDEO_PT, true, 0, 0, 300, Plans.delta("x".repeat(1_000)), block));
        arrive(publisher, each);

        long before = threads.getCurrentThreadAllocatedBytes();
        arrive(publisher, each);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(publisher.statistics().estimatedUplinkBitsPerSecond()).isGreaterThan(8_000_000);
        // In 20 seconds of its time the layers are measured forty times, which makes lists; a byte for each packet
        // would be 400,000.
        assertThat(allocated).isLessThan(200_000);
    }

    private void arrive(Participant publisher, MemorySegment each) {
        for (int i = 0; i < BURSTS; i++) {
            fixture.loop.advance(RoomFixture.MS);
            nowNs = fixture.loop.nowNs();
            WireBytes.putU24(each, 17, (int) (nowNs / 1_000_000 * (1 << 18) / 1_000));
            sequence += i % 50 == 0 ? 1 : 0;
            for (int j = 0; j < PACKETS_A_MILLISECOND; j++) {
                sequence++;
                send(publisher, each);
            }
            publisher.onTurnEnd(nowNs);
        }
    }

    private void tell(Participant publisher, MemorySegment each) {
        nowNs += 1_000_000;
        sequence++;
        send(publisher, each);
        publisher.onTurnEnd(nowNs);
    }

    private void exchange(
            Participant publisher,
            Participant viewer,
            FeedbackSink sink,
            MemorySegment small,
            MemorySegment large,
            int times) {
        for (int i = 0; i < times; i++) {
            nowNs += 10_000_000;
            sequence++;
            send(publisher, small);
            send(publisher, large);
            publisher.onTurnEnd(nowNs);
            int length = sink.feedback(nowNs);
            viewer.onRtcp(sink.memory, 0, length, nowNs + 1_000_000);
        }
    }

    private void send(Participant publisher, MemorySegment each) {
        WireBytes.putU16(each, 2, sequence);
        WireBytes.putU32(each, 4, sequence * 900L);
        publisher.onRtp(each, 0, (int) each.byteSize(), nowNs);
    }

    /** Tells how packets arrived, as a browser does. */
    private static final class FeedbackSink implements PacketSink {
        private final RtpPacket view = new RtpPacket();
        private final ArrivalLog arrivals = new ArrivalLog();
        private final MemorySegment memory = Arena.ofAuto().allocate(1_200);
        private final RtcpWriter writer = new RtcpWriter(memory);
        private final int[] numbers = new int[64];
        private int waiting;
        private long sent;

        @Override
        public void sendRtp(MemorySegment source, long offset, int length) {
            if (view.wrap(source, offset, length) && view.findExtension(3) && waiting < numbers.length) {
                numbers[waiting++] = WireBytes.u16(source, view.elementOffset());
                sent++;
            }
        }

        private int feedback(long nowNs) {
            for (int i = 0; i < waiting; i++) {
                arrivals.onPacket(numbers[i], nowNs);
            }
            waiting = 0;
            writer.begin();
            arrivals.report(writer, 1, 5_000);
            return writer.length();
        }

        @Override
        public void sendRtcp(MemorySegment source, long offset, int length) {
            // Reports are not what is counted.
        }
    }

    private void forward(Participant publisher, int bursts) {
        for (int i = 0; i < bursts; i++) {
            long nowNs = fixture.loop.nowNs() + i * 1_000_000L;
            for (int j = 0; j < BURST; j++) {
                WireBytes.putU16(packet, 2, sequence);
                WireBytes.putU16(packet, 17, sequence);
                sequence++;
                publisher.onRtp(packet, 0, (int) packet.byteSize(), nowNs);
            }
            publisher.onTurnEnd(nowNs);
        }
    }

    private Participant participant(PacketSink sink, SectionPlan plan) {
        LocalIdentity identity = new LocalIdentity(1, "name");
        Participant participant = new Participant(UUID.randomUUID(), fixture.loop, sink, identity, fixture.settings);
        fixture.room.onJoined(participant);
        fixture.room.onSections(participant, List.of(plan));
        fixture.runAll();
        participant.onConnected();
        return participant;
    }

    /** Counts and forgets. */
    private static final class NullSink implements PacketSink {
        private final RtpPacket view = new RtpPacket();
        private long[] sent = new long[1];

        @Override
        public void sendRtp(MemorySegment source, long offset, int length) {
            if (view.wrap(source, offset, length)) {
                sent[0]++;
            }
        }

        @Override
        public void sendRtcp(MemorySegment source, long offset, int length) {
            // Feedback to the publisher is not what is counted.
        }
    }
}
