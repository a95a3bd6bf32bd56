/**
 * Everything that moves money, mixed at random on one PostgreSQL that is lost at random moments, beside a model that knows
 * nothing of the product's code. The invariants are looked at after every operation.
 */
@NullMarked
package dev.stagedoor.billing.random;

import org.jspecify.annotations.NullMarked;
