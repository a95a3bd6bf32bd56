package dev.stagedoor.benchmarks.client.media;

/**
 * A window on one RTP packet in an array (RFC 3550 section 5.1), reused from packet to packet. The header may be read while
 * the payload is still encrypted; {@link #payloadLength} may not, because padding is told by the last byte.
 */
final class RtpView {
    private static final int FIXED_HEADER_BYTES = 12;
    private static final int EXTENSION_HEADER_BYTES = 4;
    private static final int VERSION = 2;

    private byte[] bytes = {};
    private int length;
    private int payloadOffset;

    /** Whether the first {@code length} bytes begin with a whole RTP header; the other methods want that it was so. */
    boolean wrap(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
        if (length < FIXED_HEADER_BYTES || (bytes[0] & 0xC0) >> 6 != VERSION) {
            return false;
        }
        payloadOffset = FIXED_HEADER_BYTES + 4 * (bytes[0] & 0x0F);
        if ((bytes[0] & 0x10) != 0) {
            if (payloadOffset + EXTENSION_HEADER_BYTES > length) {
                return false;
            }
            payloadOffset += EXTENSION_HEADER_BYTES + 4 * Bytes.getUnsignedShort(bytes, payloadOffset + 2);
        }
        return payloadOffset <= length;
    }

    boolean marker() {
        return bytes[1] < 0;
    }

    int payloadType() {
        return bytes[1] & 0x7F;
    }

    int sequenceNumber() {
        return Bytes.getUnsignedShort(bytes, 2);
    }

    int timestamp() {
        return Bytes.getInt(bytes, 4);
    }

    int ssrc() {
        return Bytes.getInt(bytes, 8);
    }

    byte[] bytes() {
        return bytes;
    }

    int payloadOffset() {
        return payloadOffset;
    }

    /** Length of the payload without padding, 0 if the padding is nonsense. */
    int payloadLength() {
        var padding = (bytes[0] & 0x20) != 0 ? bytes[length - 1] & 0xFF : 0;
        return Math.max(0, length - payloadOffset - padding);
    }
}
