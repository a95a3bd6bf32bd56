package dev.stagedoor.media;

/**
 * A candidate of component 1 over UDP (RFC 8839 §5.1).
 *
 * @param address an IPv4 or IPv6 literal
 * @param type {@code host} or {@code srflx}
 */
public record IceCandidate(String foundation, long priority, String address, int port, String type) {}
