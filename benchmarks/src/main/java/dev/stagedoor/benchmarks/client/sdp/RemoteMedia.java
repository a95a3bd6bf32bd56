package dev.stagedoor.benchmarks.client.sdp;

/**
 * One media section of an answer.
 *
 * @param direction as the other side sees it
 * @param rejected the section's port is zero: nothing flows in it
 * @param ssrc source of what the other side will send, 0 when it does not say
 * @param retransmissionSsrc source of its retransmissions, 0 if none
 */
public record RemoteMedia(
        String mid, MediaKind kind, Direction direction, boolean rejected, long ssrc, long retransmissionSsrc) {}
