package dev.stagedoor.benchmarks.client.media;

/** Takes a compound RTCP packet apart (RFC 3550 section 6, RFC 4585 section 6); what is malformed ends it silently. */
final class RtcpReader {
    private static final int HEADER_BYTES = 4;
    private static final int SENDER_REPORT_BYTES = 28;
    private static final int FEEDBACK_BYTES = 12;
    private static final int NACK_ITEM_BYTES = 4;
    private static final int FULL_INTRA_ITEM_BYTES = 8;
    private static final int NACK_MASK_BITS = 16;

    private RtcpReader() {}

    /** What an endpoint does with the packets it gets. */
    interface Listener {
        /** @param compactNtp middle 32 bits of the report's NTP time */
        void onSenderReport(int ssrc, int compactNtp);

        /** The other side misses a packet of our source {@code mediaSsrc}. */
        void onNack(int mediaSsrc, int sequenceNumber);

        /** The other side wants a key frame of our source {@code mediaSsrc} (PLI or FIR). */
        void onKeyFrameRequest(int mediaSsrc);

        /** A source has ended. */
        void onBye(int ssrc);
    }

    static void read(byte[] bytes, int length, Listener listener) {
        var offset = 0;
        while (offset + 2 * HEADER_BYTES <= length) {
            var end = offset + 4 * (Bytes.getUnsignedShort(bytes, offset + 2) + 1);
            if (end > length) {
                return;
            }
            readOne(bytes, offset, end, listener);
            offset = end;
        }
    }

    private static void readOne(byte[] bytes, int offset, int end, Listener listener) {
        var format = bytes[offset] & 0x1F;
        switch (bytes[offset + 1] & 0xFF) {
            case RtcpWriter.SENDER_REPORT -> {
                if (end - offset >= SENDER_REPORT_BYTES) {
                    var compactNtp = (int) (Bytes.getLong(bytes, offset + 8) >> 16);
                    listener.onSenderReport(Bytes.getInt(bytes, offset + 4), compactNtp);
                }
            }
            case RtcpWriter.BYE -> {
                if (format > 0 && end - offset >= 2 * HEADER_BYTES) {
                    listener.onBye(Bytes.getInt(bytes, offset + HEADER_BYTES));
                }
            }
            case RtcpWriter.TRANSPORT_FEEDBACK -> {
                if (format == RtcpWriter.GENERIC_NACK) {
                    readNack(bytes, offset, end, listener);
                }
            }
            case RtcpWriter.PAYLOAD_FEEDBACK -> readPayloadFeedback(bytes, offset, end, format, listener);
            default -> {} // Reports of receivers and descriptions say nothing that this client needs.
        }
    }

    private static void readNack(byte[] bytes, int offset, int end, Listener listener) {
        for (int item = offset + FEEDBACK_BYTES; item + NACK_ITEM_BYTES <= end; item += NACK_ITEM_BYTES) {
            var media = Bytes.getInt(bytes, offset + 8);
            var first = Bytes.getUnsignedShort(bytes, item);
            var bitmask = Bytes.getUnsignedShort(bytes, item + 2);
            listener.onNack(media, first);
            for (int bit = 0; bit < NACK_MASK_BITS; bit++) {
                if (((bitmask >> bit) & 1) != 0) {
                    listener.onNack(media, (first + 1 + bit) & 0xFFFF);
                }
            }
        }
    }

    private static void readPayloadFeedback(byte[] bytes, int offset, int end, int format, Listener listener) {
        if (format == RtcpWriter.PICTURE_LOSS_INDICATION && end - offset >= FEEDBACK_BYTES) {
            listener.onKeyFrameRequest(Bytes.getInt(bytes, offset + 8));
        } else if (format == RtcpWriter.FULL_INTRA_REQUEST && end - offset >= FEEDBACK_BYTES + FULL_INTRA_ITEM_BYTES) {
            listener.onKeyFrameRequest(Bytes.getInt(bytes, offset + FEEDBACK_BYTES));
        }
    }
}
