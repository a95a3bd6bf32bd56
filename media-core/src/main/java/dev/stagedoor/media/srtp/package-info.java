/**
 * Secures and opens RTP and RTCP packets: SRTP by RFC 3711 (AES-CM with HMAC-SHA1) and RFC 7714 (AES-GCM).
 *
 * <p>Knows keys, SSRCs, indexes and bytes; must not know how the keys were agreed, what the packets mean, or where they
 * go. Packets lie off the heap and are addressed as (segment, offset, length); nothing is allocated per packet.
 *
 * <p>Thread: a sender or receiver belongs to the event loop of its participant and is never shared.
 */
@NullMarked
package dev.stagedoor.media.srtp;

import org.jspecify.annotations.NullMarked;
