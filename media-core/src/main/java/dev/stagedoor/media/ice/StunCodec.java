package dev.stagedoor.media.ice;

import dev.stagedoor.media.ice.StunMessage.BindingRequest;
import dev.stagedoor.media.ice.StunMessage.BindingSuccess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ice4j.StunException;
import org.ice4j.Transport;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.FingerprintAttribute;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.attribute.UsernameAttribute;
import org.ice4j.message.Message;

/**
 * Reads and writes checks and their answers through ice4j's attributes. Messages are put together here rather than by
 * ice4j's {@code Message.encode}, which would want a whole STUN stack with sockets and threads for the sake of one password.
 */
public final class StunCodec {
    /** The types below 0x8000 that a check may carry: those of RFC 8489 §18.3 and RFC 8445 §16.1. */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            0x0001, 0x0006, 0x0008, 0x0009, 0x000A, 0x0014, 0x0015, 0x001C, 0x001D, 0x001E, 0x0020, 0x0024, 0x0025);

    private static final int FIRST_OPTIONAL = 0x8000;
    private static final int SUCCESS_RESPONSE = 0x0101;
    private static final int ERROR_RESPONSE = 0x0111;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int INTEGRITY_BYTES = 20;
    private static final int FINGERPRINT_BYTES = 4;
    private static final int LENGTH_POSITION = 2;
    /** A user name of two fragments as long as they may be, and all else. */
    private static final int MAX_MESSAGE_BYTES = 768;
    /** The only pair of its kind (RFC 8445 §5.1.2.1). */
    private static final long PEER_REFLEXIVE_PRIORITY = 110L << 24 | 65_535L << 8 | 255;
    /** Unknown attributes named in one answer. */
    private static final int MAX_UNKNOWN = 16;

    private StunCodec() {}

    /** What the datagram is; never throws. */
    public static StunMessage decode(byte[] datagram) {
        if (!StunLayout.isWellFormed(datagram)) {
            return new StunMessage.Malformed();
        }
        int type = StunLayout.messageType(datagram);
        if (type != StunLayout.BINDING_REQUEST && type != SUCCESS_RESPONSE) {
            return new StunMessage.Ignored();
        }
        try {
            Message message = Message.decode(datagram, 0, datagram.length);
            return type == SUCCESS_RESPONSE ? success(message, datagram) : bindingRequest(message, datagram);
        } catch (StunException | RuntimeException e) {
            // ice4j reports some oddities by its own exception and stumbles over others; both are the sender's doing.
            return new StunMessage.Malformed();
        }
    }

    private static StunMessage bindingRequest(Message message, byte[] datagram) {
        if (!(message.getAttribute(Attribute.USERNAME) instanceof UsernameAttribute username)
                || !(message.getAttribute(Attribute.MESSAGE_INTEGRITY)
                        instanceof MessageIntegrityAttribute integrity)) {
            return new StunMessage.Malformed();
        }
        String name = new String(username.getUsername(), StandardCharsets.UTF_8);
        int colon = name.indexOf(':');
        if (colon < 1 || integrity.getHmacSha1Content().length != INTEGRITY_BYTES) {
            return new StunMessage.Malformed();
        }
        return new BindingRequest(
                name.substring(0, colon),
                name.substring(colon + 1),
                message.containsAttribute(Attribute.USE_CANDIDATE),
                message.containsAttribute(Attribute.ICE_CONTROLLED),
                unknownAttributes(message),
                datagram,
                integrity.getLocationInMessage());
    }

    private static StunMessage success(Message message, byte[] datagram) {
        return message.getAttribute(Attribute.MESSAGE_INTEGRITY) instanceof MessageIntegrityAttribute integrity
                        && integrity.getHmacSha1Content().length == INTEGRITY_BYTES
                ? new BindingSuccess(
                        ByteBuffer.wrap(datagram).getLong(StunLayout.TRANSACTION_ID_POSITION),
                        datagram,
                        integrity.getLocationInMessage())
                : new StunMessage.Malformed();
    }

    private static List<Integer> unknownAttributes(Message message) {
        return message.getAttributes().stream()
                .map(attribute -> (int) attribute.getAttributeType())
                .filter(type -> type < FIRST_OPTIONAL && !UNDERSTOOD.contains(type))
                .limit(MAX_UNKNOWN)
                .toList();
    }

    /** Whether the request was made with this password (RFC 8489 §14.5). */
    static boolean isAuthentic(BindingRequest request, String password) {
        return isAuthentic(request.datagram(), request.integrityOffset(), password);
    }

    /** Whether the response was made with this password. */
    static boolean isAuthentic(BindingSuccess success, String password) {
        return isAuthentic(success.datagram(), success.integrityOffset(), password);
    }

    private static boolean isAuthentic(byte[] datagram, int offset, String password) {
        byte[] covered = Arrays.copyOf(datagram, offset);
        ByteBuffer.wrap(covered).putShort(LENGTH_POSITION, lengthWith(offset, INTEGRITY_BYTES));
        byte[] expected = hmac(covered, password);
        int value = offset + ATTRIBUTE_HEADER_BYTES;
        byte[] actual = Arrays.copyOfRange(datagram, value, value + INTEGRITY_BYTES);
        return MessageDigest.isEqual(expected, actual);
    }

    /**
     * A controlling agent's check that nominates the path it goes (RFC 8445 §7.1).
     *
     * @param transactionKey the first eight bytes of the transaction id
     * @param number the other four
     * @param tieBreaker of this session (RFC 8445 §16.1)
     */
    static byte[] request(
            long transactionKey, int number, IceCredentials remote, String localFragment, long tieBreaker) {
        byte[] transactionId = ByteBuffer.allocate(StunLayout.TRANSACTION_ID_BYTES)
                .putLong(transactionKey)
                .putInt(number)
                .array();
        byte[] name = (remote.usernameFragment() + ":" + localFragment).getBytes(StandardCharsets.UTF_8);
        List<Attribute> attributes = List.of(
                AttributeFactory.createUsernameAttribute(name),
                AttributeFactory.createPriorityAttribute(PEER_REFLEXIVE_PRIORITY),
                AttributeFactory.createIceControllingAttribute(tieBreaker),
                AttributeFactory.createUseCandidateAttribute());
        return message(StunLayout.BINDING_REQUEST, transactionId, attributes, remote.password());
    }

    /** A success response that tells the peer the address it was seen at (RFC 8445 §7.3.1). */
    static byte[] success(BindingRequest request, TransportAddress seenAt, String password) {
        byte[] transactionId = transactionId(request);
        Attribute mapped = AttributeFactory.createXorMappedAddressAttribute(
                new org.ice4j.TransportAddress(seenAt.toInetSocketAddress(), Transport.UDP), transactionId);
        return message(SUCCESS_RESPONSE, transactionId, List.of(mapped), password);
    }

    /** 487: the peer must be controlling, because a lite agent never is (RFC 8445 §7.3.1.1). */
    static byte[] roleConflict(BindingRequest request, String password) {
        Attribute error = AttributeFactory.createErrorCodeAttribute((char) 487, "Role Conflict");
        return message(ERROR_RESPONSE, transactionId(request), List.of(error), password);
    }

    /** 420: the request asks for something this side does not know (RFC 8489 §6.3.1). */
    static byte[] unknownAttribute(BindingRequest request, String password) {
        Attribute error = AttributeFactory.createErrorCodeAttribute((char) 420, "Unknown Attribute");
        var unknown = AttributeFactory.createUnknownAttributesAttribute();
        request.unknownAttributes().forEach(type -> unknown.addAttributeID((char) (int) type));
        return message(ERROR_RESPONSE, transactionId(request), List.of(error, unknown), password);
    }

    private static byte[] message(int type, byte[] transactionId, List<Attribute> attributes, String password) {
        ByteBuffer message = ByteBuffer.allocate(MAX_MESSAGE_BYTES);
        message.putShort((short) type)
                .putShort((short) 0)
                .putInt(StunLayout.MAGIC_COOKIE)
                .put(transactionId);
        for (Attribute attribute : attributes) {
            message.put(attribute.encode());
            message.position((message.position() + 3) / 4 * 4);
        }
        message.putShort(LENGTH_POSITION, lengthWith(message.position(), INTEGRITY_BYTES));
        byte[] hmac = hmac(Arrays.copyOf(message.array(), message.position()), password);
        message.putShort((short) Attribute.MESSAGE_INTEGRITY)
                .putShort((short) INTEGRITY_BYTES)
                .put(hmac);

        message.putShort(LENGTH_POSITION, lengthWith(message.position(), FINGERPRINT_BYTES));
        byte[] crc = FingerprintAttribute.calculateXorCRC32(message.array(), 0, message.position());
        message.putShort((short) Attribute.FINGERPRINT)
                .putShort((short) FINGERPRINT_BYTES)
                .put(crc);
        return Arrays.copyOf(message.array(), message.position());
    }

    /** The header's length field when an attribute with this value follows at {@code position} and ends the message. */
    private static short lengthWith(int position, int valueBytes) {
        return (short) (position - StunLayout.HEADER_BYTES + ATTRIBUTE_HEADER_BYTES + valueBytes);
    }

    private static byte[] hmac(byte[] message, String password) {
        return MessageIntegrityAttribute.calculateHmacSha1(
                message, 0, message.length, password.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] transactionId(BindingRequest request) {
        int start = StunLayout.TRANSACTION_ID_POSITION;
        return Arrays.copyOfRange(request.datagram(), start, start + StunLayout.TRANSACTION_ID_BYTES);
    }
}
