package dev.stagedoor.media;

/**
 * A synchronization source of a section (RFC 5576) and the source that its retransmissions use.
 *
 * @param retransmissionSsrc 0 if none
 */
public record Source(long ssrc, long retransmissionSsrc, String cname) {}
