/**
 * Plans of the house and fan clubs of performers, paid month by month in coins: what a subscriber has, when it renews, what
 * goes back. The coins of a month wait in escrow while it lasts and are used when it ends, so revenue follows time; a
 * performer's share is owed from the start of the month. Decisions are pure, in {@link
 * dev.stagedoor.billing.subscriptions.Renewal}; the store carries them out under the subscription's lock. Must not know SQL
 * or how a purchase is paid.
 */
@NullMarked
package dev.stagedoor.billing.subscriptions;

import org.jspecify.annotations.NullMarked;
