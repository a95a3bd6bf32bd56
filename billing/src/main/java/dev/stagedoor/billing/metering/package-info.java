/**
 * Metering of a call: quote, hold, cumulative usage in, differences captured, settlement, recovery after a crash. Knows the
 * ledger and the price of time; must not know media, HTTP or SQL. Methods block on the store behind {@link
 * dev.stagedoor.billing.metering.SessionStore} and are called on virtual threads; a session's state belongs to
 * whoever holds its lock.
 */
@NullMarked
package dev.stagedoor.billing.metering;

import org.jspecify.annotations.NullMarked;
