package dev.stagedoor.media.dtls;

import java.util.List;

/**
 * What is sent between two waits for the peer (RFC 6347 §4.2.4).
 *
 * @param repeated whether it was sent before
 */
record Flight(List<byte[]> datagrams, boolean repeated) {}
