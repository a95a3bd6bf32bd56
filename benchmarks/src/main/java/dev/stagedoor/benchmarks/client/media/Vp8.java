package dev.stagedoor.benchmarks.client.media;

/**
 * VP8 as an SFU sees it: the payload descriptor (RFC 7741 section 4.2) with a 15-bit picture id, and the uncompressed header
 * that begins a frame (RFC 6386 section 9.1). What follows is filler: nobody decodes it.
 */
final class Vp8 {
    /** X, then I, then the two bytes of the picture id. */
    static final int DESCRIPTOR_BYTES = 4;

    /** Frame tag, start code and size of a key frame. */
    static final int KEY_FRAME_HEADER_BYTES = 10;

    /** Frame tag of any other frame. */
    static final int DELTA_FRAME_HEADER_BYTES = 3;

    static final int PICTURE_ID_MASK = 0x7FFF;

    private static final int EXTENDED = 0x80;
    private static final int START_OF_PARTITION = 0x10;
    private static final int PICTURE_ID_PRESENT = 0x80;
    private static final int LONG_PICTURE_ID = 0x80;
    private static final int INTER_FRAME = 0x01;
    private static final int SHOW_FRAME = 0x10;

    private Vp8() {}

    /** Writes the descriptor and returns the offset behind it. */
    static int writeDescriptor(byte[] packet, int offset, int pictureId, boolean startsFrame) {
        packet[offset] = (byte) (EXTENDED | (startsFrame ? START_OF_PARTITION : 0));
        packet[offset + 1] = (byte) PICTURE_ID_PRESENT;
        Bytes.putShort(packet, offset + 2, (LONG_PICTURE_ID << 8) | (pictureId & PICTURE_ID_MASK));
        return offset + DESCRIPTOR_BYTES;
    }

    /** Writes the header of a key frame and returns the offset behind it. */
    static int writeKeyFrameHeader(byte[] packet, int offset, int width, int height, int firstPartitionBytes) {
        writeFrameTag(packet, offset, SHOW_FRAME, firstPartitionBytes);
        packet[offset + 3] = (byte) 0x9D;
        packet[offset + 4] = 0x01;
        packet[offset + 5] = 0x2A;
        putLittleEndianShort(packet, offset + 6, width);
        putLittleEndianShort(packet, offset + 8, height);
        return offset + KEY_FRAME_HEADER_BYTES;
    }

    /** Writes the header of a frame that depends on others and returns the offset behind it. */
    static int writeDeltaFrameHeader(byte[] packet, int offset, int firstPartitionBytes) {
        writeFrameTag(packet, offset, SHOW_FRAME | INTER_FRAME, firstPartitionBytes);
        return offset + DELTA_FRAME_HEADER_BYTES;
    }

    /** Whether this payload begins a key frame. Reads any descriptor, not only ours. */
    static boolean startsKeyFrame(byte[] packet, int offset, int length) {
        var header = headerOffset(packet, offset, length);
        return header >= 0 && header < offset + length && (packet[header] & INTER_FRAME) == 0;
    }

    /** Where the frame's own header is if this payload begins a frame, else -1. */
    private static int headerOffset(byte[] packet, int offset, int length) {
        if (length < 2 || (packet[offset] & START_OF_PARTITION) == 0 || (packet[offset] & 0x07) != 0) {
            return -1;
        }
        if ((packet[offset] & EXTENDED) == 0) {
            return offset + 1;
        }
        var present = packet[offset + 1];
        var header = offset + 2;
        if ((present & PICTURE_ID_PRESENT) != 0) {
            if (length < 3) {
                return -1;
            }
            header += (packet[header] & LONG_PICTURE_ID) != 0 ? 2 : 1;
        }
        header += (present & 0x40) != 0 ? 1 : 0;
        header += (present & 0x30) != 0 ? 1 : 0;
        return header;
    }

    private static void writeFrameTag(byte[] packet, int offset, int flags, int firstPartitionBytes) {
        var tag = flags | (firstPartitionBytes << 5);
        packet[offset] = (byte) tag;
        packet[offset + 1] = (byte) (tag >> 8);
        packet[offset + 2] = (byte) (tag >> 16);
    }

    private static void putLittleEndianShort(byte[] packet, int offset, int value) {
        packet[offset] = (byte) value;
        packet[offset + 1] = (byte) (value >> 8);
    }
}
