/**
 * What people say and give to each other in a call: lines of text and tips. Nothing is kept; a call's chat ends with it.
 *
 * <p>Must not know: sockets, JSON, SQL, how media travels. Product rules E4 and H1.
 *
 * <p>Thread: any; a tip blocks on billing.
 */
@NullMarked
package dev.stagedoor.signaling.chat;

import org.jspecify.annotations.NullMarked;
