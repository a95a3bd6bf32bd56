package dev.stagedoor.benchmarks.client.ice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.ice4j.StunException;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.FingerprintAttribute;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * STUN messages with short-term credentials (RFC 8489 section 9.1) by ice4j's codec. MESSAGE-INTEGRITY and FINGERPRINT are
 * appended here, because ice4j can only compute them with a whole STUN stack behind it.
 */
final class StunCodec {
    private static final int HEADER_BYTES = Message.HEADER_LENGTH;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int INTEGRITY_BYTES = ATTRIBUTE_HEADER_BYTES + 20;
    private static final int FINGERPRINT_BYTES = ATTRIBUTE_HEADER_BYTES + 4;
    private static final int LENGTH_OFFSET = 2;

    private StunCodec() {}

    /** The message in bytes, with MESSAGE-INTEGRITY under {@code password} and FINGERPRINT at its end. */
    static byte[] encode(Message message, String password) {
        var body = message.encode(null);
        var bytes = Arrays.copyOf(body, body.length + INTEGRITY_BYTES + FINGERPRINT_BYTES);
        var integrityEnd = body.length + INTEGRITY_BYTES;
        // Each of the two covers a length field that already counts itself, but nothing after it.
        putShort(bytes, LENGTH_OFFSET, integrityEnd - HEADER_BYTES);
        putAttribute(bytes, body.length, Attribute.MESSAGE_INTEGRITY, integrity(bytes, body.length, password));
        putShort(bytes, LENGTH_OFFSET, bytes.length - HEADER_BYTES);
        var checksum = FingerprintAttribute.calculateXorCRC32(bytes, 0, integrityEnd);
        putAttribute(bytes, integrityEnd, Attribute.FINGERPRINT, checksum);
        return bytes;
    }

    /** The message in {@code datagram}, or null if it is not one or its fingerprint is wrong. */
    static @Nullable Message decode(byte[] datagram) {
        try {
            return Message.decode(datagram, 0, datagram.length);
        } catch (StunException | RuntimeException _) {
            return null; // The codec throws whatever its arrays throw on bytes that are not STUN.
        }
    }

    /** Whether {@code datagram} carries a MESSAGE-INTEGRITY made with {@code password}. */
    static boolean isAuthentic(byte[] datagram, Message message, String password) {
        if (!(message.getAttribute(Attribute.MESSAGE_INTEGRITY) instanceof MessageIntegrityAttribute attribute)) {
            return false;
        }
        var offset = find(datagram, Attribute.MESSAGE_INTEGRITY);
        if (offset < 0) {
            return false;
        }
        var covered = datagram.clone();
        putShort(covered, LENGTH_OFFSET, offset + INTEGRITY_BYTES - HEADER_BYTES);
        return MessageDigest.isEqual(integrity(covered, offset, password), attribute.getHmacSha1Content());
    }

    private static byte[] integrity(byte[] message, int length, String password) {
        return MessageIntegrityAttribute.calculateHmacSha1(
                message, 0, length, password.getBytes(StandardCharsets.UTF_8));
    }

    private static int find(byte[] datagram, char type) {
        var offset = HEADER_BYTES;
        while (offset + ATTRIBUTE_HEADER_BYTES <= datagram.length) {
            if (getShort(datagram, offset) == type) {
                return offset;
            }
            var paddedLength = (getShort(datagram, offset + 2) + 3) & ~3;
            offset += ATTRIBUTE_HEADER_BYTES + paddedLength;
        }
        return -1;
    }

    private static void putAttribute(byte[] bytes, int offset, char type, byte[] value) {
        putShort(bytes, offset, type);
        putShort(bytes, offset + 2, value.length);
        System.arraycopy(value, 0, bytes, offset + ATTRIBUTE_HEADER_BYTES, value.length);
    }

    private static int getShort(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xFF) << 8) | (bytes[offset + 1] & 0xFF);
    }

    private static void putShort(byte[] bytes, int offset, int value) {
        bytes[offset] = (byte) (value >> 8);
        bytes[offset + 1] = (byte) value;
    }
}
