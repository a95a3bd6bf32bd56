package dev.stagedoor.media.congestion;

import dev.stagedoor.media.rtcp.RtcpParser;
import dev.stagedoor.media.rtcp.RtcpVisitor;
import dev.stagedoor.media.rtcp.RtcpWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/** A sender with an estimator, a path, and a receiver that gives transport-wide feedback every 50 ms, a millisecond at a time. */
final class EstimatorRig {
    static final long MS = 1_000_000;
    private static final int PACKET_BYTES = 1_100;

    final PathEstimator estimator = new PathEstimator(1_000_000, 30_000, 20_000_000);
    final EmulatedPath<Integer> path;
    final EmulatedPath<byte[]> back;
    long nowNs = 5_000 * MS;
    /** What the application sends; {@link Long#MAX_VALUE} follows the estimate. */
    long sends = Long.MAX_VALUE;
    /** What somebody would like to have, for probes. */
    long wants;
    /** What may be sent at all. */
    long most = Long.MAX_VALUE;

    private final ArrivalLog arrivals = new ArrivalLog();
    private final MemorySegment memory = Arena.ofAuto().allocate(1_400);
    private final RtcpWriter writer = new RtcpWriter(memory);
    private double credit;
    private boolean probing;
    private long deliveredBytes;

    EstimatorRig(Random random) {
        path = new EmulatedPath<>(random);
        back = new EmulatedPath<>(random);
        path.delayNs = 25 * MS;
        back.delayNs = 25 * MS;
    }

    void run(long ms) {
        for (long i = 0; i < ms; i++) {
            step();
        }
    }

    /** Kilobits a second that arrive over so long. */
    long deliveredKbps(long ms) {
        deliveredBytes = 0;
        run(ms);
        return deliveredBytes * 8 / ms;
    }

    /** Sends so many packets at once if that may be, within a quarter of a second of the path's time. */
    boolean burst(int packets) {
        if (!estimator.beginBurst((long) packets * PACKET_BYTES, 250 * MS, nowNs)) {
            return false;
        }
        for (int i = 0; i < packets; i++) {
            int number = estimator.nextNumber();
            estimator.onSent(PACKET_BYTES, nowNs);
            path.send(number, PACKET_BYTES, nowNs);
        }
        estimator.endBurst();
        return true;
    }

    long estimateKbps() {
        return estimator.bitsPerSecond() / 1_000;
    }

    private void step() {
        nowNs += MS;
        // Frames at 30 a second, each a burst, as a forwarder gets them.
        if (nowNs / MS % 33 == 0) {
            credit += Math.min(sends, estimator.bitsPerSecond()) * 0.033 / 8;
            while (credit >= PACKET_BYTES) {
                credit -= PACKET_BYTES;
                int number = estimator.nextNumber();
                estimator.onSent(PACKET_BYTES, nowNs);
                path.send(number, PACKET_BYTES, nowNs);
            }
        }
        if (wants > 0 && !probing) {
            probing = estimator.offerProbe(wants, most, false, 40_000_000, nowNs);
        }
        if (probing && nowNs / MS % 5 == 0) {
            while (estimator.paddingDue(nowNs) > 0) {
                int number = estimator.nextNumber();
                estimator.onPaddingSent(290, nowNs);
                path.send(number, 290, nowNs);
            }
            probing = estimator.isProbing();
        }
        for (int number : path.arrived(nowNs)) {
            arrivals.onPacket(number, nowNs);
            deliveredBytes += PACKET_BYTES;
        }
        if (nowNs / MS % 50 == 0 && arrivals.pending()) {
            writer.begin();
            arrivals.report(writer, 1, 2);
            byte[] message = memory.asSlice(0, writer.length()).toArray(ValueLayout.JAVA_BYTE);
            back.send(message, message.length, nowNs);
        }
        for (byte[] message : back.arrived(nowNs)) {
            MemorySegment segment = MemorySegment.ofArray(message);
            RtcpParser.parse(segment, 0, message.length, new RtcpVisitor() {
                @Override
                public void onTransportFeedback(MemorySegment from, long offset, int length) {
                    estimator.onFeedback(from, offset, length, path.delayNs + back.delayNs, nowNs);
                }
            });
        }
    }
}
