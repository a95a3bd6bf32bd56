/**
 * One RTP stream on its way through the server. Receiving: unwrapping, duplicates, losses and the NACKs for them,
 * statistics for receiver reports, retransmissions taken out of their wrapping. Sending: one numbering that survives a
 * change of source, a packet history off the heap that all receivers share, retransmissions, sender reports.
 *
 * <p>Must not know participants, rooms or sockets. RFC 3550 §6.4 and appendix A, RFC 4585, RFC 4588.
 *
 * <p>Thread: each object belongs to one loop; {@link dev.stagedoor.media.stream.PacketRing} joins two and says how.
 */
@NullMarked
package dev.stagedoor.media.stream;

import org.jspecify.annotations.NullMarked;
