package dev.stagedoor.media.rtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes an RTP header, extension block in the one-byte form of RFC 8285 §4.2, so that it ends exactly where the payload
 * begins. Packets are kept with room before the payload, hence each receiver gets a header of its own without the payload
 * being copied.
 *
 * <p>Order of calls: {@link #begin}, any number of {@code extension…}, {@link #finish}.
 */
public final class RtpHeaderWriter {
    /** The most that a header of ours can take: fixed header, block header, 15 elements' worth of data, rounded up. */
    public static final int MAX_HEADER_BYTES = 12 + 4 + 64;

    private static final int PADDING_BIT = 0x20;
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int MAX_ELEMENT_BYTES = 16;
    private static final int MAX_BLOCK_BYTES = MAX_HEADER_BYTES - 16;

    private final MemorySegment block;
    private int blockLength;

    /** @param block scratch memory for extensions, at least {@link #MAX_HEADER_BYTES} */
    public RtpHeaderWriter(MemorySegment block) {
        this.block = block;
    }

    /** Starts a header without extensions. */
    public void begin() {
        blockLength = 0;
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
            WireBytes.putU16(target, offset + 12, ONE_BYTE_PROFILE);
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
        if (id <= 0 || id > 14 || dataLength > MAX_ELEMENT_BYTES || blockLength + 1 + dataLength > MAX_BLOCK_BYTES) {
            return false;
        }
        WireBytes.putU8(block, blockLength, id << 4 | dataLength - 1);
        blockLength += 1;
        return true;
    }
}
