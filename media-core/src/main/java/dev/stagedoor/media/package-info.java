/**
 * The public face of the forwarding server: configuration in, descriptions negotiated, events out. The packages below are
 * its own business; lowest first: rtp, rtcp, codec, srtp, dtls, ice, stream, congestion, room, transport.
 *
 * <p>Must not know users, money or SDP text.
 *
 * <p>Thread: {@link dev.stagedoor.media.MediaServer} may be called from any thread; events come on a media loop and must
 * not block it.
 */
@NullMarked
package dev.stagedoor.media;

import org.jspecify.annotations.NullMarked;
