/**
 * What a person sees of the ledger: balances, movements, tips, earnings. Must not know how a purchase is paid or how SQL is
 * written. Methods block on the store and are called on virtual threads.
 */
@NullMarked
package dev.stagedoor.billing.wallet;

import org.jspecify.annotations.NullMarked;
