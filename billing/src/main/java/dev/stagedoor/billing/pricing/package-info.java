/**
 * What things cost: the charge function, rate plans, peak windows, and the versioned price lists with their validator.
 * Pure functions of their arguments, but for {@link PriceBook}, which knows the time and what is published; none knows who
 * calls or how much they have. Any thread.
 */
@NullMarked
package dev.stagedoor.billing.pricing;

import org.jspecify.annotations.NullMarked;
