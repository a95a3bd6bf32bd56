package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.congestion.ArrivalLog;
import dev.stagedoor.media.rtcp.RtcpParser;
import dev.stagedoor.media.rtcp.RtcpVisitor;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtcp.TransportFeedback;
import dev.stagedoor.media.stream.LossRecovery;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Requests for lost packets (RFC 4585) and transport-wide feedback, both ways: written as to a publisher, read as from a viewer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FeedbackBenchmark {
    /** Arrivals that one feedback message tells of: about 100 ms of 2.5 Mb/s. */
    private static final int ARRIVALS = 27;

    private static final int LOST = 4;
    private static final long PACKET_NS = TimeUnit.MICROSECONDS.toNanos(3_700);
    private static final long ROUND_TRIP_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SENDER_SSRC = 1;

    /** The length and two numbers that stand before the body of a feedback message (RFC 4585 section 6.1). */
    private static final int FEEDBACK_HEADER_BYTES = 12;

    private final RtcpWriter out = new RtcpWriter(Arena.ofAuto().allocate(2_048, 64));
    private final RtcpWriter nack = new RtcpWriter(Arena.ofAuto().allocate(2_048, 64));
    private final RtcpWriter feedback = new RtcpWriter(Arena.ofAuto().allocate(2_048, 64));
    private final LossRecovery losses = new LossRecovery();
    private final ArrivalLog arrivals = new ArrivalLog();
    private final Count count = new Count();
    private long sequence;
    private long nowNs = 1;

    /** Makes the messages that are read. */
    public FeedbackBenchmark() {
        nack.begin();
        nack.nack(SENDER_SSRC, Packets.SSRC);
        nack.nackItem(1_000, 0b101);
        var log = new ArrivalLog();
        for (int i = 0; i < ARRIVALS; i++) {
            log.onPacket(i, (i + 1) * PACKET_NS);
        }
        feedback.begin();
        log.report(feedback, SENDER_SSRC, Packets.SSRC);
    }

    /** A hole of four packets is seen, asked for, and filled. */
    @Benchmark
    public int requestLost() {
        losses.onPacket(sequence, false, nowNs);
        losses.onPacket(sequence + LOST + 1, false, nowNs);
        nowNs += ROUND_TRIP_NS;
        out.begin();
        losses.request(out, SENDER_SSRC, Packets.SSRC, ROUND_TRIP_NS, nowNs);
        for (int i = 1; i <= LOST; i++) {
            losses.onPacket(sequence + i, false, nowNs);
        }
        sequence += LOST + 2;
        return out.length();
    }

    /** A viewer's request for three packets. */
    @Benchmark
    public long readRequest() {
        RtcpParser.parse(nack.memory(), 0, nack.length(), count);
        return count.seen;
    }

    /** The arrivals of a tenth of a second are noted and told. */
    @Benchmark
    public int tellArrivals() {
        for (int i = 0; i < ARRIVALS; i++) {
            nowNs += PACKET_NS;
            arrivals.onPacket((int) (sequence++ & 0xFFFF), nowNs);
        }
        out.begin();
        arrivals.report(out, SENDER_SSRC, Packets.SSRC);
        return out.length();
    }

    /** A viewer's message about the same. */
    @Benchmark
    public long readArrivals() {
        TransportFeedback.read(
                feedback.memory(), FEEDBACK_HEADER_BYTES, feedback.length() - FEEDBACK_HEADER_BYTES, count);
        return count.seen;
    }

    /** Takes notice, no more. */
    private static final class Count implements RtcpVisitor, TransportFeedback.Visitor {
        private long seen;

        @Override
        public void onNack(long mediaSsrc, int packetId, int followingLost) {
            seen += packetId + followingLost;
        }

        @Override
        public void onReceived(int sequenceNumber, long arrivalTicks) {
            seen += arrivalTicks;
        }

        @Override
        public void onMissing(int sequenceNumber, int count) {
            seen += count;
        }
    }
}
