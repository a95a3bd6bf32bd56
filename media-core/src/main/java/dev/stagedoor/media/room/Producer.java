package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.KeyFrames;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.codec.PayloadTypes;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.WireBytes;
import dev.stagedoor.media.stream.KeyFrameRequests;
import dev.stagedoor.media.stream.ReceiveStream;
import dev.stagedoor.media.stream.Retransmission;
import dev.stagedoor.media.stream.SourceClock;
import dev.stagedoor.media.stream.StoredPacket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one participant sends on one section. Belongs to the participant's loop, except {@link #clock}, which any loop may
 * read.
 */
final class Producer {
    private final SectionPlan plan;
    private final ParticipantContext context;
    private final PayloadTypes payloadTypes;
    private final List<PayloadFormat> formats;
    private final KeyFrameRequests keyFrameRequests;
    private final KeyFrames keyFrames = new KeyFrames();
    private final Runnable keyFrameWanted = this::onKeyFrameWanted;
    private final List<Branch> branches = new ArrayList<>();

    private @Nullable ReceiveStream stream;
    private int generation;
    private boolean asksForLost;
    private volatile @Nullable SourceClock clock;

    Producer(SectionPlan plan, ParticipantContext context) {
        this.plan = plan;
        this.context = context;
        payloadTypes = new PayloadTypes(plan.codecs());
        formats = plan.codecs().stream().map(NegotiatedCodec::format).toList();
        keyFrameRequests = new KeyFrameRequests(
                context.settings().limits().keyFrameInterval().toNanos());
    }

    SectionPlan plan() {
        return plan;
    }

    MediaLoop loop() {
        return context.loop();
    }

    /** What it may send; a stored packet's format is a place in this list. */
    List<PayloadFormat> formats() {
        return formats;
    }

    PayloadTypes payloadTypes() {
        return payloadTypes;
    }

    /** Null before the first sender report; any loop. */
    @Nullable
    SourceClock clock() {
        return clock;
    }

    void onAddBranch(Branch branch) {
        branches.add(branch);
    }

    void onRemoveBranch(Branch branch) {
        branches.remove(branch);
    }

    /**
     * The section's media comes from this source from now on. If it came from another before, its numbering and clock are
     * new, and viewers must start at a key frame.
     */
    void onSource(long ssrc) {
        ReceiveStream before = stream;
        if (before != null && before.ssrc() == ssrc) {
            return;
        }
        stream = new ReceiveStream(
                ssrc, plan.codecs().getFirst().format().codec().clockRateHz());
        clock = null;
        if (before != null) {
            generation++;
            onKeyFrameWanted();
        }
    }

