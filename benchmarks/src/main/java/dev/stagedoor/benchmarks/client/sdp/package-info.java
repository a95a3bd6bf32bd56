/**
 * Writes the offers and reads the answers of the built-in client (RFC 8866, RFC 8829, BUNDLE RFC 9143), as far as one
 * bundled UDP transport needs it. Pure text: no sockets, no clock, no thread of its own.
 */
@NullMarked
package dev.stagedoor.benchmarks.client.sdp;

import org.jspecify.annotations.NullMarked;
