/**
 * The lite ICE agent of RFC 8445 §2.4: answers connectivity checks, remembers which addresses passed one, follows the peer's
 * nomination, and watches consent (RFC 7675). STUN by RFC 8489.
 *
 * <p>The only package that knows ice4j, of which it uses the message codec alone. Must not know sockets, threads or what
 * flows over the path: time and datagrams come in, answers and events go out.
 *
 * <p>Thread: a session belongs to one event loop.
 */
@NullMarked
package dev.stagedoor.media.ice;

import org.jspecify.annotations.NullMarked;
