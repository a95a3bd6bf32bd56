/**
 * Sessions over plain HTTP: an encoder publishes into a room (WHIP), players watch it (WHEP). Who may do so, which
 * sessions there are, what an offer has to look like, and when a room is pulled from another server.
 *
 * <p>Must not know: HTTP, calls, money. What a show costs and when it is earned is the desk's business; here it is told how
 * long the show was delivered. Methods block on the media node and the desk and are called on virtual threads.
 *
 * <p>RFC 9725 (WHIP), draft-ietf-wish-whep (WHEP), RFC 8840 (trickle ICE fragments).
 *
 * <p>Thread: any; the book of sessions is guarded by its monitor, one session's ICE state by its lock.
 */
@NullMarked
package dev.stagedoor.signaling.whip;

import org.jspecify.annotations.NullMarked;
