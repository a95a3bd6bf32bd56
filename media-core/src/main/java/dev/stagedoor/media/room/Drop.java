package dev.stagedoor.media.room;

/** Why a packet went no further. The list is the manual of the counters in {@link ParticipantStatistics}. */
public enum Drop {
    /** Not RTP (RFC 3550 §5.1), though it was authenticated. */
    MALFORMED_RTP,
    /** RTCP that stops making sense; what came before was used. */
    MALFORMED_RTCP,
    /** No section announced this source, and neither mid nor payload type leads to one. */
    UNKNOWN_SOURCE,
    /** More sources than a participant may have. */
    TOO_MANY_SOURCES,
    /** One encoding comes from several sources in turn; those beyond what senders ever do are left out. */
    SOURCE_CHANGES,
    /** A payload type that was not negotiated for the section. */
    UNKNOWN_PAYLOAD_TYPE,
    /** Redundant audio that makes no sense (RFC 2198), or of another codec than agreed. */
    MALFORMED_REDUNDANCY,
    /** A dependency descriptor that makes no sense, or whose structure has not come yet; a key frame brings the next. */
    UNREADABLE_DESCRIPTOR,
    /** The same packet again, or one that is too old. */
    DUPLICATE,
    /** Padding on a retransmission stream; normal, senders probe with it. */
    PADDING,
    /** A payload larger than a slot. */
    OVERSIZED,
    /** Another loop did not keep up. */
    LOOP_BEHIND,
    /** The viewer did not negotiate the publisher's codec. */
    CODEC_NOT_SHARED,
    /** Before the key frame that a viewer starts at; normal. */
    AWAITING_KEY_FRAME,
    /** A viewer asks for key frames more often than it may, or while one is on its way to it. */
    KEY_FRAME_REQUEST_THROTTLED,
    /** A viewer asks for more retransmissions than it may, or than its path can bear. */
    RETRANSMISSION_LIMIT,
    /** A viewer asks again for what was sent again less than a round trip ago. */
    RETRANSMISSION_UNDER_WAY,
    /** A viewer asks for a packet that we no longer have, or never sent. */
    NOT_IN_HISTORY,
    /** A viewer asks for a packet again that did not negotiate a retransmission stream (RFC 4588); it must live with the loss. */
    NACK_WITHOUT_RTX
}
