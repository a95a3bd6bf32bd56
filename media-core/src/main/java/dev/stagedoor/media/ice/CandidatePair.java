package dev.stagedoor.media.ice;

/**
 * The two ends of a path (RFC 8445 §4).
 *
 * @param remote where the peer sends from
 * @param local where the peer sends to
 */
public record CandidatePair(TransportAddress remote, LocalAddress local) {}
