package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.FrameNumbers;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.codec.PictureIds;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.stream.NtpTime;
import dev.stagedoor.media.stream.OutgoingNumbering;
import dev.stagedoor.media.stream.OutgoingTimestamps;
import dev.stagedoor.media.stream.SourceClock;
import dev.stagedoor.media.stream.StoredPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one unbroken stream that a viewer's section is: gives the packets of whatever source their numbers, times and ids, sends
 * them, and sends again what got lost. Which packets these are, {@link Consumer} decides. Belongs to the participant's loop.
 */
final class OutgoingStream {
    private final SectionPlan plan;
    private final ParticipantContext context;
    private final int clockRateHz;
    private final int probePayloadType;
    private final OutgoingNumbering numbering;
    private final OutgoingTimestamps timestamps;
    private final PictureIds pictureIds = new PictureIds();
    private final FrameNumbers frameNumbers = new FrameNumbers();
    private final PacketStamper stamper;
    private final RepairDesk repairs;
    private FormatMap formats = new FormatMap(List.of(), List.of());
    private ArrivalReport arrival = ArrivalReport.NONE;
    private long packets;
    private long bytes;
    private long keyFramesSent;

    OutgoingStream(SectionPlan plan, ParticipantContext context) {
        this.plan = plan;
        this.context = context;
        RoomSettings settings = context.settings();
        int window = settings.limits().historyPackets(plan.kind());
        clockRateHz = plan.codecs().getFirst().format().codec().clockRateHz();
        numbering = new OutgoingNumbering(settings.random().getAsInt() & 0x7FFF, window);
        timestamps = new OutgoingTimestamps(clockRateHz, settings.random().getAsInt() & 0xFFFF_FFFFL);
        stamper = new PacketStamper(plan, context);
        repairs = new RepairDesk(context, stamper, window);
        probePayloadType = plan.codecs().stream()
                .mapToInt(NegotiatedCodec::retransmissionPayloadType)
                .max()
                .orElse(NegotiatedCodec.NONE);
    }

    /** The source is gone: what was sent of it cannot be sent again. */
    void onSourceGone() {
        numbering.endRun();
        repairs.clear();
    }

    /** What the source from now on may send. */
    void onFormats(List<PayloadFormat> next) {
        formats = new FormatMap(next, plan.codecs());
    }

    /** Whether the viewer can read this format of the source. */
    boolean takes(int format) {
        return formats.payloadType(format) != FormatMap.NOT_SHARED;
    }

    /** Whether a run is under way, see {@link OutgoingNumbering}. */
    boolean inRun() {
        return numbering.inRun();
    }

    /** Nothing is sent until the next run is begun. */
    void endRun() {
        numbering.endRun();
    }

    /** Whether newer packets of the run were seen before this one, which is of the run's numbering. */
    boolean isLate(StoredPacket packet) {
        return numbering.inRun() && numbering.isLate(packet.sequence());
    }

    /** The clock of this packet's source is followed from now on; it has nothing to do with the one before. */
    void beginClock(StoredPacket packet) {
        timestamps.beginRun(packet.timestamp(), packet.arrivalNs());
    }

    /** The same after a switch of encoding: the clocks of both, where they are known, tell how far the picture is. */
    void beginClock(StoredPacket packet, @Nullable SourceClock before, @Nullable SourceClock after) {
        timestamps.beginRun(packet.timestamp(), before, after, packet.arrivalNs());
    }

    /** Begins a run with this packet, which is to be passed next. */
    void begin(StoredPacket packet) {
        pictureIds.beginRun(packet.pictureId(), packet.tl0PictureIndex());
        if (packet.descriptorLength() > 0) {
            frameNumbers.beginRun(packet.frameNumber());
        }
        numbering.beginRun(packet.sequence());
        stamper.beginRun();
    }

