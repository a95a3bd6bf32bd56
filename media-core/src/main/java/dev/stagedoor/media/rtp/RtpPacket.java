package dev.stagedoor.media.rtp;

import java.lang.foreign.MemorySegment;

/**
 * A reusable view of one RTP packet (RFC 3550 §5.1) in memory that belongs to someone else.
 *
 * <pre>
 *  0                   1                   2                   3
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |           synchronization source (SSRC) identifier            |
 * |      contributing sources … · extension block … · payload     |
 * </pre>
 *
 * {@link #wrap} checks every length once; the getters after it cannot leave the packet. Nothing is allocated.
 */
public final class RtpPacket {
    /** Bytes of the header without contributing sources and extensions. */
    public static final int FIXED_HEADER_BYTES = 12;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int TWO_BYTE_MASK = 0xFFF0;
    private static final int ONE_BYTE_STOP_ID = 15;

    private MemorySegment segment = MemorySegment.NULL;
    private long offset;
    private int extensionOffset;
    private int extensionEnd;
    private int extensionProfile;
    private int payloadOffset;
    private int payloadLength;
    private int elementOffset;
    private int elementLength;

    /**
     * Looks at {@code length} bytes at {@code offset}.
     *
     * @return false if they are not a well-formed RTP packet; the getters must not be used then
     */
    public boolean wrap(MemorySegment segment, long offset, int length) {
        if (length < FIXED_HEADER_BYTES || offset < 0 || offset > segment.byteSize() - length) {
            return false;
        }
        int first = WireBytes.u8(segment, offset);
        int position = FIXED_HEADER_BYTES + 4 * (first & 0x0F);
        if (first >> 6 != 2 || position > length) {
            return false;
        }
        extensionOffset = 0;
        extensionEnd = 0;
        if ((first & 0x10) != 0) {
            if (position + 4 > length) {
                return false;
            }
            extensionProfile = WireBytes.u16(segment, offset + position);
            extensionOffset = position + 4;
            extensionEnd = extensionOffset + 4 * WireBytes.u16(segment, offset + position + 2);
            position = extensionEnd;
        }
        int padding = (first & 0x20) != 0 ? WireBytes.u8(segment, offset + length - 1) : 0;
        if (position + padding > length || ((first & 0x20) != 0 && padding == 0)) {
            return false;
        }
        this.segment = segment;
        this.offset = offset;
        payloadOffset = position;
        payloadLength = length - padding - position;
        return true;
    }

    /** The memory that the packet lies in. */
    public MemorySegment segment() {
        return segment;
    }

    /** Where the packet begins, counted from the start of the segment. */
    public long offset() {
        return offset;
    }

    /** Whether the M bit is set. */
    public boolean marker() {
        return (WireBytes.u8(segment, offset + 1) & 0x80) != 0;
    }

    /** 0 to 127. */
    public int payloadType() {
        return WireBytes.u8(segment, offset + 1) & 0x7F;
    }

    /** 0 to 65,535. */
    public int sequenceNumber() {
        return WireBytes.u16(segment, offset + 2);
    }

    /** Ticks of the payload's clock, 0 to 2^32 − 1. */
    public long timestamp() {
        return WireBytes.u32(segment, offset + 4);
    }

    /** 0 to 2^32 − 1. */
    public long ssrc() {
        return WireBytes.u32(segment, offset + 8);
    }

    /** Where the payload begins, counted from the start of the segment. */
    public long payloadOffset() {
        return offset + payloadOffset;
    }

    /** Bytes of payload, padding excluded. */
    public int payloadLength() {
        return payloadLength;
    }

    /**
     * Looks for a header extension element (RFC 8285 §4.2 one-byte, §4.3 two-byte form). If found, {@link
     * #elementOffset} and {@link #elementLength} tell where its data is. A malformed block ends where it stops making
     * sense; an element without an id names nothing.
     */
    public boolean findExtension(int id) {
        if (extensionProfile == ONE_BYTE_PROFILE) {
            return findElement(id, true);
        }
        return (extensionProfile & TWO_BYTE_MASK) == TWO_BYTE_PROFILE && findElement(id, false);
    }

    /** Where the data of the element found last begins, counted from the start of the segment. */
    public long elementOffset() {
        return offset + elementOffset;
    }

    /** Bytes of data of the element found last; may be 0 in the two-byte form. */
    public int elementLength() {
        return elementLength;
    }

    private boolean findElement(int wantedId, boolean oneByte) {
        int position = extensionOffset;
        while (position < extensionEnd) {
            int head = WireBytes.u8(segment, offset + position);
            if (head == 0) {
                position++;
                continue;
            }
            int id = oneByte ? head >> 4 : head;
            int dataOffset = position + (oneByte ? 1 : 2);
            if ((oneByte && id == ONE_BYTE_STOP_ID) || dataOffset > extensionEnd) {
                return false;
            }
            int dataLength = oneByte ? (head & 0x0F) + 1 : WireBytes.u8(segment, offset + position + 1);
            if (dataOffset + dataLength > extensionEnd) {
                return false;
            }
            if (id == wantedId && id != 0) {
                elementOffset = dataOffset;
                elementLength = dataLength;
                return true;
            }
            position = dataOffset + dataLength;
        }
        return false;
    }
}
