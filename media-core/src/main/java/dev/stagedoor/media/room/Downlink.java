package dev.stagedoor.media.room;

import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.SequenceNumbers;
import dev.stagedoor.media.stream.NtpTime;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that we send to one participant; belongs to its loop. */
final class Downlink {
    private static final long REPORT_INTERVAL_NS = 1_000_000_000;
    private static final int NACK_BITS = 16;
    private static final double NS_PER_MS = 1e6;

    /** Until a report tells: about a path across a continent. */
    private static final long ASSUMED_ROUND_TRIP_NS = 100_000_000;

    /** Reports of longer round trips come from broken clocks. */
    private static final long MAX_ROUND_TRIP_NS = 10_000_000_000L;

    private final ParticipantContext context;
    private final PathShare share;
    private List<Consumer> consumers = List.of();
    private boolean open;
    private long sinceNs = Long.MIN_VALUE;
    private long reportNs;
    private long roundTripNs;
    private boolean pathHeardOf;
    private final FreezeMeter freezes = new FreezeMeter();

    Downlink(ParticipantContext context) {
        this.context = context;
        share = new PathShare(context);
    }

    /** These are the sections that the participant takes media on; others end. */
    void onConsumers(List<Consumer> next) {
        for (Consumer before : consumers) {
            if (!next.contains(before)) {
                before.onSource(null, LayerSwitch.NONE);
            }
        }
        consumers = new ArrayList<>(next);
        share.onConsumers(consumers);
        onOpen(open);
    }

    /** Another producer, or none, is shown on a section. */
    void onSource(Consumer consumer, @Nullable Branch branch, int encoding, long nowNs) {
        consumer.onSource(branch, encoding);
        share.update(roundTripNs(), nowNs);
        consumer.start(sinceNs, nowNs);
    }

    /** What came until then is not for this viewer, also not afterwards. */
    void onSince(long atNs) {
        sinceNs = atNs;
    }

    /** What the viewer makes of a section. */
    void onConstraints(Consumer consumer, ViewConstraints constraints, long nowNs) {
        consumer.onConstraints(constraints);
        share.onConsumers(consumers);
        share.update(roundTripNs(), nowNs);
    }

    /** What the viewer's offer says of each section and of all. */
    void onCaps(Map<Consumer, BitrateCap> caps, long nowNs) {
        long total = Long.MAX_VALUE;
        for (Map.Entry<Consumer, BitrateCap> each : caps.entrySet()) {
            each.getKey().claim().onCap(each.getValue().section());
            total = Math.min(total, each.getValue().total());
        }
        share.onOffered(total);
        share.update(roundTripNs(), nowNs);
    }

    /** The most that the host sends the viewer, bits a second. */
    void onLimit(long bitsPerSecond, long nowNs) {
        share.onLimit(bitsPerSecond);
        share.update(roundTripNs(), nowNs);
    }

    /** Whether packets may be sent. */
    void onOpen(boolean nowOpen) {
        if (open && !nowOpen) {
            context.usage().onPaused();
        }
        open = nowOpen;
        for (Consumer consumer : consumers) {
            consumer.onOpen(nowOpen);
        }
        long nowNs = context.loop().nowNs();
        share.update(roundTripNs(), nowNs);
        for (Consumer consumer : consumers) {
            consumer.start(sinceNs, nowNs);
        }
    }

    /** Measured or assumed. */
    long roundTripNs() {
        return roundTripNs == 0 ? ASSUMED_ROUND_TRIP_NS : roundTripNs;
    }

    /** 0 until measured. */
    long measuredRoundTripNs() {
        return roundTripNs;
    }

    /** 0 until the viewer has told how packets arrive. */
    long estimateBitsPerSecond() {
        return context.path().isKnown() ? context.path().bitsPerSecond() : 0;
    }

    void onNack(long ssrc, int packetId, int followingLost, long nowNs) {
        Consumer consumer = find(ssrc);
        if (consumer == null) {
            return;
        }
        consumer.onNack(packetId, roundTripNs, nowNs);
        for (int i = 0; i < NACK_BITS; i++) {
            if ((followingLost >> i & 1) != 0) {
                consumer.onNack(SequenceNumbers.plus(packetId, 1 + i), roundTripNs, nowNs);
            }
        }
    }

