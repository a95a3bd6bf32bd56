/**
 * The public face of billing: {@link dev.stagedoor.billing.Billing} opens it, its settings are {@link
 * dev.stagedoor.billing.BillingConfig}, its news arrive at {@link dev.stagedoor.billing.BillingListener}. The records it
 * speaks in live in the package of their subject. Knows nothing of media, HTTP or people: users are opaque ids. Methods
 * block on the database, so they are called on virtual threads.
 */
@NullMarked
package dev.stagedoor.billing;

import org.jspecify.annotations.NullMarked;
