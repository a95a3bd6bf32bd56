package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpHeaderWriter;
import dev.stagedoor.media.stream.NtpTime;
import dev.stagedoor.media.stream.OutgoingNumbering;
import dev.stagedoor.media.stream.Retransmission;
import dev.stagedoor.media.stream.SourceClock;
import dev.stagedoor.media.stream.StoredPacket;
import dev.stagedoor.media.stream.TokenBucket;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one participant is sent on one section: one unbroken stream, whatever producer it comes from at the moment. Belongs
 * to the participant's loop.
 */
final class Consumer {
    private static final int NOT_SHARED = -1;

    private final SectionPlan plan;
    private final ParticipantContext context;
    private final OutgoingNumbering numbering;
    private final RtpHeaderWriter header;
    private final byte[] mid;
    private final TokenBucket retransmissionBudget;

    private @Nullable Branch branch;
    private int[] payloadTypes = new int[0];
    private int[] retransmissionPayloadTypes = new int[0];
    private boolean open;
    private boolean sourceContinues;
    private int generation;
    private int retransmissionSequenceNumber;
    private boolean keyFrameRequestHeeded;
    private long keyFrameRequestNs;
    private long packets;
    private long bytes;
    private long retransmitted;
    private long reportedLost;

    Consumer(SectionPlan plan, ParticipantContext context) {
        this.plan = plan;
        this.context = context;
        RoomSettings settings = context.settings();
        int clockRateHz = plan.codecs().getFirst().format().codec().clockRateHz();
        int firstSequenceNumber = settings.random().getAsInt() & 0x7FFF;
        long firstTimestamp = settings.random().getAsInt() & 0xFFFF_FFFFL;
        numbering = new OutgoingNumbering(clockRateHz, firstSequenceNumber, firstTimestamp);
        header = new RtpHeaderWriter(Arena.ofAuto().allocate(RtpHeaderWriter.MAX_HEADER_BYTES));
        mid = plan.mid().getBytes(StandardCharsets.US_ASCII);
        retransmissionBudget = new TokenBucket(settings.limits().retransmissionsPerSecond());
        retransmissionSequenceNumber = settings.random().getAsInt() & 0x7FFF;
    }

    SectionPlan plan() {
        return plan;
    }

    /** Takes its packets from another producer from now on, or from none. */
    void onSource(@Nullable Branch next) {
        if (branch == next) {
            return;
        }
        if (branch != null) {
            branch.onRemove(this);
        }
        branch = next;
        numbering.endRun();
        sourceContinues = false;
        if (next != null) {
            mapFormats(next.producer().formats());
            next.onAdd(this);
            requestKeyFrameIfOpen();
        }
    }

    /** Whether packets may be sent: the transport is connected and the room is not paused. */
    void onOpen(boolean nowOpen) {
        if (open == nowOpen) {
            return;
        }
        open = nowOpen;
        numbering.endRun();
        requestKeyFrameIfOpen();
    }

    private void requestKeyFrameIfOpen() {
        if (open && branch != null) {
            branch.requestKeyFrame();
        }
    }

    private void mapFormats(List<PayloadFormat> formats) {
        payloadTypes = new int[formats.size()];
        retransmissionPayloadTypes = new int[formats.size()];
        for (int i = 0; i < formats.size(); i++) {
            payloadTypes[i] = NOT_SHARED;
            for (NegotiatedCodec codec : plan.codecs()) {
                if (codec.format().equals(formats.get(i))) {
                    payloadTypes[i] = codec.payloadType();
                    retransmissionPayloadTypes[i] = codec.retransmissionPayloadType();
                    break;
                }
            }
        }
    }

    /** The next packet of the source, in order of arrival. */
    void onPacket(StoredPacket packet, long nowNs) {
        if (!open) {
            return;
        }
        int payloadType = payloadTypes[packet.format()];
        if (payloadType == NOT_SHARED) {
            context.drops().count(Drop.CODEC_NOT_SHARED);
            return;
        }
        if (!numbering.inRun() || packet.generation() != generation) {
            if (!packet.keyFrame()) {
                context.drops().count(Drop.AWAITING_KEY_FRAME);
                return;
            }
            boolean sameSource = sourceContinues && packet.generation() == generation;
            numbering.beginRun(packet.sequence(), packet.timestamp(), sameSource, nowNs);
            generation = packet.generation();
            sourceContinues = true;
        } else if (numbering.precedesRun(packet.sequence())) {
            return;
        }
        long sequence = numbering.sequence(packet.sequence());
        send(packet, payloadType, sequence);
        numbering.onSent(sequence, numbering.timestamp(packet.timestamp()), nowNs);
        packets++;
        bytes += packet.payloadLength();
        if (packet.payloadLength() > 0) {
            context.usage().onDelivered(packet.payloadLength(), nowNs);
        }
    }

