/**
 * DTLS 1.2 handshakes for SRTP (RFC 6347, RFC 5764), either side of them, with self-signed certificates that are known by
 * their fingerprints (RFC 8122).
 *
 * <p>The only package that knows BouncyCastle. Must not know sockets, ICE or media: datagrams go in and out as bytes, keys
 * come out.
 *
 * <p>Thread: a {@link dev.stagedoor.media.dtls.DtlsSession} belongs to an event loop. While its handshake lasts a virtual
 * thread runs the library's blocking code; afterwards no thread is left, and what still comes (alerts, repeated flights)
 * is handled on the loop.
 */
@NullMarked
package dev.stagedoor.media.dtls;

import org.jspecify.annotations.NullMarked;
