/**
 * Rooms: who is in, who publishes what, who sees whom, and what was delivered. Must not know sockets, encryption, users
 * or money.
 */
@NullMarked
package dev.stagedoor.media.room;

import org.jspecify.annotations.NullMarked;
