package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.FrameNumbers;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PictureIds;
import dev.stagedoor.media.congestion.Ladder;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.stream.NtpTime;
import dev.stagedoor.media.stream.OutgoingNumbering;
import dev.stagedoor.media.stream.OutgoingTimestamps;
import dev.stagedoor.media.stream.SourceClock;
import dev.stagedoor.media.stream.StoredPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one participant is sent on one section: one unbroken stream, whatever producer and encoding it comes from at the
 * moment. Belongs to the participant's loop.
 */
final class Consumer {
    private final SectionPlan plan;
    private final ParticipantContext context;
    private final LayerSwitch layers = new LayerSwitch();
    private final OutgoingNumbering numbering;
    private final OutgoingTimestamps timestamps;
    private final PictureIds pictureIds = new PictureIds();
    private final FrameNumbers frameNumbers = new FrameNumbers();
    private final PacketStamper stamper;
    private final RepairDesk repairs;
    private final KeyFrameThrottle keyFrames;
    private final ConsumerLog log;
    private final int clockRateHz;
    private final LayerClaim claim = new LayerClaim(this);

    private @Nullable Branch branch;
    private FormatMap formats = new FormatMap(List.of(), List.of());
    private final int probePayloadType;
    private boolean open;
    private long room = Long.MAX_VALUE;
    private boolean starved;
    private boolean sourceContinues;
    private long packets;
    private long bytes;
    private ArrivalReport arrival = ArrivalReport.NONE;
    private long keyFramesSent;

    Consumer(SectionPlan plan, ParticipantContext context) {
        this.plan = plan;
        this.context = context;
        RoomSettings settings = context.settings();
        int window = settings.limits().historyPackets(plan.kind());
        clockRateHz = plan.codecs().getFirst().format().codec().clockRateHz();
        numbering = new OutgoingNumbering(settings.random().getAsInt() & 0x7FFF, window);
        timestamps = new OutgoingTimestamps(clockRateHz, settings.random().getAsInt() & 0xFFFF_FFFFL);
        stamper = new PacketStamper(plan, context);
        log = new ConsumerLog(plan.mid(), context.log());
        repairs = new RepairDesk(context, stamper, window);
        keyFrames = new KeyFrameThrottle(settings.limits());
        probePayloadType = plan.codecs().stream()
                .mapToInt(NegotiatedCodec::retransmissionPayloadType)
                .max()
                .orElse(NegotiatedCodec.NONE);
    }

    SectionPlan plan() {
        return plan;
    }

    /** Takes its packets from another producer from now on, or from none; {@link #start} follows. */
    void onSource(@Nullable Branch next) {
        if (branch == next) {
            return;
        }
        if (branch != null) {
            branch.onRemove(this);
        }
        branch = next;
        numbering.endRun();
        repairs.clear();
        layers.reset();
        claim.reset();
        starved = false;
        sourceContinues = false;
        if (next != null) {
            formats = new FormatMap(next.producer().formats(), plan.codecs());
            next.onAdd(this);
        }
    }

    /** Whether packets may be sent: the transport is connected and the room is not paused. {@link #start} follows. */
    void onOpen(boolean nowOpen) {
        if (open == nowOpen) {
            return;
        }
        open = nowOpen;
        numbering.endRun();
        layers.stop();
    }

    /** It is settled what is wanted: asks for the key frame to begin with. */
    void start() {
        if (layers.awaitsKeyFrame()) {
            requestKeyFrame();
        }
    }

    /** Whether the viewer can read this format of the present source. */
    boolean takes(int format) {
        return formats.payloadType(format) != FormatMap.NOT_SHARED;
    }

    /** Its side of the sharing-out. */
    LayerClaim claim() {
        return claim;
    }

    void refreshClaim(long nowNs) {
        claim.refresh(branch == null ? null : branch.producer(), open, nowNs);
    }

    void onConstraints(ViewConstraints constraints) {
        claim.onConstraints(constraints);
    }

    /** What an audio costs; it comes before all video. */
    long audioBitsPerSecond() {
        Branch from = branch;
        if (!open || from == null || plan.kind() != MediaKind.AUDIO) {
            return 0;
        }
        List<Ladder.Rung> rungs = from.producer().ladder().rungs();
        return rungs.isEmpty() ? 0 : rungs.getFirst().bitsPerSecond();
    }

