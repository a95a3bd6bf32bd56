/**
 * What time costs: the charge function, rate plans, peak windows, tiers and coin packages. Pure functions of their
 * arguments; must not know who calls, how much they have, or what o'clock it is unless told. Any thread.
 */
@NullMarked
package dev.stagedoor.billing.pricing;

import org.jspecify.annotations.NullMarked;
