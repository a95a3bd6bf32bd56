/**
 * The media layer alone as a server process: media-core behind the two requests of WHIP and WHEP, without accounts, calls
 * and database. What the load lab measures by default (docs/decisions/0010). Must not know the client, whose offers it
 * answers, beyond the text of its SDP.
 */
@NullMarked
package dev.stagedoor.benchmarks.node;

import org.jspecify.annotations.NullMarked;
