/**
 * The words of the WebSocket protocol {@code stagedoor.v1}: one record per message, their JSON, and the seam between
 * whoever owns the sockets and whoever answers. Described for clients in {@code docs/protocol.md} and
 * {@code protocol.schema.json}.
 *
 * <p>Must not know: sockets, accounts, calls, what any message does. Decoding is total: any text gives a message or a
 * named refusal, never an exception. RFC 8259 (JSON), RFC 6901 (pointers), RFC 3339 (times), RFC 6455 (close codes).
 *
 * <p>Thread: none of its own; everything here is immutable or confined to one call.
 */
@NullMarked
package dev.stagedoor.signaling.protocol;

import org.jspecify.annotations.NullMarked;
