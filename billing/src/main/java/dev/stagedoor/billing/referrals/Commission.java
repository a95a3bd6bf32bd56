package dev.stagedoor.billing.referrals;

import java.math.BigInteger;

/**
 * What one purchase brings to whoever brought the buyer.
 *
 * @param basisPoints of the price without tax
 * @param netMinor the price without tax
 * @param priceMinor what was paid
 */
public record Commission(int basisPoints, long netMinor, long priceMinor) {
    private static final int WHOLE = 10_000;

    public Commission {
        if (basisPoints < 0 || basisPoints > WHOLE || netMinor < 0 || priceMinor < 1 || netMinor > priceMinor) {
            throw new IllegalArgumentException(
                    "a commission of %d basis points of %d in %d".formatted(basisPoints, netMinor, priceMinor));
        }
    }

    /**
     * What is owed once so much of what was paid has gone back, rounded down. It depends on the sum that went back and not on the
     * steps or their order, so whatever happens to a purchase, the difference to what is booked is what there is to book.
     *
     * @param returnedMinor to the buyer or the buyer's bank, tax included; more than the price counts as all of it
     */
    public long owedAfter(long returnedMinor) {
        long keptMinor = Math.clamp(priceMinor - returnedMinor, 0, priceMinor);
        return BigInteger.valueOf(netMinor)
                .multiply(BigInteger.valueOf(keptMinor))
                .multiply(BigInteger.valueOf(basisPoints))
                .divide(BigInteger.valueOf(priceMinor).multiply(BigInteger.valueOf(WHOLE)))
                .longValueExact();
    }
}
