package dev.stagedoor.media.ice;

import java.util.List;

/** What a datagram on the STUN branch turned out to be. */
public sealed interface StunMessage {
    /**
     * A Binding request (RFC 8489 §3), structurally sound, its fingerprint checked if it has one, its integrity not yet.
     *
     * @param localFragment the part of the user name that names this side's session
     * @param remoteFragment the part of the user name that the peer chose
     * @param unknownAttributes types that must be understood (RFC 8489 §14) and are not
     * @param datagram the whole message; shared, not to be changed
     * @param integrityOffset where MESSAGE-INTEGRITY stands in it
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by identity, made once per message
    record BindingRequest(
            String localFragment,
            String remoteFragment,
            boolean useCandidate,
            boolean peerIsControlled,
            List<Integer> unknownAttributes,
            byte[] datagram,
            int integrityOffset)
            implements StunMessage {}

    /**
     * A success response (RFC 8489 §6.3.3), its integrity not yet checked.
     *
     * @param transactionKey what {@link OutgoingChecks#transactionKey} put into the request
     * @param datagram the whole message; shared, not to be changed
     * @param integrityOffset where MESSAGE-INTEGRITY stands in it
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by identity, made once per message
    record BindingSuccess(long transactionKey, byte[] datagram, int integrityOffset) implements StunMessage {}

    /** Well-formed, but nothing that is acted on: an indication, a refusal, another method. */
    record Ignored() implements StunMessage {}

    /** Not STUN, cut, with attributes that reach outside, a wrong fingerprint, or without user name or integrity. */
    record Malformed() implements StunMessage {}
}
