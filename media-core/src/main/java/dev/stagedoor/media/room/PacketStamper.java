package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.DependencyDescriptor;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PictureIds;
import dev.stagedoor.media.codec.RedPayload;
import dev.stagedoor.media.codec.Vp8Payload;
import dev.stagedoor.media.codec.Vp9Payload;
import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.rtp.RtpHeaderWriter;
import dev.stagedoor.media.stream.NtpTime;
import dev.stagedoor.media.stream.Retransmission;
import dev.stagedoor.media.stream.StoredPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Turns a stored packet into one viewer's: header, extensions and the numbers inside the payload are written in place, just
 * before the packet is encrypted into the send slab, so the payload is copied once however many receive it.
 *
 * <p>Nothing is ever sent twice under one source and sequence number. The number makes the cipher's nonce, a nonce must
 * never cover two different packets (RFC 7714 §8.1), and a packet sent again differs, if only in its transport-wide number.
 * What is repeated goes through the retransmission stream or not at all.
 */
final class PacketStamper {
    /** Among the rewrites of {@link PictureIds}: the number went out without a payload. */
    static final int EMPTY = -2;

    /** Among them: nothing is rewritten but the marker bit. */
    private static final int ONLY_ENDING = -3;

    /** Above the bits of {@link PictureIds}: for this viewer the packet is the picture's last, so the marker bit is set. */
    private static final int ENDING = 1 << 24;

    /** The most that the last byte of a packet can say (RFC 3550 §5.1). */
    private static final int MAX_PADDING_BYTES = 255;

    /**
     * Receivers reckon from what they were told last, as long as that is not old; of layers that are left out, what was told goes
     * with them.
     */
    private static final long CAPTURE_INTERVAL_NS = 1_000_000_000;

    private static final int MARKER_BIT = 0x80;
    private static final int FRAME_NUMBER_MASK = 0xFFFF;

    private final ParticipantContext context;
    private final ExtensionIds extensions;
    private final SectionPlan.StreamSources sources;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final MemorySegment padding = Arena.ofAuto().allocate(RtpHeaderWriter.MAX_HEADER_BYTES + MAX_PADDING_BYTES);
    private final byte[] mid;
    private final int opusPayloadType;
    private final int highestId;
    private int retransmissionSequenceNumber;
    private long stampedNs;
    private boolean captureDue;
    private long captureNs;

    PacketStamper(SectionPlan plan, ParticipantContext context) {
        this.context = context;
        extensions = plan.extensions();
        highestId = extensions.highestSent();
        sources = plan.downlinkSources();
        opusPayloadType = plan.codecs().stream()
                .filter(codec -> codec.format().codec() == Codec.OPUS)
                .mapToInt(NegotiatedCodec::payloadType)
                .findFirst()
                .orElse(0);
        mid = plan.mid().getBytes(StandardCharsets.US_ASCII);
        retransmissionSequenceNumber = context.settings().random().getAsInt() & 0x7FFF;
    }

    /** Another source or encoding follows: how its timestamps and its capture belong together is to be told anew. */
    void beginRun() {
        captureDue = true;
    }

    /** The same rewrite of a packet that ends the largest frame that the viewer gets of its picture. */
    static int endingPicture(int rewrite) {
        return rewrite == PictureIds.NONE ? ONLY_ENDING : rewrite | ENDING;
    }

    private static boolean endsPicture(int rewrite) {
        return rewrite == ONLY_ENDING || (rewrite >= 0 && (rewrite & ENDING) != 0);
    }

    /** Sends the packet under this number and time, for the first time. */
    void send(StoredPacket packet, Codec codec, int payloadType, long number, long timestamp, int rewrite, long nowNs) {
        rewrite(packet, codec, rewrite);
        writeExtensions(packet, packet.payloadOffset(), rewrite, nowNs);
        if (takeCaptureDue(packet, nowNs)) {
            writeCapture(packet);
        }
        int length = packet.payloadLength() + packet.paddingLength();
        int type = markedIf(packet.marker() || endsPicture(rewrite), payloadType);
        finish(packet, packet.payloadOffset(), length, type, number, timestamp, sources.ssrc());
    }

    private static int markedIf(boolean marked, int payloadType) {
        return marked ? MARKER_BIT | payloadType : payloadType;
    }

    /** Sends nothing under this number, so that the viewer does not miss it. */
    void sendEmpty(StoredPacket packet, int payloadType, long number, long timestamp, long nowNs) {
        header.begin(packet.memory(), packet.payloadOffset(), 0, highestId);
        writeCommon(nowNs);
        finish(packet, packet.payloadOffset(), 0, payloadType, number, timestamp, sources.ssrc());
    }

    /** Whether what the viewer misses can be sent again. */
    boolean retransmits(int payloadType) {
        return payloadType >= 0 && sources.retransmissionSsrc() != 0;
    }

    /** Sends what went out as {@code number} once more, in the retransmission stream (RFC 4588 §4). */
    void retransmit(
            StoredPacket packet, Codec codec, int payloadType, long number, long timestamp, int rewrite, long nowNs) {
        boolean empty = rewrite == EMPTY;
        if (!empty) {
            rewrite(packet, codec, rewrite);
        }
        int wrapped = Retransmission.ORIGINAL_SEQUENCE_NUMBER_BYTES;
        long bodyOffset = packet.payloadOffset() - wrapped;
        Retransmission.wrap(packet.memory(), packet.payloadOffset(), (int) (number & 0xFFFF));
        writeExtensions(packet, bodyOffset, rewrite, nowNs);
        writeCapture(packet);
        int bodyLength = wrapped + (empty ? 0 : packet.payloadLength());
        boolean marked = !empty && (packet.marker() || endsPicture(rewrite));
        finish(
                packet,
                bodyOffset,
                bodyLength,
                markedIf(marked, payloadType),
                retransmissionSequenceNumber++,
                timestamp,
                sources.retransmissionSsrc());
    }

