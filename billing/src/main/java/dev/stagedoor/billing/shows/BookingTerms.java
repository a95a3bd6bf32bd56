package dev.stagedoor.billing.shows;

/**
 * How bookings are sold.
 *
 * @param joinEarlyMs both may come that much before the start
 * @param joinLateMs who is not there that much after the start has stayed away
 * @param depositBasisPoints of the price are held when it is booked; the rest when it begins
 */
public record BookingTerms(long joinEarlyMs, long joinLateMs, int depositBasisPoints, CancelPolicy policy) {
    public BookingTerms {
        if (joinEarlyMs < 0 || joinLateMs <= 0 || depositBasisPoints <= 0 || depositBasisPoints > 10_000) {
            throw new IllegalArgumentException("booking terms: %d ms early, %d ms late, deposit of %d basis points"
                    .formatted(joinEarlyMs, joinLateMs, depositBasisPoints));
        }
    }

    /** Five minutes early, ten minutes late, the full price, {@link CancelPolicy#defaults()}. */
    public static BookingTerms defaults() {
        return new BookingTerms(300_000, 600_000, 10_000, CancelPolicy.defaults());
    }
}
