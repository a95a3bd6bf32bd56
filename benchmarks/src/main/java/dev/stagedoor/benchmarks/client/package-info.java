/**
 * A WebRTC client without a browser: ICE (RFC 8445), DTLS-SRTP (RFC 5764) and media, made for hundreds of clients on one core.
 * Must not know the media server, nor the product's accounts and calls. Each client belongs to one {@link
 * dev.stagedoor.benchmarks.client.ClientLoop}, whose thread is the only one to touch its state; only the DTLS handshake runs
 * on a virtual thread.
 */
@NullMarked
package dev.stagedoor.benchmarks.client;

import org.jspecify.annotations.NullMarked;
