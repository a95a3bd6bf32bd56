package dev.stagedoor.billing.pricing;

/**
 * A price list as it is proposed.
 *
 * @param baseVersion the version it was made from; if another one has been published since, it is not
 * @param validFrom RFC 3339, when it shall begin to hold; empty for the moment of approval
 * @param overrideReason why although some of it earns too little; empty if none does
 */
public record PriceChange(long baseVersion, PriceList prices, String validFrom, String overrideReason) {
    /** Kind of the proposal. */
    public static final String KIND = "PRICE_LIST";
}
