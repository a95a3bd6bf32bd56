package dev.stagedoor.billing.shows;

/**
 * How shows are sold.
 *
 * @param spyFreeMs given to everybody who looks on at a private show, once for each show
 * @param gatheringMs wall time a group show may take to come together
 * @param leastGroup the fewest viewers a group show may be set to begin with
 * @param mostGroup the most viewers a group show may be set to begin with
 * @param aheadMs nothing is booked, and no sale of tickets or pledges ends, later than that from now
 * @param bookings how sessions are sold for a time to come
 */
public record ShowTerms(
        long spyFreeMs, long gatheringMs, int leastGroup, int mostGroup, long aheadMs, BookingTerms bookings) {
    public ShowTerms {
        if (spyFreeMs < 0 || gatheringMs <= 0 || leastGroup < 2 || mostGroup < leastGroup || aheadMs <= 0) {
            throw new IllegalArgumentException(
                    "show terms: free %d ms, gathering %d ms, groups of %d to %d, %d ms ahead"
                            .formatted(spyFreeMs, gatheringMs, leastGroup, mostGroup, aheadMs));
        }
    }

    /** 10 s for spies, ten minutes to gather, 2 to 6 viewers, 92 days ahead, {@link BookingTerms#defaults()}. */
    public static ShowTerms defaults() {
        return new ShowTerms(10_000, 600_000, 2, 6, 7_948_800_000L, BookingTerms.defaults());
    }
}
