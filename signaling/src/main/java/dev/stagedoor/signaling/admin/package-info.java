/**
 * What the console looks at: the books and sessions of billing and what is going on now, with the names of the people it
 * belongs to. Read only, but for what it keeps of the media node for later.
 *
 * <p>Must not know: HTTP, SQL, how billing keeps its books. Who may look is decided by the contract.
 *
 * <p>Thread: any virtual thread; everything blocks.
 */
@NullMarked
package dev.stagedoor.signaling.admin;

import org.jspecify.annotations.NullMarked;
