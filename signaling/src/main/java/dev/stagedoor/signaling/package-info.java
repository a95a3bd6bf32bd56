/**
 * The public face of signalling: the ports it asks the rest of the house to fill, and the entry point that starts it.
 * Knows nothing of the media server or the ledger behind the ports. Port methods may block and are called on virtual
 * threads.
 */
@NullMarked
package dev.stagedoor.signaling;

import org.jspecify.annotations.NullMarked;
