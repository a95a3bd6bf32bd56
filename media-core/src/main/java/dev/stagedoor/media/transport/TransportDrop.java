package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsDrop;
import dev.stagedoor.media.ice.IceAnswer;
import dev.stagedoor.media.srtp.SrtpDrop;

/** Why a datagram was dropped: the operator's manual to the counters of {@link UdpServer#statistics()}. */
public enum TransportDrop {
    /** Empty, or its first byte belongs to no protocol of this port (RFC 7983). Noise of the Internet; a flood if it grows fast. */
    UNKNOWN_PROTOCOL,
    /** Longer than any path carries; nobody honest sends that. */
    OVERSIZED,
    /** Something other than STUN from an address that has passed no check: a scan, or a peer that was forgotten. */
    UNKNOWN_ADDRESS,
    /** STUN that is cut, contradicts itself, or carries a wrong fingerprint. */
    STUN_MALFORMED,
    /** STUN that a lite agent has no use for: indications, responses, other methods. */
    STUN_IGNORED,
    /** A check whose user name names no session here; usual for some seconds after a call. */
    STUN_UNKNOWN_USER,
    /** A check not made with the session's password: an attack, or mixed-up signalling. */
    STUN_WRONG_INTEGRITY,
    /** No DTLS record, or none that makes sense at this point. */
    DTLS_MALFORMED,
    /** Put off because too many handshakes are under way; the peer repeats. If it grows, the machine is too small. */
    DTLS_BUSY,
    /** More handshake datagrams than any handshake has. */
    DTLS_INBOX_FULL,
    /** For a participant that has just left. */
    CLOSED,
    /** Media before the handshake was done; a few are normal at the start. */
    NOT_CONNECTED,
    /** An RTP or RTCP packet cut or with lengths that point outside it. */
    SRTP_MALFORMED,
    /** A packet whose tag is wrong: forged, damaged, or made with old keys. */
    SRTP_AUTHENTICATION_FAILED,
    /** A packet seen before, or too late to tell; the network doubles some. */
    SRTP_REPLAYED,
    /** A participant uses more SSRCs than one association may. */
    SRTP_TOO_MANY_SOURCES,
    /** RTCP without encryption, which WebRTC forbids. */
    SRTP_NOT_ENCRYPTED,
    /** A packet of ours that must not be protected: its number was used before, or the keys are worn out. A bug if it grows. */
    SRTP_SEND_REFUSED,
    /** A packet of ours before there is a path or keys to send it. */
    SEND_NOT_CONNECTED,
    /** A packet of ours larger than a datagram of this server. A bug. */
    SEND_OVERSIZED,
    /** The socket's send buffer was full: raise net.core.wmem_max, or the network card is too slow. */
    SEND_BUFFER_FULL,
    /**
     * The system refused to send: no route, a firewall, a bad address, or a packet longer than a path that may not cut it. A
     * group that is refused as a group is not counted here; its packets are sent one by one, and those that fail are.
     */
    SEND_FAILED,
    /** A datagram for a participant on another loop, whose inbox was full: that loop is overloaded. */
    HAND_OVER_FULL;

    static TransportDrop of(SrtpDrop reason) {
        return switch (reason) {
            case MALFORMED -> SRTP_MALFORMED;
            case AUTHENTICATION_FAILED, KEY_EXHAUSTED -> SRTP_AUTHENTICATION_FAILED;
            case REPLAYED, TOO_OLD -> SRTP_REPLAYED;
            case TOO_MANY_SOURCES -> SRTP_TOO_MANY_SOURCES;
            case NOT_ENCRYPTED -> SRTP_NOT_ENCRYPTED;
        };
    }

    static TransportDrop of(DtlsDrop reason) {
        return switch (reason) {
            case MALFORMED -> DTLS_MALFORMED;
            case TOO_MANY_HANDSHAKES -> DTLS_BUSY;
            case INBOX_FULL -> DTLS_INBOX_FULL;
            case CLOSED -> CLOSED;
        };
    }

    static TransportDrop of(IceAnswer.Reason reason) {
        return switch (reason) {
            case WRONG_USERNAME -> STUN_UNKNOWN_USER;
            case WRONG_INTEGRITY -> STUN_WRONG_INTEGRITY;
        };
    }
}
