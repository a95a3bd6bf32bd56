package dev.stagedoor.billing.pricing;

/**
 * What of a price list makes no sense.
 *
 * @param pointer JSON pointer into the list, for example {@code /packages/0/priceMinor}
 */
public record PriceFault(String pointer, String detail) {}