    /** What the path leaves for this video, see {@link Producer#cap}. */
    long room() {
        return room;
    }

    void onRoom(long bitsPerSecond) {
        if (room != bitsPerSecond && branch != null) {
            room = bitsPerSecond;
            branch.onRoomChanged();
        }
    }

    /** Whether probes can be sent here. */
    boolean probes() {
        return open && stamper.probes(probePayloadType);
    }

    /** Sends one packet of padding, as part of a probe. */
    void sendPadding(long nowNs) {
        stamper.sendPadding(probePayloadType, timestamps.newest(), nowNs);
    }

    /** Whether there is too little room on the path even for the worst quality; then nothing is sent. */
    void onStarved(boolean nowStarved) {
        if (starved == nowStarved) {
            return;
        }
        starved = nowStarved;
        log.onStarved(nowStarved, context.loop().nowNs());
        numbering.endRun();
        layers.stop();
        requestKeyFrame();
    }

    /** Shows this encoding and these layers of it, see {@link LayerSwitch#want}. */
    void onLayers(int encoding, int spatialLayer, int temporalLayer, int alsoStartsAt) {
        boolean awaited = layers.awaitsKeyFrame();
        boolean more = layers.wantedEncoding() != encoding || spatialLayer > layers.wantedSpatialLayer();
        layers.want(encoding, spatialLayer, temporalLayer, alsoStartsAt);
        if (layers.awaitsKeyFrame() && (!awaited || more)) {
            requestKeyFrame();
        }
    }

    /** The encoding that is shown now, {@link LayerSwitch#NONE} before the first key frame. */
    int encoding() {
        return layers.encoding();
    }

    /** Asks for a key frame of what is wanted; of everything if it is not yet known what there is. */
    private void requestKeyFrame() {
        if (!open || starved || branch == null) {
            return;
        }
        int encodings = branch.producer().encodings().size();
        for (int i = 0; i < encodings; i++) {
            if (layers.wantedEncoding() == LayerSwitch.NONE || layers.wantedEncoding() == i) {
                branch.requestKeyFrame(i);
            }
        }
    }

    /** The next packet of the source, in order of arrival. */
    void onPacket(StoredPacket packet, long nowNs) {
        if (!open || starved) {
            return;
        }
        if (!takes(packet.format())) {
            context.drops().count(Drop.CODEC_NOT_SHARED);
            return;
        }
        boolean late = numbering.inRun() && layers.sameNumbering(packet) && numbering.isLate(packet.sequence());
        switch (layers.onPacket(packet, late)) {
            case IGNORE -> {}
            case AWAIT -> context.drops().count(Drop.AWAITING_KEY_FRAME);
            case BEGIN -> begin(packet, nowNs);
            case PASS -> pass(packet, late, nowNs);
            case SKIP -> {
                skip(packet, late, nowNs);
                if (!late) {
                    pictureIds.skip(packet.pictureId());
                }
            }
            case TRIM -> skip(packet, late, nowNs);
        }
    }

    private void begin(StoredPacket packet, long nowNs) {
        long first = packet.sequence();
        boolean sameNumbering = sourceContinues && layers.sameNumbering(packet);
        if (!sameNumbering) {
            beginTimestamps(packet, nowNs);
        }
        pictureIds.beginRun(packet.pictureId(), packet.tl0PictureIndex());
        if (packet.descriptorLength() > 0) {
            frameNumbers.beginRun(packet.frameNumber());
        }
        numbering.beginRun(first);
        layers.begin(packet);
        sourceContinues = true;
        pass(packet, false, nowNs);
        catchUp(packet.encoding(), first, nowNs);
    }

    /** After a switch of encoding the clocks of both tell how far the picture is; between producers only time does. */
    private void beginTimestamps(StoredPacket packet, long nowNs) {
        Branch from = branch;
        if (from == null || !sourceContinues) {
            timestamps.beginRun(packet.timestamp(), nowNs);
            return;
        }
        SourceClock before = from.clock(layers.lastEncoding(), layers.generation());
        SourceClock after = from.clock(packet.encoding(), packet.generation());
        timestamps.beginRun(packet.timestamp(), before, after, nowNs);
    }