    void onKeyFrameRequest(long ssrc, long nowNs) {
        Consumer consumer = find(ssrc);
        if (consumer != null) {
            consumer.onKeyFrameRequest(roundTripNs(), nowNs);
        }
    }

    void onTransportFeedback(MemorySegment segment, long offset, int length, long nowNs) {
        if (context.path().onFeedback(segment, offset, length, roundTripNs(), nowNs)) {
            pathHeardOf = true;
        } else {
            context.drops().count(Drop.MALFORMED_RTCP);
        }
    }

    void onReceiverEstimate(long bitsPerSecond) {
        context.path().onReceiverEstimate(bitsPerSecond);
        pathHeardOf = true;
    }

    /** A datagram of control packets is read: the path is shared anew once, however many of them spoke of it. */
    void onControlEnd(long nowNs) {
        if (pathHeardOf) {
            pathHeardOf = false;
            share.update(roundTripNs(), nowNs);
        }
    }

    /** Packets go another way from now on. */
    void onPathChanged(long nowNs) {
        roundTripNs = 0;
        context.path().onPathChanged();
        share.update(roundTripNs(), nowNs);
    }

    /** What a report says of the path. */
    void onReport(long ssrc, long lastReport, long delaySinceLastReport, long nowNs) {
        if (lastReport != 0 && find(ssrc) != null) {
            long nowMiddle =
                    NtpTime.middle(NtpTime.ofNanos(nowNs + context.settings().ntpOffsetNs()));
            long units = (nowMiddle - lastReport - delaySinceLastReport) & 0xFFFF_FFFFL;
            long measuredNs = (units * 1_000_000_000L) >> 16;
            if (measuredNs > 0 && measuredNs < MAX_ROUND_TRIP_NS) {
                roundTripNs = measuredNs;
            }
        }
    }

    /** How our stream arrives, without what it says of the path. */
    void onArrival(long ssrc, int fractionLost, int cumulativeLost, long jitterTicks) {
        Consumer consumer = find(ssrc);
        if (consumer != null) {
            consumer.stream().onReportBlock(fractionLost, cumulativeLost, jitterTicks);
        }
    }

    /** See {@link QualityScore}; it is the worst section that one complains about. */
    double score() {
        double loss = 0;
        double jitterMs = 0;
        for (Consumer consumer : consumers) {
            loss = Math.max(loss, consumer.stream().arrival().lossRatio());
            jitterMs = Math.max(jitterMs, consumer.stream().arrival().jitterMs());
        }
        return roundTripNs == 0
                ? QualityScore.UNKNOWN
                : QualityScore.of(loss, roundTripNs / NS_PER_MS, jitterMs, freezes.share());
    }

    private boolean isFrozen() {
        for (int i = 0; i < consumers.size(); i++) {
            if (consumers.get(i).isFrozen()) {
                return true;
            }
        }
        return false;
    }

    /** Layers and sender reports that are due. */
    void onTick(long nowNs) {
        freezes.onTick(isFrozen(), nowNs);
        share.update(roundTripNs(), nowNs);
        for (int i = 0; i < consumers.size(); i++) {
            consumers.get(i).onTick(nowNs);
        }
        if (!open || nowNs - reportNs < REPORT_INTERVAL_NS) {
            return;
        }
        reportNs = nowNs;
        RtcpWriter out = context.control().begin();
        for (Consumer consumer : consumers) {
            if (consumer.report(out, nowNs)) {
                context.control().appendName(consumer.plan().downlinkSources().ssrc());
            }
        }
        context.control().flush();
    }

    List<TrackStatistics> statistics() {
        return consumers.stream().map(Consumer::statistics).toList();
    }

    private @Nullable Consumer find(long ssrc) {
        for (int i = 0; i < consumers.size(); i++) {
            if (consumers.get(i).plan().downlinkSources().ssrc() == ssrc) {
                return consumers.get(i);
            }
        }
        return null;
    }
}
