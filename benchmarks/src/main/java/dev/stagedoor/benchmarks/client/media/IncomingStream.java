package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import java.util.concurrent.TimeUnit;

/** One source that we receive: counts packets and frames, measures jitter (RFC 3550 appendix A.8), tells when it wants a key frame. */
final class IncomingStream {
    private static final long KEY_FRAME_REQUEST_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int JITTER_SHIFT = 4;
    private static final int JITTER_ROUNDING = 1 << (JITTER_SHIFT - 1);

    private final int ssrc;
    private final MediaKind kind;
    private final LossTracker losses = new LossTracker();
    private long bytes;
    private long frames;
    private long keyFrames;
    private long firstPacketNs;
    private long lastPacketNs;
    private long firstKeyFrameNs;
    private long lastRequestNs = Long.MIN_VALUE / 2;
    private boolean hasTransit;
    private int lastTransit;
    private long jitter;
    private int lastSenderReport;
    private long lastSenderReportNs;
    private long expectedBefore;
    private long receivedBefore;

    IncomingStream(int ssrc, MediaKind kind) {
        this.ssrc = ssrc;
        this.kind = kind;
    }

    int ssrc() {
        return ssrc;
    }

    MediaKind kind() {
        return kind;
    }

    LossTracker losses() {
        return losses;
    }

    /** Counts a packet of this source itself; false if it was here before. */
    boolean onPacket(RtpView packet, int length, long nowNs) {
        if (firstPacketNs == 0) {
            firstPacketNs = nowNs;
        }
        if (!losses.onPacket(packet.sequenceNumber(), nowNs)) {
            return false;
        }
        lastPacketNs = nowNs;
        bytes += length;
        if (packet.marker()) {
            frames++;
        }
        onTransit(packet.timestamp(), nowNs);
        return true;
    }

    /** Counts a packet that came by retransmission under its old number; false if it was here before. */
    boolean onRetransmission(int sequenceNumber, boolean marker, int length, long nowNs) {
        if (!losses.onPacket(sequenceNumber, nowNs)) {
            return false;
        }
        bytes += length;
        if (marker) {
            frames++;
        }
        return true;
    }

    void onKeyFrame(long nowNs) {
        if (keyFrames++ == 0) {
            firstKeyFrameNs = nowNs;
        }
    }

    void onSenderReport(int compactNtp, long nowNs) {
        lastSenderReport = compactNtp;
        lastSenderReportNs = nowNs;
    }

    /** Whether to ask for a key frame now; true at most once a second. */
    boolean shouldRequestKeyFrame(long nowNs) {
        var wanted = kind == MediaKind.VIDEO && keyFrames == 0 && losses.received() > 0;
        if (!wanted || nowNs - lastRequestNs < KEY_FRAME_REQUEST_INTERVAL_NS) {
            return false;
        }
        lastRequestNs = nowNs;
        return true;
    }

    /** The report of what came since the last report. */
    ReportBlock report(long nowNs) {
        var expected = losses.expected() - expectedBefore;
        var lost = expected - (losses.received() - receivedBefore);
        expectedBefore = losses.expected();
        receivedBefore = losses.received();
        var fraction = expected <= 0 || lost <= 0 ? 0 : (int) Math.min(255, lost * 256 / expected);
        var sinceReport = lastSenderReport == 0 ? 0 : (nowNs - lastSenderReportNs) / 1_000 * 65_536 / 1_000_000;
        return new ReportBlock(
                ssrc,
                fraction,
                Math.clamp(losses.lost(), -(1 << 23), (1 << 23) - 1),
                losses.extendedHighest(),
                (int) (jitter >> JITTER_SHIFT),
                lastSenderReport,
                (int) sinceReport);
    }

    StreamStats stats() {
        return new StreamStats(
                Integer.toUnsignedLong(ssrc),
                kind,
                losses.received(),
                bytes,
                frames,
                keyFrames,
                losses.lost(),
                losses.recovered(),
                losses.duplicates(),
                (jitter >> JITTER_SHIFT) * 1e3 / clockRate(),
                firstPacketNs,
                firstKeyFrameNs,
                lastPacketNs);
    }

    private void onTransit(int timestamp, long nowNs) {
        var arrival = (int) (nowNs / 1_000 * clockRate() / 1_000_000);
        var transit = arrival - timestamp;
        if (hasTransit) {
            var difference = Math.abs((long) (transit - lastTransit));
            jitter += difference - ((jitter + JITTER_ROUNDING) >> JITTER_SHIFT);
        }
        hasTransit = true;
        lastTransit = transit;
    }

    private int clockRate() {
        return kind == MediaKind.AUDIO ? AudioSource.CLOCK_RATE : VideoSource.CLOCK_RATE;
    }
}
