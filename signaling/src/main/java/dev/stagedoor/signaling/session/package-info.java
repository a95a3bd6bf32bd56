/**
 * Connected people: hello, resuming after a break, signs of life, presence of devices, and the way of each message to
 * whoever answers it. {@link dev.stagedoor.signaling.session.Realtime} puts it together with calls, chat and tips.
 *
 * <p>Must not know: Vert.x, SQL, what a call does with a message.
 *
 * <p>Thread: one mailbox per connection handles its messages in order and may block; what is sent leaves from any
 * thread, in the order of its {@code seq}.
 */
@NullMarked
package dev.stagedoor.signaling.session;

import org.jspecify.annotations.NullMarked;
