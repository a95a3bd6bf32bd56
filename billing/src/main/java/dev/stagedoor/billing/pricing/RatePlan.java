package dev.stagedoor.billing.pricing;

/**
 * How time is cut and what it costs to connect. Times in milliseconds, money in thousandths of a coin.
 *
 * @param rateUnitMs the time a rate is for
 * @param initialBlockMs charged at least, once anything was delivered
 * @param incrementMs the chargeable piece
 * @param connectFeeMinor charged once
 */
public record RatePlan(long rateUnitMs, long initialBlockMs, long incrementMs, long connectFeeMinor) {
    public RatePlan {
        if (rateUnitMs <= 0 || incrementMs <= 0 || initialBlockMs < 0 || connectFeeMinor < 0) {
            throw new IllegalArgumentException("rate plan of unit %d, initial %d, increment %d, fee %d"
                    .formatted(rateUnitMs, initialBlockMs, incrementMs, connectFeeMinor));
        }
    }

    /** The preset of an increment: a minute begun, or a second begun, is charged. */
    public static RatePlan of(Increment increment, PricingTerms terms) {
        long pieceMs = switch (increment) {
            case MINUTE -> terms.rateUnitMs();
            case SECOND -> terms.secondIncrementMs();
        };
        return new RatePlan(terms.rateUnitMs(), pieceMs, pieceMs, terms.connectFeeMinor());
    }

    /** This plan at a rate. */
    public Charge at(long rateMinor) {
        return new Charge(this, rateMinor);
    }
}
