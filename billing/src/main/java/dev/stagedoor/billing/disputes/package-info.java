/**
 * What goes back: refunds of unused coins, complaints about calls, chargebacks, corrections that two people stand for, and
 * the evidence for each. Must not know HTTP or SQL. Methods block on the store and are called on virtual threads.
 */
@NullMarked
package dev.stagedoor.billing.disputes;

import org.jspecify.annotations.NullMarked;