    /**
     * Sends a packet of the run.
     *
     * @param endsPicture whether the viewer gets no more of its picture
     * @return false if it has been sent before, or is too old
     */
    boolean pass(StoredPacket packet, boolean late, boolean endsPicture, long nowNs) {
        long number;
        int rewrite;
        if (late) {
            number = numbering.takeKept(packet.sequence());
            int shift = numbering.note(packet.sequence());
            rewrite = pictureIds.late(packet.pictureId(), packet.tl0PictureIndex(), shift);
        } else {
            number = numbering.next(packet.sequence(), pictureIds.shift());
            rewrite = pictureIds.next(packet.pictureId(), packet.tl0PictureIndex());
        }
        if (number == OutgoingNumbering.NONE) {
            return false;
        }
        if (packet.descriptorLength() > 0) {
            rewrite = frameNumbers.of(packet.frameNumber());
        }
        if (endsPicture) {
            rewrite = PacketStamper.endingPicture(rewrite);
        }
        long timestamp = timestamps.timestamp(packet.timestamp());
        int format = packet.format();
        stamper.send(packet, formats.codec(format), formats.payloadType(format), number, timestamp, rewrite, nowNs);
        repairs.onSent(packet, number, timestamp, rewrite);
        // What comes out of the history keeps the time at which it came, or the next source would be early.
        timestamps.onSent(timestamp, packet.arrivalNs());
        count(packet, nowNs);
        return true;
    }

    private void count(StoredPacket packet, long nowNs) {
        packets++;
        bytes += packet.payloadLength();
        keyFramesSent += packet.keyFrame() ? 1 : 0;
        if (packet.payloadLength() > 0) {
            context.usage().onDelivered(packet.payloadLength(), nowNs);
        }
    }

    /** Leaves a packet of the run out; if a number was kept for it, that goes out empty. */
    void skip(StoredPacket packet, boolean late, long nowNs) {
        if (!late) {
            numbering.skip(packet.sequence(), pictureIds.shift());
            return;
        }
        long number = numbering.takeKept(packet.sequence());
        if (number != OutgoingNumbering.NONE) {
            long timestamp = timestamps.timestamp(packet.timestamp());
            stamper.sendEmpty(packet, formats.payloadType(packet.format()), number, timestamp, nowNs);
            repairs.onSent(packet, number, timestamp, PacketStamper.EMPTY);
        }
    }

    /** The same, and the viewer gets nothing of its picture. */
    void skipPicture(StoredPacket packet, boolean late, long nowNs) {
        skip(packet, late, nowNs);
        if (!late) {
            pictureIds.skip(packet.pictureId());
        }
    }

    /** The viewer misses a packet of ours. */
    void onNack(int sequenceNumber, Branch from, long roundTripNs, long nowNs) {
        repairs.onNack(sequenceNumber, from, formats, roundTripNs, nowNs);
    }

    /** Whether probes can be sent here. */
    boolean probes() {
        return stamper.probes(probePayloadType);
    }

    /** Sends one packet of padding, as part of a probe. */
    void sendPadding(long nowNs) {
        stamper.sendPadding(probePayloadType, timestamps.newest(), nowNs);
    }

    /** The viewer reports how it arrives. */
    void onReportBlock(int fractionLost, int cumulativeLost, long jitterTicks) {
        arrival = ArrivalReport.of(fractionLost, cumulativeLost, jitterTicks, clockRateHz);
    }

    ArrivalReport arrival() {
        return arrival;
    }

    /** Appends a sender report of the source that this clock belongs to. */
    boolean report(RtcpWriter out, SourceClock clock, long nowNs) {
        return out.senderReport(
                plan.downlinkSources().ssrc(),
                NtpTime.ofNanos(nowNs + context.settings().ntpOffsetNs()),
                timestamps.timestamp(clock.timestampAt(nowNs)),
                packets,
                bytes);
    }

    TrackStatistics statistics(String rid, LayerSwitch layers) {
        return new TrackStatistics(
                plan.mid(),
                rid,
                plan.kind(),
                true,
                plan.downlinkSources().ssrc(),
                packets,
                bytes,
                arrival.lost(),
                repairs.repeated(),
                arrival.lossRatio(),
                arrival.jitterMs(),
                keyFramesSent,
                layers.spatialLayer(),
                layers.temporalLayer(),
                List.of());
    }
}
