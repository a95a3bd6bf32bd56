package dev.stagedoor.media.stream;

import dev.stagedoor.media.codec.DependencyDescriptor;
import dev.stagedoor.media.codec.FrameReader;
import dev.stagedoor.media.rtp.RtpHeaderWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A reusable view of one slot of a {@link PacketRing}: what was read from the packet's header, free room, the payload.
 *
 * <pre>
 * | facts, 72 bytes | dependency descriptor, 128 bytes | room for a header, 216 bytes | payload, up to 1,504 bytes |
 * </pre>
 *
 * Each receiver's header is written into the room, ending where the payload begins, so the payload is copied once on its
 * way through the server however many receive it.
 */
public final class StoredPacket {
    /** Bytes of a slot. */
    static final int SLOT_BYTES = 1920;

    /** No value was in the packet. */
    public static final int ABSENT = -1;

    private static final int DESCRIPTOR_AT = 72;
    private static final int PAYLOAD_AT = 416;
    private static final int ROOM_BYTES = PAYLOAD_AT - DESCRIPTOR_AT - DependencyDescriptor.MAX_BYTES;
    private static final int MAX_PAYLOAD_BYTES = SLOT_BYTES - PAYLOAD_AT;

    private static final int SEQUENCE_AT = 0;
    private static final int TIMESTAMP_AT = 8;
    private static final int PAYLOAD_LENGTH_AT = 16;
    private static final int GENERATION_AT = 20;
    private static final int FORMAT_AT = 24;
    private static final int FLAGS_AT = 25;
    private static final int AUDIO_LEVEL_AT = 26;
    private static final int ORIENTATION_AT = 28;
    private static final int ENCODING_AT = 30;
    private static final int TEMPORAL_LAYER_AT = 31;
    private static final int ARRIVAL_AT = 32;
    private static final int PICTURE_ID_AT = 40;
    private static final int TL0_PICTURE_INDEX_AT = 42;
    private static final int PLAYOUT_DELAY_AT = 44;
    private static final int SPATIAL_LAYER_AT = 48;
    private static final int DESCRIPTOR_LENGTH_AT = 49;
    private static final int PADDING_AT = 50;
    private static final int CAPTURE_AT = 51;
    private static final int CAPTURE_OFFSET_AT = 56;
    private static final int CAPTURED_AT = 64;

    private static final int MARKER = 1;
    private static final int KEY_FRAME = 2;
    private static final int SWITCHING_POINT = 4;
    private static final int INTRA = 8;
    private static final int OPENS_HIGHER = 16;
    private static final int FRAME_END = 32;

    private static final int CAPTURE_KNOWN = 1;
    private static final int CAPTURE_TOLD = 2;
    private static final int CAPTURE_OFFSET_KNOWN = 4;

    static {
        if (RtpHeaderWriter.MAX_HEADER_BYTES + Retransmission.ORIGINAL_SEQUENCE_NUMBER_BYTES > ROOM_BYTES) {
            throw new AssertionError("a header does not fit its room");
        }
    }

    private final MemorySegment memory;
    private long at;

    StoredPacket(MemorySegment memory) {
        this.memory = memory;
    }

    void moveTo(long slotOffset) {
        at = slotOffset;
    }

    /** Whether the payload fits a slot; nothing that came in one datagram of an Ethernet is larger. */
    public static boolean fits(RtpPacket packet) {
        return packet.payloadLength() <= MAX_PAYLOAD_BYTES;
    }

