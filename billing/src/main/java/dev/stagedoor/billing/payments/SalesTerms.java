package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.pricing.CoinPackage;
import java.util.List;

/**
 * What is sold and how.
 *
 * @param packages on sale, cheapest first
 * @param taxBasisPoints sales tax contained in every price
 * @param sandboxEnabled whether the built-in test provider takes orders
 */
public record SalesTerms(List<CoinPackage> packages, int taxBasisPoints, boolean sandboxEnabled) {
    public SalesTerms {
        packages = List.copyOf(packages);
        if (taxBasisPoints < 0 || taxBasisPoints >= 10_000) {
            throw new IllegalArgumentException("tax of " + taxBasisPoints + " basis points");
        }
    }

    /** The tax inside a price, rounded half up. */
    public long taxInside(long priceMinor) {
        long divisor = 10_000L + taxBasisPoints;
        return (Math.multiplyExact(priceMinor, 2L * taxBasisPoints) + divisor) / (2 * divisor);
    }
}
