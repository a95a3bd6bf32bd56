/**
 * RTP and RTCP of the built-in client (RFC 3550, RFC 4585, RFC 4588), SRTP by jitsi-srtp, Opus-like audio and VP8-like video
 * (RFC 7741) with a send time in each packet. A machine: packets and time go in, packets, figures and the next deadline come
 * out. Must not know sockets, ICE or SDP text. Called on the client's loop only.
 */
@NullMarked
package dev.stagedoor.benchmarks.client.media;

import org.jspecify.annotations.NullMarked;
