package dev.stagedoor.media.rtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes an RTP header, extension block in the one-byte form of RFC 8285 §4.2, or in the two-byte form of §4.3 where an
 * element does not fit the first, so that it ends exactly where the payload
 * begins. Packets are kept with room before the payload, hence each receiver gets a header of its own without the payload
 * being copied.
 *
 * <p>Order of calls: {@link #begin}, any number of {@code extension…}, {@link #finish}.
 */
public final class RtpHeaderWriter {
    /** The most that a header of ours can take: fixed header, block header, small elements, a large one. */
    public static final int MAX_HEADER_BYTES = 12 + 4 + 64 + 128;

    private static final int PADDING_BIT = 0x20;
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int MAX_SHORT_ELEMENT_BYTES = 16;
    private static final int MAX_LONG_ELEMENT_BYTES = 255;
    private static final int MAX_BLOCK_BYTES = MAX_HEADER_BYTES - 16;

    private final MemorySegment block;
    private int blockLength;
    private boolean twoByte;

    /** @param block scratch memory for extensions, at least {@link #MAX_HEADER_BYTES} */
    public RtpHeaderWriter(MemorySegment block) {
        this.block = block;
    }

    /** Starts a header without extensions. */
    public void begin() {
        begin(0);
    }

    /** The same, when the largest element will have so many bytes. */
    public void begin(int largestElementBytes) {
        blockLength = 0;
        twoByte = largestElementBytes > MAX_SHORT_ELEMENT_BYTES;
    }

    /** Adds an element of one byte; id 0 means that the receiver did not negotiate it, and nothing is added. */
    public void extensionU8(int id, int value) {
        if (reserve(id, 1)) {
            WireBytes.putU8(block, blockLength, value);
            blockLength += 1;
        }
    }

    /** Adds an element of two bytes; id 0 adds nothing. */
    public void extensionU16(int id, int value) {
        if (reserve(id, 2)) {
            WireBytes.putU16(block, blockLength, value);
            blockLength += 2;
        }
    }

    /** Adds an element of three bytes; id 0 adds nothing. */
    public void extensionU24(int id, int value) {
        if (reserve(id, 3)) {
            WireBytes.putU24(block, blockLength, value);
            blockLength += 3;
        }
    }

    /**
     * Writes a packet of padding alone (RFC 3550 §5.1) at the start of a target that has room for it.
     *
     * @param paddingBytes 1 to 255
     * @return the packet's length
     */
    public int finishPadding(
            MemorySegment target, int paddingBytes, int payloadType, int sequenceNumber, long timestamp, long ssrc) {
        int headerLength = headerLength();
        finish(target, headerLength, payloadType, sequenceNumber, timestamp, ssrc);
        WireBytes.putU8(target, 0, WireBytes.u8(target, 0) | 0x20);
        target.asSlice(headerLength, paddingBytes).fill((byte) 0);
        WireBytes.putU8(target, headerLength + paddingBytes - 1L, paddingBytes);
        return headerLength + paddingBytes;
    }

    private int headerLength() {
        int padded = (blockLength + 3) & ~3;
        return RtpPacket.FIXED_HEADER_BYTES + (padded == 0 ? 0 : 4 + padded);
    }

    /**
     * Adds an element of so many bytes of other memory, at most what {@link #begin} was told; id 0 adds nothing.
     *
     * @return where in the block it is, to be changed by {@link #patchU16}; −1 if it was not added
     */
    public int extension(int id, MemorySegment source, long offset, int length) {
        if (length <= 0 || !reserve(id, length)) {
            return -1;
        }
        int at = blockLength;
        MemorySegment.copy(source, offset, block, at, length);
        blockLength += length;
        return at;
    }

    /** Writes another number into an element that was added. */
    public void patchU16(int at, int value) {
        WireBytes.putU16(block, at, value);
    }

    /** Adds an element of 1 to 16 bytes; id 0 adds nothing. */
    public void extension(int id, byte[] data) {
        if (data.length > 0 && reserve(id, data.length)) {
            MemorySegment.copy(data, 0, block, ValueLayout.JAVA_BYTE, blockLength, data.length);
            blockLength += data.length;
        }
    }

    /**
     * Writes the header in front of {@code endOffset}.
     *
     * @return where it begins; {@code endOffset} minus the header's length
     */
    public long finish(
            MemorySegment target, long endOffset, int markerAndType, int sequenceNumber, long timestamp, long ssrc) {
        int padded = (blockLength + 3) & ~3;
        long offset = endOffset - headerLength();
        WireBytes.putU8(target, offset, padded == 0 ? 0x80 : 0x90);
        WireBytes.putU8(target, offset + 1, markerAndType);
        WireBytes.putU16(target, offset + 2, sequenceNumber);
        WireBytes.putU32(target, offset + 4, timestamp);
        WireBytes.putU32(target, offset + 8, ssrc);
        if (padded != 0) {
            WireBytes.putU16(target, offset + 12, twoByte ? TWO_BYTE_PROFILE : ONE_BYTE_PROFILE);
            WireBytes.putU16(target, offset + 14, padded / 4);
            MemorySegment.copy(block, 0, target, offset + 16, blockLength);
            for (int i = blockLength; i < padded; i++) {
                WireBytes.putU8(target, offset + 16 + i, 0);
            }
        }
        return offset;
    }

    /** Sets the P bit of a finished header: the last byte of the packet tells how many bytes of padding it ends with. */
    public static void markPadded(MemorySegment target, long offset) {
        WireBytes.putU8(target, offset, WireBytes.u8(target, offset) | PADDING_BIT);
    }

    private boolean reserve(int id, int dataLength) {
        int headLength = twoByte ? 2 : 1;
        int most = twoByte ? MAX_LONG_ELEMENT_BYTES : MAX_SHORT_ELEMENT_BYTES;
        if (id <= 0 || id > 14 || dataLength > most || blockLength + headLength + dataLength > MAX_BLOCK_BYTES) {
            return false;
        }
        if (twoByte) {
            WireBytes.putU8(block, blockLength, id);
            WireBytes.putU8(block, blockLength + 1, dataLength);
        } else {
            WireBytes.putU8(block, blockLength, id << 4 | dataLength - 1);
        }
        blockLength += headLength;
        return true;
    }
}
