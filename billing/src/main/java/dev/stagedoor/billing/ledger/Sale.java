package dev.stagedoor.billing.ledger;

/**
 * What was sold for what.
 *
 * @param asset currency of price and tax
 * @param taxMinor the part of the price that is tax
 * @param paidCoins in thousandths
 * @param bonusCoins in thousandths
 */
public record Sale(Asset asset, long priceMinor, long taxMinor, long paidCoins, long bonusCoins) {
    public Sale {
        if (priceMinor <= 0 || taxMinor < 0 || taxMinor >= priceMinor || paidCoins <= 0 || bonusCoins < 0) {
            throw new IllegalArgumentException("a sale of %d + %d coins for %d with tax %d"
                    .formatted(paidCoins, bonusCoins, priceMinor, taxMinor));
        }
    }

    /** What the buyer gets, in thousandths. */
    public long coins() {
        return Math.addExact(paidCoins, bonusCoins);
    }
}
