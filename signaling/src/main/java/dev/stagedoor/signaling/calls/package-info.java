/**
 * One-to-one paid calls: who may call whom, the states a call passes through, its clock, its cut-off and its end.
 * {@link dev.stagedoor.signaling.calls.CallService} is the door; each call is owned by one mailbox.
 *
 * <p>Must not know: sockets, JSON, SQL, what a coin is worth, how a packet travels. It asks {@code MediaGateway} and
 * {@code Entitlements} and tells people through {@link dev.stagedoor.signaling.calls.EventSink}.
 *
 * <p>Thread: methods named {@code on…} run in the call's {@link dev.stagedoor.signaling.calls.Mailbox}; everything that
 * waits for a database runs in a second mailbox of the same call, so that a slow ledger delays no cut-off. Time comes
 * from {@link dev.stagedoor.signaling.calls.Timers} only.
 */
@NullMarked
package dev.stagedoor.signaling.calls;

import org.jspecify.annotations.NullMarked;
