package dev.stagedoor.billing.pricing;

/**
 * Under which terms a product is sold. Kept as an immutable version; a session points to the one it was sold under.
 *
 * @param minimumUnits rate units that must be held before it begins
 * @param maximumMs no session of this kind delivers more
 * @param holdTtlMs wall time after which a hold whose session never started is released
 */
public record SessionTerms(
        Product product, Increment increment, RatePlan plan, int minimumUnits, long maximumMs, long holdTtlMs) {
    public SessionTerms {
        if (minimumUnits <= 0 || maximumMs <= 0 || holdTtlMs <= 0) {
            throw new IllegalArgumentException("session terms must be positive: %d units, %d ms, %d ms"
                    .formatted(minimumUnits, maximumMs, holdTtlMs));
        }
    }

    /** A private show: {@code minimumUnits} are held, and charged with the first delivered millisecond. */
    public SessionTerms asPrivate(int minimumUnits) {
        return new SessionTerms(
                Product.PRIVATE,
                increment,
                plan.atLeast(Math.multiplyExact(plan.rateUnitMs(), minimumUnits)),
                minimumUnits,
                maximumMs,
                holdTtlMs);
    }

    /** Looking on: one rate unit is held, {@code freeMs} are given first. */
    public SessionTerms asSpy(long freeMs) {
        return new SessionTerms(Product.SPY, increment, plan.givingFirst(freeMs), 1, maximumMs, holdTtlMs);
    }

    /** A place in a group show that may take {@code gatheringMs} to come together. */
    public SessionTerms asGroup(long gatheringMs) {
        return new SessionTerms(Product.GROUP, increment, plan, minimumUnits, maximumMs, gatheringMs);
    }

    /** A session of that length for one price, charged once more than {@code freeBelowMs} were delivered. */
    public SessionTerms asFlat(long lengthMs, long freeBelowMs) {
        return new SessionTerms(
                Product.FLAT, Increment.SESSION, RatePlan.whole(lengthMs, freeBelowMs), 1, lengthMs, holdTtlMs);
    }

    /** A session of that length, held whole and charged as it is delivered. */
    public SessionTerms asFlatByTheMinute(long lengthMs) {
        int units = Math.toIntExact(Math.ceilDiv(lengthMs, plan.rateUnitMs()));
        return new SessionTerms(Product.FLAT, increment, plan, units, lengthMs, holdTtlMs);
    }
}
