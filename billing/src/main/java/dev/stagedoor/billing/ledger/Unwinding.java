package dev.stagedoor.billing.ledger;

/**
 * The unused rest of a sale, given back.
 *
 * @param paidCoins unused coins of the paid lot, in thousandths
 * @param bonusCoins unused coins of the bonus lot, in thousandths
 * @param deferredMinor of the sale's price is still deferred for these coins, without tax
 * @param priceMinor goes back to the buyer, tax included
 * @param taxMinor the part of {@code priceMinor} that is tax
 */
public record Unwinding(
        Asset asset, long paidCoins, long bonusCoins, long deferredMinor, long priceMinor, long taxMinor) {
    public Unwinding {
        if (paidCoins < 0 || bonusCoins < 0 || deferredMinor < 0 || taxMinor < 0 || priceMinor < taxMinor) {
            throw new IllegalArgumentException("unwinding %d + %d coins, %d deferred, for %d with tax %d"
                    .formatted(paidCoins, bonusCoins, deferredMinor, priceMinor, taxMinor));
        }
    }

    /** The price without tax. */
    public long netMinor() {
        return priceMinor - taxMinor;
    }
}
