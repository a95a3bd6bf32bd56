package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.PictureIds;
import dev.stagedoor.media.codec.Vp8Payload;
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

    /** The most that the last byte of a packet can say (RFC 3550 §5.1). */
    private static final int MAX_PADDING_BYTES = 255;

    private final ParticipantContext context;
    private final ExtensionIds extensions;
    private final SectionPlan.StreamSources sources;
    private final RtpHeaderWriter header;
    private final MemorySegment padding = Arena.ofAuto().allocate(RtpHeaderWriter.MAX_HEADER_BYTES + MAX_PADDING_BYTES);
    private final byte[] mid;
    private int retransmissionSequenceNumber;
    private long stampedNs;

    PacketStamper(SectionPlan plan, ParticipantContext context) {
        this.context = context;
        extensions = plan.extensions();
        sources = plan.downlinkSources();
        header = new RtpHeaderWriter(Arena.ofAuto().allocate(RtpHeaderWriter.MAX_HEADER_BYTES));
        mid = plan.mid().getBytes(StandardCharsets.US_ASCII);
        retransmissionSequenceNumber = context.settings().random().getAsInt() & 0x7FFF;
    }

    /** Sends the packet under this number and time, for the first time. */
    void send(StoredPacket packet, Codec codec, int payloadType, long number, long timestamp, int rewrite, long nowNs) {
        rewrite(packet, codec, rewrite);
        writeExtensions(packet, nowNs);
        int length = packet.payloadLength() + packet.paddingLength();
        finish(packet, packet.payloadOffset(), length, payloadType, number, timestamp, sources.ssrc());
    }

    /** Sends nothing under this number, so that the viewer does not miss it. */
    void sendEmpty(StoredPacket packet, int payloadType, long number, long timestamp, long nowNs) {
        header.begin();
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
        writeExtensions(packet, nowNs);
        Retransmission.wrap(packet.memory(), packet.payloadOffset(), (int) (number & 0xFFFF));
        int wrapped = Retransmission.ORIGINAL_SEQUENCE_NUMBER_BYTES;
        long bodyOffset = packet.payloadOffset() - wrapped;
        int bodyLength = wrapped + (empty ? 0 : packet.payloadLength());
        finish(
                packet,
                bodyOffset,
                bodyLength,
                payloadType,
                retransmissionSequenceNumber++,
                timestamp,
                sources.retransmissionSsrc());
    }

    private void finish(
            StoredPacket packet,
            long bodyOffset,
            int bodyLength,
            int payloadType,
            long number,
            long timestamp,
            long ssrc) {
        int markerBit = packet.marker() && bodyLength > Retransmission.ORIGINAL_SEQUENCE_NUMBER_BYTES ? 0x80 : 0;
        long start = header.finish(
                packet.memory(), bodyOffset, markerBit | payloadType, (int) (number & 0xFFFF), timestamp, ssrc);
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
        header.begin();
        writeCommon(nowNs);
        int length = header.finishPadding(
                padding,
                MAX_PADDING_BYTES,
                payloadType,
                retransmissionSequenceNumber++ & 0xFFFF,
                timestamp,
                sources.retransmissionSsrc());
        context.sink().sendRtp(padding, 0, length);
        context.path().onPaddingSent(length, nowNs);
    }

    private static void rewrite(StoredPacket packet, Codec codec, int rewrite) {
        if (codec == Codec.VP8 && rewrite != PictureIds.NONE) {
            Vp8Payload.rewrite(
                    packet.memory(),
                    packet.payloadOffset(),
                    PictureIds.pictureId(rewrite),
                    PictureIds.tl0PictureIndex(rewrite));
        }
    }

    private void writeExtensions(StoredPacket packet, long nowNs) {
        header.begin();
        writeCommon(nowNs);
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
