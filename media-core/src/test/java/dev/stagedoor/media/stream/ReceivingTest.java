package dev.stagedoor.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtcp.RecordingVisitor;
import dev.stagedoor.media.rtcp.RtcpParser;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivingTest {
    private static final long MS = 1_000_000;

    private final RtcpWriter out = new RtcpWriter(Arena.ofAuto().allocate(1_200));

    @Test
    void duplicatesAreFoundLikeASetWouldWithinTheWindow() {
        Random random = SeededRandom.create("duplicates");
        DuplicateFilter filter = new DuplicateFilter();
        Set<Long> seen = new HashSet<>();
        long newest = 1_000;
        filter.isFirst(newest);
        seen.add(newest);
        for (int i = 0; i < 200_000; i++) {
            long sequence = newest + random.nextInt(random.nextInt(100) == 0 ? 5_000 : 10) - random.nextInt(2_000);
            newest = Math.max(newest, sequence);
            boolean tooOld = sequence <= newest - 2_048;
            assertThat(filter.isFirst(sequence)).isEqualTo(!tooOld && seen.add(sequence));
        }
    }

    @Test
    void holesAreAskedForInPairsOfNumberAndBits() {
        LossRecovery losses = new LossRecovery();
        losses.onPacket(10, false, 0);
        losses.onPacket(12, false, 0);
        losses.onPacket(28, false, 0);
        losses.onPacket(30, false, 0);

        assertThat(request(losses, 4 * MS)).isEmpty();
        assertThat(request(losses, 6 * MS)).containsExactly("NACK 2 11 fffe", "NACK 2 29 0");
        assertThat(request(losses, 7 * MS)).isEmpty();
        losses.onPacket(13, false, 8 * MS);
        assertThat(request(losses, 200 * MS)).containsExactly("NACK 2 11 fffc", "NACK 2 29 0");
    }

    @ParameterizedTest(name = "answers take {0} ms: {1} requests a packet at first")
    @CsvSource({"10, 1", "100, 1", "200, 2", "400, 4"})
    void howLongAnswersTakeIsLearnedFromThem(long roundTripMs, int atFirst) {
        LossRecovery losses = new LossRecovery();
        List<Integer> requests = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            long startNs = 2_000L * round * MS;
            losses.onPacket(2L * round, false, startNs);
            losses.onPacket(2L * round + 2, false, startNs);
            int asked = 0;
            for (long ms = 6; ms < 6 + roundTripMs; ms++) {
                out.begin();
                asked += losses.request(out, 1, 2, losses.answerNs(), startNs + ms * MS);
            }
            losses.onPacket(2L * round + 1, true, startNs + (6 + roundTripMs) * MS);
            requests.add(asked);
        }

        assertThat(requests).startsWith(atFirst).endsWith(1, 1, 1);
        assertThat(losses.answerNs()).isCloseTo(roundTripMs * MS, Percentage.withPercentage(5));
    }

    @Test
    void anOutageIsNotAskedForPacketByPacket() {
        LossRecovery losses = new LossRecovery();
        losses.onPacket(10, false, 0);

        assertThat(losses.onPacket(10 + LossRecovery.MAX_MISSING + 2, false, 0)).isFalse();
        assertThat(losses.missingCount()).isZero();
        assertThat(request(losses, 100 * MS)).isEmpty();
    }

    private List<String> request(LossRecovery losses, long nowNs) {
        out.begin();
        losses.request(out, 1, 2, 50 * MS, nowNs);
        RecordingVisitor visitor = new RecordingVisitor();
        RtcpParser.parse(out.memory(), 0, out.length(), visitor);
        return visitor.take();
    }

    @Test
    void reportsLossOfTheIntervalAndOfTheWholeStream() {
        ReceiveStatistics statistics = new ReceiveStatistics(90_000);
        for (int i = 0; i < 100; i++) {
            if (i % 2 == 0) {
                statistics.onPacket(65_500 + i, 0, 100, 0);
            }
        }
        assertThat(report(statistics)).contains("fraction=126 lost=49");
        statistics.onPacket(65_600, 0, 100, 0);
        assertThat(report(statistics)).contains("fraction=128 lost=50");
        statistics.onPacket(65_601, 0, 100, 0);
        assertThat(report(statistics)).contains("fraction=0 lost=50");
    }

    @Test
    void jitterFollowsTheSpreadOfTransitTimes() {
        ReceiveStatistics statistics = new ReceiveStatistics(48_000);
        for (int i = 0; i < 1_000; i++) {
            long lateNs = i % 2 == 0 ? 0 : 10 * MS;
            statistics.onPacket(i, i * 960L, 100, i * 20L * MS + lateNs);
        }

        // Transit changes by 10 ms each time; the filter of RFC 3550 A.8 settles there.
        assertThat(statistics.jitterTicks()).isBetween(465L, 480L);
    }

    private String report(ReceiveStatistics statistics) {
        out.begin();
        out.receiverReport(1);
        statistics.report(out, 2, 0);
        RecordingVisitor visitor = new RecordingVisitor();
        RtcpParser.parse(out.memory(), 0, out.length(), visitor);
        return visitor.take().getFirst();
    }

    @Test
    void aRetransmissionBecomesTheOriginalPacket() {
        byte[] block = {(1 << 4), 0x55};
        byte[] original = RtpPackets.packet(96, true, 4_660, 77, 10, new byte[] {1, 2, 3}, block);
        byte[] wrapped = RtpPackets.packet(97, true, 9, 77, 11, new byte[] {0x12, 0x34, 1, 2, 3}, block);
        MemorySegment segment = RtpPackets.offHeap(wrapped);
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(segment, 0, wrapped.length)).isTrue();

        assertThat(Retransmission.unwrap(packet, 96, 10)).isTrue();

        byte[] unwrapped = new byte[original.length];
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, packet.offset(), unwrapped, 0, unwrapped.length);
        assertThat(unwrapped).isEqualTo(original);
    }

    @Test
    void mereRetransmissionPaddingIsRefused() {
        byte[] padding = RtpPackets.packet(97, false, 9, 77, 11, new byte[] {0, 0, 3});
        padding[0] |= 0x20;
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(RtpPackets.offHeap(padding), 0, padding.length)).isTrue();

        assertThat(Retransmission.unwrap(packet, 96, 10)).isFalse();
    }
}