    /**
     * If the key frame's first packet was lost on its way to us and came by retransmission, what follows it is here
     * already: without it the viewer would have to ask for another key frame.
     */
    private void catchUp(int encoding, long first, long nowNs) {
        Branch from = branch;
        long newest = from == null ? first : from.newest(encoding);
        for (long sequence = first + 1; from != null && sequence <= newest; sequence++) {
            StoredPacket following = from.find(encoding, sequence, layers.generation());
            if (following != null) {
                onPacket(following, nowNs);
            }
        }
    }

    private void pass(StoredPacket packet, boolean late, long nowNs) {
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
            return;
        }
        if (packet.descriptorLength() > 0) {
            rewrite = frameNumbers.of(packet.frameNumber());
        }
        if (layers.endsPicture(packet, late)) {
            rewrite = PacketStamper.endingPicture(rewrite);
        }
        long timestamp = timestamps.timestamp(packet.timestamp());
        int format = packet.format();
        stamper.send(packet, formats.codec(format), formats.payloadType(format), number, timestamp, rewrite, nowNs);
        repairs.onSent(packet, number, timestamp, rewrite);
        timestamps.onSent(timestamp, nowNs);
        if (packet.keyFrame()) {
            keyFramesSent++;
            keyFrames.onSent(nowNs);
            if (late && layers.awaitsKeyFrame()) {
                // Its larger layers were left out before this packet said what it is.
                requestKeyFrame();
            }
        }
        packets++;
        bytes += packet.payloadLength();
        if (packet.payloadLength() > 0) {
            context.usage().onDelivered(packet.payloadLength(), nowNs);
        }
    }

    private void skip(StoredPacket packet, boolean late, long nowNs) {
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

    /** The viewer misses a packet of ours. */
    void onNack(int sequenceNumber, long roundTripNs, long nowNs) {
        if (open && branch != null) {
            repairs.onNack(sequenceNumber, branch, formats, roundTripNs, nowNs);
        }
    }

    /** The viewer's decoder cannot go on. */
    void onKeyFrameRequest(long roundTripNs, long nowNs) {
        if (!keyFrames.heeds(roundTripNs, nowNs)) {
            context.drops().count(Drop.KEY_FRAME_REQUEST_THROTTLED);
            return;
        }
        log.onKeyFrameWanted(nowNs);
        if (branch != null && layers.encoding() != LayerSwitch.NONE) {
            branch.requestKeyFrame(layers.encoding());
        } else {
            requestKeyFrame();
        }
    }

    /** The viewer reports how our stream arrives. */
    void onReportBlock(int fractionLost, int cumulativeLost, long jitterTicks) {
        arrival = ArrivalReport.of(fractionLost, cumulativeLost, jitterTicks, clockRateHz);
    }

    ArrivalReport arrival() {
        return arrival;
    }

    /** Whether there is something to see that the viewer does not get. */
    boolean isFrozen() {
        return open && branch != null && plan.kind() == MediaKind.VIDEO && (starved || !numbering.inRun());
    }

    /** Writes down what has changed. */
    void onTick(long nowNs) {
        Branch from = branch;
        log.onSource(from == null ? "" : from.producer().publisher(), nowNs);
        log.onLayers(rid(), layers.spatialLayer(), layers.temporalLayer(), nowNs);
    }

    /** Appends a sender report; nothing before the source's own first report, since there is no clock to tell. */
    boolean report(RtcpWriter out, long nowNs) {
        Branch from = branch;
        if (from == null || !numbering.inRun()) {
            return false;
        }
        SourceClock clock = from.clock(layers.lastEncoding(), layers.generation());
        return clock != null
                && out.senderReport(
                        plan.downlinkSources().ssrc(),
                        NtpTime.ofNanos(nowNs + context.settings().ntpOffsetNs()),
                        timestamps.timestamp(clock.timestampAt(nowNs)),
                        packets,
                        bytes);
    }

    TrackStatistics statistics() {
        return new TrackStatistics(
                plan.mid(),
                rid(),
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
                layers.temporalLayer());
    }

    /** The encoding that is shown, empty for none and where there is only one. */
    private String rid() {
        return layers.encoding() == LayerSwitch.NONE || branch == null ? "" : branch.rid(layers.encoding());
    }
}
