package dev.stagedoor.media.rtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes an RTP header, extension block in the one-byte form of RFC 8285 §4.2, or in the two-byte form of §4.3 where an
 * element does not fit the first, so that it ends exactly where the payload
 * begins. Packets are kept with room before the payload, hence each receiver gets a header of its own without the payload
 * being copied. Elements are gathered at the beginning of that room and moved to its end when their length is known: memory of
 * the writer's own would be one more piece per viewer that is out of the caches.
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

    private MemorySegment target = MemorySegment.NULL;
    private long endOffset;
    private long block;
    private int blockLength;
    private boolean twoByte;

    /**
     * Starts a header.
     *
     * @param target where it goes, with room for {@link #MAX_HEADER_BYTES} before {@code endOffset}
     * @param endOffset where the payload begins
     * @param largestElementBytes of the elements that will be added
     * @param highestId among them
     */
    public void begin(MemorySegment target, long endOffset, int largestElementBytes, int highestId) {
        this.target = target;
        this.endOffset = endOffset;
        block = endOffset - MAX_HEADER_BYTES;
        blockLength = 0;
        twoByte = largestElementBytes > MAX_SHORT_ELEMENT_BYTES || highestId > ExtensionIds.MAX_SHORT_ID;
    }

    /** Adds an element of one byte; id 0 means that the receiver did not negotiate it, and nothing is added. */
    public void extensionU8(int id, int value) {
        if (reserve(id, 1)) {
            WireBytes.putU8(target, block + blockLength, value);
            blockLength += 1;
        }
    }

    /** Adds an element of two bytes; id 0 adds nothing. */
    public void extensionU16(int id, int value) {
        if (reserve(id, 2)) {
            WireBytes.putU16(target, block + blockLength, value);
            blockLength += 2;
        }
    }

    /** Adds an element of three bytes; id 0 adds nothing. */
    public void extensionU24(int id, int value) {
        if (reserve(id, 3)) {
            WireBytes.putU24(target, block + blockLength, value);
            blockLength += 3;
        }
    }

    /** Adds an element of eight bytes; id 0 adds nothing. */
    public void extensionU64(int id, long value) {
        if (reserve(id, 8)) {
            WireBytes.putU64(target, block + blockLength, value);
            blockLength += 8;
        }
    }

    /** Adds an element of sixteen bytes, two numbers of eight; id 0 adds nothing. */
    public void extensionU64(int id, long first, long second) {
        if (reserve(id, 16)) {
            WireBytes.putU64(target, block + blockLength, first);
            WireBytes.putU64(target, block + blockLength + 8, second);
            blockLength += 16;
        }
    }

    /**
     * Finishes the header of a packet of padding alone (RFC 3550 §5.1), and writes the padding behind it.
     *
     * @param paddingBytes 1 to 255
     * @return where the packet begins
     */
    public long finishPadding(int paddingBytes, int payloadType, int sequenceNumber, long timestamp, long ssrc) {
        long offset = finish(payloadType, sequenceNumber, timestamp, ssrc);
        markPadded(target, offset);
        target.asSlice(endOffset, paddingBytes).fill((byte) 0);
        WireBytes.putU8(target, endOffset + paddingBytes - 1L, paddingBytes);
        return offset;
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
        MemorySegment.copy(source, offset, target, block + at, length);
        blockLength += length;
        return at;
    }

    /** Writes another number into an element that was added. */
    public void patchU16(int at, int value) {
        WireBytes.putU16(target, block + at, value);
    }

    /** Adds an element of 1 to 16 bytes; id 0 adds nothing. */
    public void extension(int id, byte[] data) {
        if (data.length > 0 && reserve(id, data.length)) {
            MemorySegment.copy(data, 0, target, ValueLayout.JAVA_BYTE, block + blockLength, data.length);
            blockLength += data.length;
        }
    }

    /**
     * Writes the header.
     *
     * @return where it begins; {@code endOffset} minus its length
     */
    public long finish(int markerAndType, int sequenceNumber, long timestamp, long ssrc) {
        int padded = (blockLength + 3) & ~3;
        long offset = endOffset - headerLength();
        if (padded != 0) {
            // First, because what is before it may begin where the elements were gathered.
            MemorySegment.copy(target, block, target, endOffset - padded, blockLength);
            for (long i = endOffset - padded + blockLength; i < endOffset; i++) {
                WireBytes.putU8(target, i, 0);
            }
            WireBytes.putU16(target, offset + 12, twoByte ? TWO_BYTE_PROFILE : ONE_BYTE_PROFILE);
            WireBytes.putU16(target, offset + 14, padded / 4);
        }
        WireBytes.putU8(target, offset, padded == 0 ? 0x80 : 0x90);
        WireBytes.putU8(target, offset + 1, markerAndType);
        WireBytes.putU16(target, offset + 2, sequenceNumber);
        WireBytes.putU32(target, offset + 4, timestamp);
        WireBytes.putU32(target, offset + 8, ssrc);
        return offset;
    }

    /** Sets the P bit of a finished header: the last byte of the packet tells how many bytes of padding it ends with. */
    public static void markPadded(MemorySegment target, long offset) {
        WireBytes.putU8(target, offset, WireBytes.u8(target, offset) | PADDING_BIT);
    }

    private boolean reserve(int id, int dataLength) {
        int headLength = twoByte ? 2 : 1;
        int most = twoByte ? MAX_LONG_ELEMENT_BYTES : MAX_SHORT_ELEMENT_BYTES;
        int highest = twoByte ? ExtensionIds.MAX_LONG_ID : ExtensionIds.MAX_SHORT_ID;
        if (id <= 0 || id > highest || dataLength > most || blockLength + headLength + dataLength > MAX_BLOCK_BYTES) {
            return false;
        }
        if (twoByte) {
            WireBytes.putU8(target, block + blockLength, id);
            WireBytes.putU8(target, block + blockLength + 1, dataLength);
        } else {
            WireBytes.putU8(target, block + blockLength, id << 4 | dataLength - 1);
        }
        blockLength += headLength;
        return true;
    }
}
