package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.Timestamps;

/** What a receiver reports of one stream: RFC 3550 §6.4.1, appendices A.3 (loss) and A.8 (jitter). */
public final class ReceiveStatistics {
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final int clockRateHz;
    private boolean started;
    private long first;
    private long highest;
    private long received;
    private long bytes;
    private int fractionLost;
    private int fractionMissing;
    private long recovered;
    private long recoveredBefore;
    private long expectedBefore;
    private long receivedBefore;
    private long lastTransitTicks;
    /** Sixteen times the jitter, so that the filter of A.8 works in integers. */
    private long jitterTimes16;

    private long lastSenderReportNtp;
    private long lastSenderReportNs;

    /** Statistics of a stream whose timestamps tick at this rate. */
    public ReceiveStatistics(int clockRateHz) {
        this.clockRateHz = clockRateHz;
    }

    /** A packet arrived by its own means, not by retransmission. */
    public void onPacket(long sequence, long timestamp, int payloadBytes, long nowNs) {
        long transit = (Timestamps.ticks(nowNs, clockRateHz) - timestamp) & 0xFFFF_FFFFL;
        if (started) {
            long change = Math.abs(Timestamps.distance(lastTransitTicks, transit));
            jitterTimes16 += change - ((jitterTimes16 + 8) >> 4);
            highest = Math.max(highest, sequence);
        } else {
            started = true;
            first = sequence;
            highest = sequence;
        }
        lastTransitTicks = transit;
        received++;
        bytes += payloadBytes;
    }

    /** A packet that was lost has come by retransmission. */
    public void onRecovered() {
        recovered++;
    }

    /** A sender report of this stream has come; {@code ntp} in 32.32 fixed point. */
    public void onSenderReport(long ntp, long nowNs) {
        lastSenderReportNtp = ntp;
        lastSenderReportNs = nowNs;
    }

    /** Packets received so far, retransmissions not counted. */
    public long received() {
        return received;
    }

    /** Packets that should have come so far, by the numbers of those that have. */
    public long expected() {
        return started ? highest - first + 1 : 0;
    }

    /** Packets expected and not received so far; never negative here. */
    public long lost() {
        return Math.max(0, expected() - received);
    }

    /** Of 256 packets, how many were lost in the interval reported last. */
    public int fractionLost() {
        return fractionLost;
    }

    /** The same without those that came by retransmission, be they of this interval or of the one before. */
    public int fractionMissing() {
        return fractionMissing;
    }

    /** Interarrival jitter in ticks. */
    public long jitterTicks() {
        return jitterTimes16 >> 4;
    }

    /** Payload bytes so far. */
    public long bytes() {
        return bytes;
    }

    /** Appends the report block, and begins a new interval for the fraction lost. */
    public boolean report(RtcpWriter out, long ssrc, long nowNs) {
        if (!started) {
            return false;
        }
        long expected = expected();
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        fractionLost = fraction(lostNow, expectedNow);
        fractionMissing = fraction(lostNow - (recovered - recoveredBefore), expectedNow);
        recoveredBefore = recovered;
        long cumulative = Math.clamp(expected - received, -0x80_0000, 0x7F_FFFF);
        boolean reported = lastSenderReportNtp != 0;
        long delay = (nowNs - lastSenderReportNs) * 65_536 / NS_PER_SECOND;
        return out.reportBlock(
                ssrc,
                fractionLost,
                (int) cumulative,
                highest & 0xFFFF_FFFFL,
                jitterTicks(),
                reported ? (lastSenderReportNtp >>> 16) & 0xFFFF_FFFFL : 0,
                reported ? delay : 0);
    }

    private static int fraction(long lost, long expected) {
        return expected <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expected);
    }
}