    private void send(StoredPacket packet, int payloadType, long sequence) {
        writeExtensions(packet);
        long timestamp = numbering.timestamp(packet.timestamp());
        long ssrc = plan.downlinkSources().ssrc();
        long end = packet.payloadOffset() + packet.payloadLength() + packet.paddingLength();
        long start = header.finish(
                packet.memory(),
                packet.payloadOffset(),
                markerBit(packet) | payloadType,
                (int) (sequence & 0xFFFF),
                timestamp,
                ssrc);
        if (packet.paddingLength() > 0) {
            RtpHeaderWriter.markPadded(packet.memory(), start);
        }
        context.sink().sendRtp(packet.memory(), start, (int) (end - start));
    }

    /** The media section is named in every packet, so that a receiver needs no table of sources. */
    private void writeExtensions(StoredPacket packet) {
        header.begin();
        header.extension(plan.extensions().mid(), mid);
        header.extensionU24(plan.extensions().absoluteSendTime(), absoluteSendTime(packet.arrivalNs()));
        if (packet.audioLevel() != StoredPacket.ABSENT) {
            header.extensionU8(plan.extensions().audioLevel(), packet.audioLevel());
        }
        if (packet.videoOrientation() != StoredPacket.ABSENT) {
            header.extensionU8(plan.extensions().videoOrientation(), packet.videoOrientation());
        }
    }

    private int absoluteSendTime(long atNs) {
        long ntp = NtpTime.ofNanos(atNs + context.settings().ntpOffsetNs());
        return (int) (ntp >>> 14) & 0xFF_FFFF;
    }

    private static int markerBit(StoredPacket packet) {
        return packet.marker() ? 0x80 : 0;
    }

    /** The viewer misses a packet of ours. */
    void onNack(int sequenceNumber, long nowNs) {
        long sourceSequence = numbering.sourceSequence(sequenceNumber);
        Branch from = branch;
        if (!open || from == null || sourceSequence == Long.MIN_VALUE) {
            return;
        }
        StoredPacket packet = from.find(sourceSequence, generation);
        if (packet == null) {
            context.drops().count(Drop.NOT_IN_HISTORY);
        } else if (!retransmissionBudget.tryTake(nowNs)) {
            context.drops().count(Drop.RETRANSMISSION_LIMIT);
        } else {
            retransmit(packet);
        }
    }

    /**
     * In a stream of its own (RFC 4588). Never as the same packet once more: its number makes the cipher's nonce, a nonce
     * must not cover two different packets (RFC 7714 §8.1), and nobody can promise that this one would be the same to the
     * byte after a renegotiation.
     */
    private void retransmit(StoredPacket packet) {
        int payloadType = retransmissionPayloadTypes[packet.format()];
        long ssrc = plan.downlinkSources().retransmissionSsrc();
        if (payloadType == NegotiatedCodec.NONE || ssrc == 0) {
            context.drops().count(Drop.NACK_WITHOUT_RTX);
            return;
        }
        retransmitted++;
        long sequence = numbering.sequence(packet.sequence());
        writeExtensions(packet);
        Retransmission.wrap(packet.memory(), packet.payloadOffset(), (int) (sequence & 0xFFFF));
        long headerEnd = packet.payloadOffset() - Retransmission.ORIGINAL_SEQUENCE_NUMBER_BYTES;
        long start = header.finish(
                packet.memory(),
                headerEnd,
                markerBit(packet) | payloadType,
                retransmissionSequenceNumber++ & 0xFFFF,
                numbering.timestamp(packet.timestamp()),
                ssrc);
        long end = packet.payloadOffset() + packet.payloadLength();
        context.sink().sendRtp(packet.memory(), start, (int) (end - start));
    }

    /** The viewer's decoder cannot go on; heeded at most once per interval. */
    void onKeyFrameRequest(long nowNs) {
        long intervalNs = context.settings().limits().receiverKeyFrameInterval().toNanos();
        if (keyFrameRequestHeeded && nowNs - keyFrameRequestNs < intervalNs) {
            context.drops().count(Drop.KEY_FRAME_REQUEST_THROTTLED);
            return;
        }
        keyFrameRequestHeeded = true;
        keyFrameRequestNs = nowNs;
        requestKeyFrameIfOpen();
    }

    /** The viewer reports how our stream arrives. */
    void onReportBlock(int cumulativeLost) {
        reportedLost = Math.max(0, cumulativeLost);
    }

    /** Appends a sender report; nothing before the source's own first report, since there is no clock to tell. */
    boolean report(RtcpWriter out, long nowNs) {
        SourceClock clock = branch == null ? null : branch.clock();
        if (clock == null || !numbering.inRun() || clock.generation() != generation) {
            return false;
        }
        return out.senderReport(
                plan.downlinkSources().ssrc(),
                NtpTime.ofNanos(nowNs + context.settings().ntpOffsetNs()),
                numbering.timestamp(clock.timestampAt(nowNs)),
                packets,
                bytes);
    }

    TrackStatistics statistics() {
        MediaKind kind = plan.kind();
        long ssrc = plan.downlinkSources().ssrc();
        return new TrackStatistics(plan.mid(), kind, true, ssrc, packets, bytes, reportedLost, retransmitted);
    }
}
