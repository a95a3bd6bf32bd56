package dev.stagedoor.benchmarks.client.sdp;

/**
 * One media section of an offer.
 *
 * @param ssrc source of what is sent, unsigned 32 bits; 0 when nothing is
 * @param retransmissionSsrc source of the retransmissions (RFC 4588), 0 for audio
 */
public record LocalMedia(String mid, MediaKind kind, Direction direction, long ssrc, long retransmissionSsrc) {}
