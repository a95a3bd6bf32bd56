package dev.stagedoor.billing.pricing;

/**
 * How time is cut and what it costs to connect. Times in milliseconds, money in thousandths of a coin.
 *
 * @param rateUnitMs the time a rate is for
 * @param initialBlockMs charged at least, once anything was delivered
 * @param incrementMs the chargeable piece
 * @param connectFeeMinor charged once
 * @param freeFirstMs given before the first charged millisecond
 * @param freeBelowMs delivered time up to here costs nothing at all: a session that hardly began
 */
public record RatePlan(
        long rateUnitMs,
        long initialBlockMs,
        long incrementMs,
        long connectFeeMinor,
        long freeFirstMs,
        long freeBelowMs) {
    public RatePlan {
        if (rateUnitMs <= 0
                || incrementMs <= 0
                || initialBlockMs < 0
                || connectFeeMinor < 0
                || freeFirstMs < 0
                || freeBelowMs < 0) {
            throw new IllegalArgumentException(
                    "rate plan of unit %d, initial %d, increment %d, fee %d, free first %d, free below %d"
                            .formatted(
                                    rateUnitMs,
                                    initialBlockMs,
                                    incrementMs,
                                    connectFeeMinor,
                                    freeFirstMs,
                                    freeBelowMs));
        }
    }

    /** A plan that gives nothing away. */
    public RatePlan(long rateUnitMs, long initialBlockMs, long incrementMs, long connectFeeMinor) {
        this(rateUnitMs, initialBlockMs, incrementMs, connectFeeMinor, 0, 0);
    }

    /** The preset of an increment: a minute begun, or a second begun, is charged. */
    public static RatePlan of(Increment increment, PricingTerms terms) {
        long pieceMs = switch (increment) {
            case MINUTE -> terms.rateUnitMs();
            case SECOND -> terms.secondIncrementMs();
            case SESSION -> throw new IllegalArgumentException("a session sold whole has a length of its own");
        };
        return new RatePlan(terms.rateUnitMs(), pieceMs, pieceMs, terms.connectFeeMinor());
    }

    /** One piece of that length: the first delivered millisecond after {@code freeBelowMs} costs all of it. */
    public static RatePlan whole(long lengthMs, long freeBelowMs) {
        return new RatePlan(lengthMs, lengthMs, lengthMs, 0, 0, freeBelowMs);
    }

    /** The same with that much charged at least. */
    public RatePlan atLeast(long blockMs) {
        return new RatePlan(rateUnitMs, blockMs, incrementMs, connectFeeMinor, freeFirstMs, freeBelowMs);
    }

    /** The same with that much given first. */
    public RatePlan givingFirst(long freeMs) {
        return new RatePlan(rateUnitMs, initialBlockMs, incrementMs, connectFeeMinor, freeMs, freeBelowMs);
    }

    /** This plan at a rate. */
    public Charge at(long rateMinor) {
        return new Charge(this, rateMinor);
    }
}
