package dev.stagedoor.media.dtls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outside of DTLS records (RFC 6347 §4.1), looked at before anything is spent on them. */
final class DtlsRecords {
    static final int HEADER_BYTES = 13;

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int MAJOR_VERSION = 0xFE;
    /** DTLS 1.2, the only one that is agreed on. */
    private static final int MINOR_VERSION = 0xFD;

    /** Before each handshake message or part of one (RFC 6347 §4.2.2). */
    private static final int MESSAGE_HEADER_BYTES = 12;

    /** Explicit nonce and tag of AES-GCM (RFC 5288 §3), the only kind of cipher that is negotiated. */
    private static final int MIN_SEALED_BYTES = 8 + 16;

    private DtlsRecords() {}

    /** A handshake message or a part of one. */
    @FunctionalInterface
    interface Fragment {
        void at(int type, int number, int messageBytes, int from, int length);
    }

    /** Whether the datagram begins with a record, unencrypted and complete, of a ClientHello or a part of one. */
    static boolean beginsHandshake(byte[] datagram) {
        return isRecord(datagram, 0)
                && type(datagram) == HANDSHAKE
                && isUnencrypted(datagram)
                && bodyLength(datagram, 0) > 0
                && datagram[HEADER_BYTES] == CLIENT_HELLO;
    }

    /** The records in a datagram, up to the first thing that is none. */
    static List<byte[]> split(byte[] datagram) {
        List<byte[]> records = new ArrayList<>();
        int position = 0;
        while (isRecord(datagram, position)) {
            int end = position + HEADER_BYTES + bodyLength(datagram, position);
            records.add(Arrays.copyOfRange(datagram, position, end));
            position = end;
        }
        return records;
    }

    /**
     * The records that may come after a handshake: encrypted, or repeated from it. The library drops a record with a wrong
     * tag, as it should, but takes one too short to have a tag for the peer's fault and ends the association; anyone who can
     * forge a source address could do that. A ChangeCipherSpec that stands in a repeated flight is left out: it means nothing
     * any more.
     *
     * @param seen what may be repeated in the clear
     * @return null if anything else stands in the datagram
     */
    static @Nullable List<byte[]> followingHandshake(byte[] datagram, SeenRecords seen) {
        List<byte[]> usable = new ArrayList<>();
        int bytes = 0;
        for (byte[] each : split(datagram)) {
            bytes += each.length;
            boolean clear = isUnencrypted(each);
            if (clear && isChangeCipherSpec(each)) {
                continue;
            }
            boolean known = (each[2] & 0xFF) == MINOR_VERSION
                    && (clear
                            ? type(each) == HANDSHAKE && seen.has(each)
                            : each.length >= HEADER_BYTES + MIN_SEALED_BYTES);
            if (!known) {
                return null;
            }
            usable.add(each);
        }
        return bytes == datagram.length ? usable : null;
    }

    /** The number of the first handshake message in a record; negative if it has none in the clear. */
    static int messageNumber(byte[] bytes) {
        return type(bytes) == HANDSHAKE && isUnencrypted(bytes) && bytes.length >= HEADER_BYTES + MESSAGE_HEADER_BYTES
                ? unsigned16(bytes, HEADER_BYTES + 4)
                : -1;
    }

    /** Every handshake message or part in a record in the clear, up to the first thing that is none. */
    static void forEachFragment(byte[] bytes, Fragment fragment) {
        if (type(bytes) != HANDSHAKE) {
            return;
        }
        int position = HEADER_BYTES;
        while (bytes.length - position >= MESSAGE_HEADER_BYTES) {
            int messageBytes = unsigned24(bytes, position + 1);
            int from = unsigned24(bytes, position + 6);
            int length = unsigned24(bytes, position + 9);
            if (length > bytes.length - position - MESSAGE_HEADER_BYTES || from + length > messageBytes) {
                return;
            }
            fragment.at(bytes[position] & 0xFF, unsigned16(bytes, position + 4), messageBytes, from, length);
            position += MESSAGE_HEADER_BYTES + length;
        }
    }

    static boolean isChangeCipherSpec(byte[] bytes) {
        return type(bytes) == CHANGE_CIPHER_SPEC;
    }

    /** Epoch 0 is the one before the first change of cipher. */
    static boolean isUnencrypted(byte[] bytes) {
        return unsigned16(bytes, 3) == 0;
    }

    private static boolean isRecord(byte[] datagram, int position) {
        return datagram.length - position >= HEADER_BYTES
                && (datagram[position + 1] & 0xFF) == MAJOR_VERSION
                && datagram.length - position - HEADER_BYTES >= bodyLength(datagram, position);
    }

    private static int type(byte[] bytes) {
        return bytes[0] & 0xFF;
    }

    private static int bodyLength(byte[] datagram, int position) {
        return unsigned16(datagram, position + 11);
    }

    private static int unsigned16(byte[] bytes, int position) {
        return (bytes[position] & 0xFF) << 8 | (bytes[position + 1] & 0xFF);
    }

    private static int unsigned24(byte[] bytes, int position) {
        return (bytes[position] & 0xFF) << 16 | unsigned16(bytes, position + 1);
    }
}
