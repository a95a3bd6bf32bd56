package dev.stagedoor.billing.payments;

/**
 * How it is sold.
 *
 * @param sandboxEnabled whether the built-in test provider takes orders
 */
public record SalesTerms(boolean sandboxEnabled) {}
