/**
 * The one home of jOOQ and {@code java.sql}: implements the ports of the packages above on PostgreSQL, runs the migrations,
 * retries what the database asks to retry. Must not decide anything about money that the ledger or the database itself
 * does not. Blocks; called on virtual threads.
 */
@NullMarked
package dev.stagedoor.billing.store;

import org.jspecify.annotations.NullMarked;
