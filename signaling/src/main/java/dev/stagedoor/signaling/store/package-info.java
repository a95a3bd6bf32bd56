/**
 * The ports of the domain packages, filled by PostgreSQL: one class per table or two, SQL written with jOOQ from classes
 * that are generated out of the migrations in {@code db/app}.
 *
 * <p>Must not know: HTTP, tokens, rules. The only package of signalling that touches {@code java.sql} and jOOQ. Every
 * promise of the kind "exactly once" is kept by the database (a row lock, a unique key), never by this process alone.
 *
 * <p>Thread: any virtual thread; everything blocks, behind a semaphore as wide as the connection pool.
 */
@NullMarked
package dev.stagedoor.signaling.store;

import org.jspecify.annotations.NullMarked;
