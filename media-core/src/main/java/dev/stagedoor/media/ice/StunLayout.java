package dev.stagedoor.media.ice;

/**
 * A cheap, total look at a datagram before ice4j decodes it: lengths that disagree are the cause of most of what a decoder can
 * stumble over, and a flood should not cost exceptions.
 */
final class StunLayout {
    static final int HEADER_BYTES = 20;
    static final int TRANSACTION_ID_POSITION = 8;
    static final int TRANSACTION_ID_BYTES = 12;
    static final int MAGIC_COOKIE = 0x2112_A442;
    static final int BINDING_REQUEST = 0x0001;

    /** Longest message looked at; checks take about 100 bytes, and IPv6 promises 1,280 (RFC 8489 §6.1). */
    static final int MAX_BYTES = 1_280;

    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int COOKIE_POSITION = 4;

    private StunLayout() {}

    /** Whether header and attributes fill the datagram exactly (RFC 8489 §5, §14). */
    static boolean isWellFormed(byte[] datagram) {
        int length = datagram.length;
        if (length < HEADER_BYTES || length > MAX_BYTES || length % 4 != 0) {
            return false;
        }
        if ((datagram[0] & 0xC0) != 0
                || unsignedShort(datagram, 2) != length - HEADER_BYTES
                || cookie(datagram) != MAGIC_COOKIE) {
            return false;
        }
        int position = HEADER_BYTES;
        while (position < length) {
            int padded = (unsignedShort(datagram, position + 2) + 3) / 4 * 4;
            position += ATTRIBUTE_HEADER_BYTES + padded;
        }
        return position == length;
    }

    static int messageType(byte[] datagram) {
        return unsignedShort(datagram, 0);
    }

    private static int cookie(byte[] datagram) {
        return unsignedShort(datagram, COOKIE_POSITION) << 16 | unsignedShort(datagram, COOKIE_POSITION + 2);
    }

    private static int unsignedShort(byte[] bytes, int position) {
        return (bytes[position] & 0xFF) << 8 | (bytes[position + 1] & 0xFF);
    }
}
