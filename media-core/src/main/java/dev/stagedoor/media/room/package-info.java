/**
 * Rooms: who is in, who publishes what, who sees whom, and what was delivered. Must not know sockets, encryption, users or
 * money.
 *
 * <pre>
 *  Room (home loop) ── Member ── Publication ─┐            control state: who, what, usage
 *                                             │
 *  publisher's loop:  Participant ── Uplink ── Producer    receives, asks for losses, gives feedback
 *                                             │ one burst
 *  viewers' loops:                         Branch          queue and history of the producer there
 *                                             │ consumer by consumer
 *  viewer's loop:     Participant ── Downlink ── Consumer  chooses
 *                                                   └ OutgoingStream  renumbers, answers NACKs, reports
 * </pre>
 *
 * <p>Threads. A room's control state belongs to its home loop; a participant, with its producers and consumers, to the
 * participant's loop; a branch's consumers to the branch's loop. Between loops go tasks, and packets through the branch's
 * ring. What a class lets another loop read, it says.
 *
 * <p>Who closes whom, in this order:
 *
 * <ol>
 *   <li>whoever opened the transport takes the participant out by {@link dev.stagedoor.media.room.Room#onLeave}, also when
 *       the transport ended by itself;
 *   <li>the room tells the consumers that show it to let go of its branches, each on its own loop;
 *   <li>each branch is taken from its producer on the producer's loop, then closed on its own loop, which frees its memory;
 *   <li>the participant stops its timer and its consumers let go of others' branches; its last usage goes to the room, which
 *       keeps it for when the person comes back;
 *   <li>only then is the transport closed, and the room when the last one has left.
 * </ol>
 *
 * <p>RFC 7667 §3.7 calls this a selective forwarding middlebox.
 */
@NullMarked
package dev.stagedoor.media.room;

import org.jspecify.annotations.NullMarked;
