package dev.stagedoor.media.dtls;

/** The outside of DTLS records (RFC 6347 §4.1), looked at before anything is spent on them. */
final class DtlsRecords {
    private static final int HEADER_BYTES = 13;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int MAJOR_VERSION = 0xFE;
    /** DTLS 1.2, the only one that is agreed on. */
    private static final int MINOR_VERSION = 0xFD;

    /** Explicit nonce and tag of AES-GCM (RFC 5288 §3), the only kind of cipher that is negotiated. */
    private static final int MIN_SEALED_BYTES = 8 + 16;

    private DtlsRecords() {}

    /** Whether the datagram begins with a record, unencrypted and complete, of a ClientHello or a part of one. */
    static boolean beginsHandshake(byte[] datagram) {
        return isRecord(datagram, 0)
                && type(datagram, 0) == HANDSHAKE
                && isUnencrypted(datagram, 0)
                && bodyLength(datagram, 0) > 0
                && datagram[HEADER_BYTES] == CLIENT_HELLO;
    }

    /**
     * Whether nothing but complete records stand in the datagram, encrypted or repeated from the handshake. The library drops
     * a record with a wrong tag, as it should, but takes one too short to have a tag for the peer's fault and ends the
     * association; anyone who can forge a source address could do that.
     *
     * @param seen what may be repeated in the clear
     */
    static boolean mayFollowHandshake(byte[] datagram, SeenRecords seen) {
        int position = 0;
        while (position < datagram.length) {
            if (!isRecord(datagram, position) || (datagram[position + 2] & 0xFF) != MINOR_VERSION) {
                return false;
            }
            boolean usable = isUnencrypted(datagram, position)
                    ? type(datagram, position) == HANDSHAKE
                            && seen.has(datagram, position + HEADER_BYTES, bodyLength(datagram, position))
                    : bodyLength(datagram, position) >= MIN_SEALED_BYTES;
            if (!usable) {
                return false;
            }
            position += HEADER_BYTES + bodyLength(datagram, position);
        }
        return position > 0;
    }

    /** Where a record's body lies. */
    @FunctionalInterface
    interface Body {
        void at(int offset, int length);
    }

    /** Every record in the clear, up to the first thing that is no record. */
    static void forEachUnencrypted(byte[] datagram, Body body) {
        int position = 0;
        while (isRecord(datagram, position)) {
            int length = bodyLength(datagram, position);
            if (isUnencrypted(datagram, position)) {
                body.at(position + HEADER_BYTES, length);
            }
            position += HEADER_BYTES + length;
        }
    }

    private static boolean isRecord(byte[] datagram, int position) {
        return datagram.length - position >= HEADER_BYTES
                && (datagram[position + 1] & 0xFF) == MAJOR_VERSION
                && datagram.length - position - HEADER_BYTES >= bodyLength(datagram, position);
    }

    private static int type(byte[] datagram, int position) {
        return datagram[position] & 0xFF;
    }

    /** Epoch 0 is the one before the first change of cipher. */
    private static boolean isUnencrypted(byte[] datagram, int position) {
        return datagram[position + 3] == 0 && datagram[position + 4] == 0;
    }

    private static int bodyLength(byte[] datagram, int position) {
        return (datagram[position + 11] & 0xFF) << 8 | (datagram[position + 12] & 0xFF);
    }
}
