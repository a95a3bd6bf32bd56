/**
 * RTP packets as they lie in memory: a flyweight over the fixed header and its extensions, a writer of headers, and the
 * arithmetic of wrapping sequence numbers and timestamps. Bytes come from the wire, so reading is total: any bytes in,
 * never an exception, never a read outside the packet.
 *
 * <p>Must not know streams, codecs or time. RFC 3550 §5.1, RFC 8285, RFC 6464 (audio level), RFC 7941 and 8843 (mid).
 *
 * <p>Thread: nothing here is shared; each object belongs to whoever made it.
 */
@NullMarked
package dev.stagedoor.media.rtp;

import org.jspecify.annotations.NullMarked;