    /**
     * Fills the slot.
     *
     * @param skipped bytes of the payload that are left out, from its beginning
     * @param sequence unwrapped
     * @param generation rises when the numbering starts anew; numbers of two generations have nothing to do with another
     */
    public void store(RtpPacket packet, int skipped, long sequence, int generation, long nowNs) {
        int length = packet.payloadLength() - skipped;
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at + SEQUENCE_AT, sequence);
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at + TIMESTAMP_AT, packet.timestamp());
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at + ARRIVAL_AT, nowNs);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, at + PAYLOAD_LENGTH_AT, length);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, at + GENERATION_AT, generation);
        WireBytes.putU8(memory, at + FLAGS_AT, packet.marker() ? MARKER : 0);
        WireBytes.putU8(memory, at + PADDING_AT, 0);
        WireBytes.putU8(memory, at + DESCRIPTOR_LENGTH_AT, 0);
        WireBytes.putU8(memory, at + CAPTURE_AT, 0);
        MemorySegment.copy(packet.segment(), packet.payloadOffset() + skipped, memory, at + PAYLOAD_AT, length);
    }

    /**
     * Adds what the header does not say by itself.
     *
     * @param format place of the payload's format in the producer's list
     * @param encoding place of the packet's encoding among the producer's
     * @param frame what the payload says of itself
     */
    public void describe(int format, int encoding, FrameReader frame) {
        int flags = (frame.keyFrame() ? KEY_FRAME : 0)
                | (frame.switchingPoint() ? SWITCHING_POINT : 0)
                | (frame.intra() ? INTRA : 0)
                | (frame.opensHigher() ? OPENS_HIGHER : 0)
                | (frame.frameEnd() ? FRAME_END : 0);
        WireBytes.putU8(memory, at + FORMAT_AT, format);
        WireBytes.putU8(memory, at + ENCODING_AT, encoding);
        WireBytes.putU8(memory, at + TEMPORAL_LAYER_AT, frame.temporalLayer());
        WireBytes.putU8(memory, at + SPATIAL_LAYER_AT, frame.spatialLayer());
        WireBytes.putU8(memory, at + FLAGS_AT, WireBytes.u8(memory, at + FLAGS_AT) | flags);
        WireBytes.putU16(memory, at + PICTURE_ID_AT, frame.pictureId());
        WireBytes.putU16(memory, at + TL0_PICTURE_INDEX_AT, frame.tl0PictureIndex());
    }

    /**
     * Adds the header extensions that are passed on; each {@link #ABSENT} where the packet has none.
     *
     * @param audioLevel byte of RFC 6464
     * @param videoOrientation byte of 3GPP TS 26.114
     * @param playoutDelay 24 bits
     */
    public void extensions(int audioLevel, int videoOrientation, int playoutDelay) {
        WireBytes.putU16(memory, at + AUDIO_LEVEL_AT, audioLevel);
        WireBytes.putU16(memory, at + ORIENTATION_AT, videoOrientation);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, at + PLAYOUT_DELAY_AT, playoutDelay);
    }

    /**
     * Adds when it was captured, see {@link CaptureClock}.
     *
     * @param told whether the packet says so itself, and not one before it
     */
    public void captured(long ntp, boolean told) {
        WireBytes.putU8(memory, at + CAPTURE_AT, told ? CAPTURE_KNOWN | CAPTURE_TOLD : CAPTURE_KNOWN);
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at + CAPTURED_AT, ntp);
    }

    /** Adds how far the clock that says so is ahead of ours, after {@link #captured(long, boolean)}. */
    public void captureOffset(long ntp) {
        WireBytes.putU8(memory, at + CAPTURE_AT, WireBytes.u8(memory, at + CAPTURE_AT) | CAPTURE_OFFSET_KNOWN);
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at + CAPTURE_OFFSET_AT, ntp);
    }

    /**
     * Keeps the packet's dependency descriptor, to be passed on.
     *
     * @param length 3 to {@link DependencyDescriptor#MAX_BYTES}
     */
    public void descriptor(MemorySegment source, long offset, int length) {
        WireBytes.putU8(memory, at + DESCRIPTOR_LENGTH_AT, length);
        MemorySegment.copy(source, offset, memory, at + DESCRIPTOR_AT, length);
    }

    /** Where it is. */
    public long descriptorOffset() {
        return at + DESCRIPTOR_AT;
    }

    /** 0 if the packet has none. */
    public int descriptorLength() {
        return WireBytes.u8(memory, at + DESCRIPTOR_LENGTH_AT);
    }

    /** The frame's number in the descriptor that the packet has. */
    public int frameNumber() {
        return WireBytes.u16(memory, at + DESCRIPTOR_AT + DependencyDescriptor.FRAME_NUMBER_AT);
    }

    /**
     * Writes RTP padding behind the payload (RFC 3550 §5.1): zeros, and in the last byte how many bytes it is.
     *
     * @param length 0 to 255; payload and padding fit a slot
     */
    void pad(int length) {
        WireBytes.putU8(memory, at + PADDING_AT, length);
        long end = at + PAYLOAD_AT + payloadLength() + length;
        for (long position = end - length; position < end - 1; position++) {
            WireBytes.putU8(memory, position, 0);
        }
        if (length > 0) {
            WireBytes.putU8(memory, end - 1, length);
        }
    }

    /** The memory of all slots. */
    public MemorySegment memory() {
        return memory;
    }

    /** Where the payload begins and a header must end. */
    public long payloadOffset() {
        return at + PAYLOAD_AT;
    }

    /** Bytes, padding excluded. */
    public int payloadLength() {
        return memory.get(ValueLayout.JAVA_INT_UNALIGNED, at + PAYLOAD_LENGTH_AT);
    }

    /** Bytes of padding behind the payload, see {@link BurstPadding}; a packet sent with them has the P bit set. */
    public int paddingLength() {
        return WireBytes.u8(memory, at + PADDING_AT);
    }

    /** The source's sequence number, unwrapped. */
    public long sequence() {
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at + SEQUENCE_AT);
    }

    /** The source's timestamp, 0 to 2^32 − 1. */
    public long timestamp() {
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at + TIMESTAMP_AT);
    }

    /** When it arrived. */
    public long arrivalNs() {
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at + ARRIVAL_AT);
    }

    /** See {@link #store}. */
    public int generation() {
        return memory.get(ValueLayout.JAVA_INT_UNALIGNED, at + GENERATION_AT);
    }

    /** See {@link #describe}. */
    public int format() {
        return WireBytes.u8(memory, at + FORMAT_AT);
    }

    /** Whether the M bit was set. */
    public boolean marker() {
        return (WireBytes.u8(memory, at + FLAGS_AT) & MARKER) != 0;
    }

    /** Whether a receiver can start here. */
    public boolean keyFrame() {
        return (WireBytes.u8(memory, at + FLAGS_AT) & KEY_FRAME) != 0;
    }

    /** See {@link #extensions}. */
    public int audioLevel() {
        return (short) WireBytes.u16(memory, at + AUDIO_LEVEL_AT);
    }

    /** See {@link #extensions}. */
    public int videoOrientation() {
        return (short) WireBytes.u16(memory, at + ORIENTATION_AT);
    }

    /** See {@link #extensions}. */
    public int playoutDelay() {
        return memory.get(ValueLayout.JAVA_INT_UNALIGNED, at + PLAYOUT_DELAY_AT);
    }

    /** Whether it is known when it was captured. */
    public boolean isCaptureKnown() {
        return (WireBytes.u8(memory, at + CAPTURE_AT) & CAPTURE_KNOWN) != 0;
    }

    /** Whether the packet says so itself. */
    public boolean isCaptureTold() {
        return (WireBytes.u8(memory, at + CAPTURE_AT) & CAPTURE_TOLD) != 0;
    }

    /** Whether it is known how that clock and ours differ. */
    public boolean isCaptureOffsetKnown() {
        return (WireBytes.u8(memory, at + CAPTURE_AT) & CAPTURE_OFFSET_KNOWN) != 0;
    }

    /** NTP time of whoever captured it. */
    public long captured() {
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at + CAPTURED_AT);
    }

    /** That clock minus ours, in signed 32.32 fixed-point seconds. */
    public long captureOffset() {
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at + CAPTURE_OFFSET_AT);
    }

    /** See {@link #describe}. */
    public int encoding() {
        return WireBytes.u8(memory, at + ENCODING_AT);
    }

    /** See {@link FrameReader#temporalLayer}. */
    public int temporalLayer() {
        return WireBytes.u8(memory, at + TEMPORAL_LAYER_AT);
    }

    /** See {@link FrameReader#spatialLayer}. */
    public int spatialLayer() {
        return WireBytes.u8(memory, at + SPATIAL_LAYER_AT);
    }

    /** See {@link FrameReader#switchingPoint}. */
    public boolean switchingPoint() {
        return (WireBytes.u8(memory, at + FLAGS_AT) & SWITCHING_POINT) != 0;
    }

    /** See {@link FrameReader#intra}. */
    public boolean intra() {
        return (WireBytes.u8(memory, at + FLAGS_AT) & INTRA) != 0;
    }

    /** See {@link FrameReader#opensHigher}. */
    public boolean opensHigher() {
        return (WireBytes.u8(memory, at + FLAGS_AT) & OPENS_HIGHER) != 0;
    }

    /** See {@link FrameReader#frameEnd}. */
    public boolean frameEnd() {
        return (WireBytes.u8(memory, at + FLAGS_AT) & FRAME_END) != 0;
    }

    /** See {@link FrameReader#pictureId}. */
    public int pictureId() {
        return (short) WireBytes.u16(memory, at + PICTURE_ID_AT);
    }

    /** See {@link FrameReader#tl0PictureIndex}. */
    public int tl0PictureIndex() {
        return (short) WireBytes.u16(memory, at + TL0_PICTURE_INDEX_AT);
    }
}
