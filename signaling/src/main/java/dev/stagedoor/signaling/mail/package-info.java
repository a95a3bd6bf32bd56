/**
 * Mail to people who are not here: what waits, when it is tried again, when it is given up, and for how long it is kept.
 *
 * <p>Must not know: HTTP, SQL, SMTP, and what a message is about. Its texts are written by whoever has something to say.
 *
 * <p>Thread: any virtual thread; the store and the carrier block.
 */
@NullMarked
package dev.stagedoor.signaling.mail;

import org.jspecify.annotations.NullMarked;
