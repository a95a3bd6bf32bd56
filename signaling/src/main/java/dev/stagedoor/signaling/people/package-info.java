/**
 * What people see of each other: performers with their rates, presence and rating, and what callers thought of them.
 *
 * <p>Must not know: HTTP, SQL, passwords and tokens, how calls run. Rates are only carried here; billing turns them into
 * prices.
 *
 * <p>Thread: any virtual thread; stores block.
 */
@NullMarked
package dev.stagedoor.signaling.people;

import org.jspecify.annotations.NullMarked;
