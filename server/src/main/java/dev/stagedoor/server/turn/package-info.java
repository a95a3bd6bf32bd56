/**
 * As much of a TURN client (RFC 8656) as it takes to find out whether a relay works and whom it lets through: allocate,
 * permit, refresh over UDP, TCP and TLS. Relays no data. And of a STUN client, to ask for one's own address. Blocks; one
 * thread at a time.
 */
@NullMarked
package dev.stagedoor.server.turn;

import org.jspecify.annotations.NullMarked;
