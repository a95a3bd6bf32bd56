/**
 * Session descriptions: from a client's text to {@code MediaGateway.SessionDescription}, and from an answer to text.
 *
 * <p>Must not know: what a codec is good for, who may send what, sockets, JSON. The parser is total: any text gives a
 * description or a reason, never an exception, in time and space proportional to the text.
 *
 * <p>RFC 8866 (SDP), RFC 8829/9429 (JSEP), RFC 9143 (BUNDLE), RFC 8839 (ICE), RFC 8842 and 8122 (DTLS), RFC 8830 (msid),
 * RFC 8285 (extmap), RFC 5576 (ssrc), RFC 8851 and 8853 (rid, simulcast), RFC 4585 (rtcp-fb), RFC 5761 (rtcp-mux).
 *
 * <p>Thread: none of its own; everything is immutable or confined to one call.
 */
@NullMarked
package dev.stagedoor.signaling.sdp;

import org.jspecify.annotations.NullMarked;
