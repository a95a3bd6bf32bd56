/**
 * The controlling, full ICE agent of the built-in client (RFC 8445) with consent checks (RFC 7675), by ice4j's STUN codec
 * (RFC 8489). A machine without sockets, threads or clock: datagrams and time go in, datagrams and the next deadline come
 * out. Must not know DTLS or media. Called on the client's loop only.
 */
@NullMarked
package dev.stagedoor.benchmarks.client.ice;

import org.jspecify.annotations.NullMarked;
