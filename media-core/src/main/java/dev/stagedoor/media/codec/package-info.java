/**
 * What a forwarder must know of codecs: their names, which packets begin a key frame, and where a payload says its
 * picture id and layer. Never decodes. Must not know streams, rooms or time.
 *
 * <p>RFC 7741 (VP8), RFC 9628 (VP9), AV1 RTP specification with its dependency descriptor, RFC 6184 (H.264), RFC 7587 (Opus), RFC 4588 (RTX payload types).
 *
 * <p>Thread: functions and values only.
 */
@NullMarked
package dev.stagedoor.media.codec;

import org.jspecify.annotations.NullMarked;
