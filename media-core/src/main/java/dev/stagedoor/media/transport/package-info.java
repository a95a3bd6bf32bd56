/**
 * Sockets, event loops, timers, and the one participant's transport that stands on them: ICE-lite (with checks of our own
 * only towards other servers), DTLS and SRTP behind one UDP port. Demultiplexing by RFC 7983, batch I/O by recvmmsg and sendmmsg with UDP segmentation.
 *
 * <p>The only package that knows Netty. Must not know rooms' rules or what the media means; news goes up through {@link
 * dev.stagedoor.media.transport.PeerListener}.
 *
 * <p>Thread: everything here belongs to one event loop, except the handles, which say so.
 */
@NullMarked
package dev.stagedoor.media.transport;

import org.jspecify.annotations.NullMarked;
