/**
 * What people say and give to each other: lines of text in a call; tips and gifts in a call, before everybody in a show, or on
 * a performer's page. Nothing is kept; a call's chat ends with it.
 *
 * <p>Must not know: sockets, JSON, SQL, how media travels. Product rules E4 and H1.
 *
 * <p>Thread: any; a tip blocks on billing.
 */
@NullMarked
package dev.stagedoor.signaling.chat;

import org.jspecify.annotations.NullMarked;