    private void finish(
            StoredPacket packet,
            long bodyOffset,
            int bodyLength,
            int markerAndType,
            long number,
            long timestamp,
            long ssrc) {
        long start = header.finish(markerAndType, (int) (number & 0xFFFF), timestamp, ssrc);
        // Retransmissions go without the padding of a burst: they leave one by one.
        if (packet.paddingLength() > 0 && bodyLength > 0 && ssrc == sources.ssrc()) {
            RtpHeaderWriter.markPadded(packet.memory(), start);
        }
        int length = (int) (bodyOffset - start) + bodyLength;
        context.sink().sendRtp(packet.memory(), start, length);
        if (extensions.transportWideSequenceNumber() != 0) {
            context.path().onSent(length, stampedNs);
        }
    }

    /** Whether probes can be sent here: they go where retransmissions go, and feedback must tell of them. */
    boolean probes(int payloadType) {
        return retransmits(payloadType) && extensions.transportWideSequenceNumber() != 0;
    }

    /** Sends a packet of padding in the retransmission stream. */
    void sendPadding(int payloadType, long timestamp, long nowNs) {
        header.begin(padding, RtpHeaderWriter.MAX_HEADER_BYTES, 0, highestId);
        writeCommon(nowNs);
        long start = header.finishPadding(
                MAX_PADDING_BYTES,
                payloadType,
                retransmissionSequenceNumber++ & 0xFFFF,
                timestamp,
                sources.retransmissionSsrc());
        int length = (int) (padding.byteSize() - start);
        context.sink().sendRtp(padding, start, length);
        context.path().onPaddingSent(length, nowNs);
    }

    private void rewrite(StoredPacket packet, Codec codec, int rewrite) {
        if (codec == Codec.RED) {
            RedPayload.retype(packet.memory(), packet.payloadOffset(), opusPayloadType);
        }
        if (rewrite < 0) {
            return;
        }
        int pictureId = PictureIds.pictureId(rewrite);
        int index = PictureIds.tl0PictureIndex(rewrite);
        switch (codec) {
            case VP8 -> Vp8Payload.rewrite(packet.memory(), packet.payloadOffset(), pictureId, index);
            case VP9 -> Vp9Payload.rewrite(packet.memory(), packet.payloadOffset(), pictureId, index);
            case OPUS, RED, H264, AV1 -> {
                // Their payloads number nothing; a dependency descriptor does.
            }
        }
    }

    private void writeExtensions(StoredPacket packet, long endOffset, int rewrite, long nowNs) {
        boolean described = rewrite >= 0 && packet.descriptorLength() > 0 && extensions.dependencyDescriptor() != 0;
        header.begin(packet.memory(), endOffset, described ? packet.descriptorLength() : 0, highestId);
        writeCommon(nowNs);
        if (described) {
            writeDescriptor(packet, rewrite & FRAME_NUMBER_MASK);
        }
        if (packet.audioLevel() != StoredPacket.ABSENT) {
            header.extensionU8(extensions.audioLevel(), packet.audioLevel());
        }
        if (packet.videoOrientation() != StoredPacket.ABSENT) {
            header.extensionU8(extensions.videoOrientation(), packet.videoOrientation());
        }
        if (packet.playoutDelay() != StoredPacket.ABSENT) {
            header.extensionU24(extensions.playoutDelay(), packet.playoutDelay());
        }
    }

    private boolean takeCaptureDue(StoredPacket packet, long nowNs) {
        boolean due = packet.isCaptureKnown()
                && (captureDue || packet.isCaptureTold() || nowNs - captureNs >= CAPTURE_INTERVAL_NS);
        if (due) {
            captureDue = false;
            captureNs = nowNs;
        }
        return due;
    }

    private void writeCapture(StoredPacket packet) {
        if (packet.isCaptureOffsetKnown()) {
            header.extensionU64(extensions.absoluteCaptureTime(), packet.captured(), packet.captureOffset());
        } else if (packet.isCaptureKnown()) {
            header.extensionU64(extensions.absoluteCaptureTime(), packet.captured());
        }
    }

    private void writeDescriptor(StoredPacket packet, int frameNumber) {
        int at = header.extension(
                extensions.dependencyDescriptor(),
                packet.memory(),
                packet.descriptorOffset(),
                packet.descriptorLength());
        if (at >= 0) {
            header.patchU16(at + DependencyDescriptor.FRAME_NUMBER_AT, frameNumber);
        }
    }

    /** The media section is named in every packet, so that a receiver needs no table of sources. */
    private void writeCommon(long nowNs) {
        stampedNs = nowNs;
        header.extension(extensions.mid(), mid);
        header.extensionU24(extensions.absoluteSendTime(), absoluteSendTime(nowNs));
        header.extensionU16(
                extensions.transportWideSequenceNumber(), context.path().nextNumber());
    }

    private int absoluteSendTime(long atNs) {
        long ntp = NtpTime.ofNanos(atNs + context.settings().ntpOffsetNs());
        return (int) (ntp >>> 14) & 0xFF_FFFF;
    }
}
