package dev.stagedoor.server.turn;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A STUN message of TURN's methods, written and read (RFC 8489 section 5, RFC 8656 section 18). */
final class TurnMessage {
    static final int BINDING = 0x001;
    static final int ALLOCATE = 0x003;
    static final int REFRESH = 0x004;
    static final int CREATE_PERMISSION = 0x008;

    static final int USERNAME = 0x0006;
    static final int LIFETIME = 0x000D;
    static final int XOR_PEER_ADDRESS = 0x0012;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
    static final int REQUESTED_TRANSPORT = 0x0019;

    static final int HEADER_BYTES = 20;

    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int ERROR_CLASS = 0x0110;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int INTEGRITY_BYTES = 24;

    private final int method;
    private final byte[] transactionId;
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();

    TurnMessage(int method, byte[] transactionId) {
        this.method = method;
        this.transactionId = transactionId;
    }

    byte[] transactionId() {
        return transactionId;
    }

    TurnMessage with(int type, byte[] value) {
        attributes.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) type)
                .putShort((short) value.length)
                .array());
        attributes.writeBytes(value);
        attributes.writeBytes(new byte[-value.length & 3]);
        return this;
    }

    TurnMessage with(int type, String value) {
        return with(type, value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param address 4 or 16 bytes, written as they are: an IPv4 address mapped into IPv6 stays one */
    TurnMessage withPeer(byte[] address, int port) {
        byte[] value = ByteBuffer.allocate(4 + address.length)
                .putShort((short) (address.length == 4 ? 1 : 2))
                .putShort((short) (port ^ (MAGIC_COOKIE >>> 16)))
                .put(masked(address, transactionId))
                .array();
        return with(XOR_PEER_ADDRESS, value);
    }

    /** An address as messages carry it, and back (RFC 8489 section 14.2). */
    private static byte[] masked(byte[] address, byte[] transactionId) {
        byte[] mask =
                ByteBuffer.allocate(16).putInt(MAGIC_COOKIE).put(transactionId).array();
        byte[] masked = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            masked[i] = (byte) (address[i] ^ mask[i]);
        }
        return masked;
    }

    byte[] bytes() {
        return bytes(attributes.size());
    }

    /** The same, proved by a key: its length counts the proof, which does not cover itself. */
    byte[] signed(byte[] key) {
        byte[] covered = bytes(attributes.size() + INTEGRITY_BYTES);
        return ByteBuffer.allocate(covered.length + INTEGRITY_BYTES)
                .put(covered)
                .putShort((short) MESSAGE_INTEGRITY)
                .putShort((short) (INTEGRITY_BYTES - 4))
                .put(TurnCredentials.hmacSha1(key, covered))
                .array();
    }

    private byte[] bytes(int length) {
        return ByteBuffer.allocate(HEADER_BYTES + attributes.size())
                .putShort((short) method)
                .putShort((short) length)
                .putInt(MAGIC_COOKIE)
                .put(transactionId)
                .put(attributes.toByteArray())
                .array();
    }

    /** An answer. */
    static final class Response {
        private final byte[] bytes;

        Response(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Whether it answers the request with this id, and is whole. */
        boolean answers(byte[] transactionId) {
            return bytes.length >= HEADER_BYTES
                    && bytes.length == HEADER_BYTES + ByteBuffer.wrap(bytes).getShort(2)
                    && HexFormat.of()
                            .formatHex(bytes, 8, HEADER_BYTES)
                            .equals(HexFormat.of().formatHex(transactionId));
        }

        boolean isError() {
            return (ByteBuffer.wrap(bytes).getShort(0) & ERROR_CLASS) == ERROR_CLASS;
        }

        /** For example 403; 0 if it says none. */
        int errorCode() {
            byte[] value = attribute(ERROR_CODE);
            return value == null || value.length < 4 ? 0 : (value[2] & 7) * 100 + value[3];
        }

        String text(int type) {
            byte[] value = attribute(type);
            return value == null ? "" : new String(value, StandardCharsets.UTF_8);
        }

        /** Where the request came from, as the server saw it; null if it does not say. */
        @Nullable
        InetAddress mappedAddress() {
            byte[] value = attribute(XOR_MAPPED_ADDRESS);
            if (value == null || (value.length != 8 && value.length != 20)) {
                return null;
            }
            byte[] transactionId = Arrays.copyOfRange(bytes, 8, HEADER_BYTES);
            try {
                return InetAddress.getByAddress(masked(Arrays.copyOfRange(value, 4, value.length), transactionId));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("4 or 16 bytes are an address", e);
            }
        }

        private byte @Nullable [] attribute(int wanted) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).position(HEADER_BYTES);
            while (buffer.remaining() >= 4) {
                int type = Short.toUnsignedInt(buffer.getShort());
                int length = Short.toUnsignedInt(buffer.getShort());
                if (length > buffer.remaining()) {
                    return null;
                }
                byte[] value = new byte[length];
                buffer.get(value);
                if (type == wanted) {
                    return value;
                }
                buffer.position(Math.min(buffer.limit(), buffer.position() + (-length & 3)));
            }
            return null;
        }
    }
}
