/**
 * Work that is done again and again for as long as the server runs.
 *
 * <p>Must not know: what the work is.
 *
 * <p>Thread: a virtual one for each.
 */
@NullMarked
package dev.stagedoor.server.rounds;

import org.jspecify.annotations.NullMarked;
