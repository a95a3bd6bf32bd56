/**
 * DTLS 1.2 of the built-in client by BouncyCastle over the JDK's own cryptography, and the keys it makes for SRTP
 * (DTLS-SRTP, RFC 5764). Must not know ICE or media. BouncyCastle blocks, so each connection has one virtual thread;
 * datagrams are handed to it through a bounded queue.
 */
@NullMarked
package dev.stagedoor.benchmarks.client.dtls;

import org.jspecify.annotations.NullMarked;