    /** The way of a packet of the section's own stream. */
    void onRtp(RtpPacket packet, boolean recovered, long nowNs) {
        ReceiveStream receiving = stream;
        int format = payloadTypes.codec(packet.payloadType());
        if (receiving == null || format == PayloadTypes.NONE) {
            context.drops().count(Drop.UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        if (!StoredPacket.fits(packet)) {
            context.drops().count(Drop.OVERSIZED);
            return;
        }
        long sequence = receiving.onPacket(packet, recovered, nowNs);
        if (sequence == ReceiveStream.DUPLICATE) {
            context.drops().count(Drop.DUPLICATE);
            return;
        }
        asksForLost = plan.codecs().get(format).nack();
        if (packet.payloadLength() > 0) {
            context.usage().onReceived(packet.payloadLength(), nowNs);
        }
        store(packet, sequence, format, nowNs);
    }

    /** The way of a packet of the section's retransmission stream (RFC 4588). */
    void onRetransmission(RtpPacket packet, long nowNs) {
        ReceiveStream receiving = stream;
        int format = payloadTypes.retransmittedCodec(packet.payloadType());
        if (receiving == null || format == PayloadTypes.NONE) {
            context.drops().count(Drop.UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        int payloadType = plan.codecs().get(format).payloadType();
        if (!Retransmission.unwrap(packet, payloadType, receiving.ssrc())) {
            context.drops().count(Drop.PADDING);
            return;
        }
        onRtp(packet, true, nowNs);
    }

    private void store(RtpPacket packet, long sequence, int format, long nowNs) {
        boolean keyFrame = keyFrames.startsAt(
                formats.get(format).codec(), packet.segment(), packet.payloadOffset(), packet.payloadLength());
        if (keyFrame) {
            keyFrameRequests.onKeyFrame();
        }
        int audioLevel = extensionByte(packet, plan.extensions().audioLevel());
        int orientation = extensionByte(packet, plan.extensions().videoOrientation());
        for (int i = 0; i < branches.size(); i++) {
            StoredPacket slot = branches.get(i).claim();
            if (slot == null) {
                context.drops().count(Drop.LOOP_BEHIND);
            } else {
                slot.store(packet, sequence, generation, nowNs);
                slot.describe(format, keyFrame, audioLevel, orientation);
            }
        }
    }

    private static int extensionByte(RtpPacket packet, int id) {
        return id != 0 && packet.findExtension(id) && packet.elementLength() >= 1
                ? WireBytes.u8(packet.segment(), packet.elementOffset())
                : StoredPacket.ABSENT;
    }

    /** The receive burst is over: everything stored goes on its way. */
    void onTurnEnd(long nowNs) {
        for (int i = 0; i < branches.size(); i++) {
            branches.get(i).flush(nowNs);
        }
    }

    /** A sender report about the section's stream has come. */
    void onSenderReport(long ntp, long rtpTimestamp, long nowNs) {
        ReceiveStream receiving = stream;
        if (receiving != null) {
            receiving.statistics().onSenderReport(ntp, nowNs);
            int clockRateHz = plan.codecs().getFirst().format().codec().clockRateHz();
            long atNs = context.senderTime().toLocalNs(ntp, nowNs);
            clock = new SourceClock(generation, atNs, rtpTimestamp, clockRateHz);
        }
    }

    /** As a task for other loops, made once. */
    Runnable keyFrameWanted() {
        return keyFrameWanted;
    }

    /** A viewer cannot go on without a key frame. */
    void onKeyFrameWanted() {
        if (plan.kind() == MediaKind.VIDEO) {
            keyFrameRequests.want();
            requestKeyFrame(loop().nowNs());
        }
    }

    private void requestKeyFrame(long nowNs) {
        ReceiveStream receiving = stream;
        if (receiving != null && keyFrameRequests.takeDue(nowNs)) {
            context.control().begin().pictureLoss(context.control().ssrc(), receiving.ssrc());
            context.control().flush();
        }
    }

    /** Repeats key-frame requests that were not heeded, and asks for what is missing. */
    void onTick(long roundTripNs, long nowNs) {
        ReceiveStream receiving = stream;
        if (receiving == null) {
            return;
        }
        if (receiving.takeUnrecoverableHole()) {
            onKeyFrameWanted();
        }
        requestKeyFrame(nowNs);
        if (asksForLost && receiving.losses().missingCount() > 0) {
            long ownSsrc = context.control().ssrc();
            RtcpWriter out = context.control().begin();
            receiving.losses().request(out, ownSsrc, receiving.ssrc(), roundTripNs, nowNs);
            context.control().flush();
        }
    }

    /** Appends the report block of the section's stream. */
    void report(RtcpWriter out, long nowNs) {
        ReceiveStream receiving = stream;
        if (receiving != null) {
            receiving.statistics().report(out, receiving.ssrc(), nowNs);
        }
    }

    /** The source that media comes from now, 0 before the first packet. */
    long ssrc() {
        ReceiveStream receiving = stream;
        return receiving == null ? 0 : receiving.ssrc();
    }

    TrackStatistics statistics() {
        ReceiveStream receiving = stream;
        if (receiving == null) {
            return new TrackStatistics(plan.mid(), plan.kind(), false, 0, 0, 0, 0, 0);
        }
        return new TrackStatistics(
                plan.mid(),
                plan.kind(),
                false,
                receiving.ssrc(),
                receiving.statistics().received(),
                receiving.statistics().bytes(),
                receiving.statistics().lost(),
                0);
    }
}
