package dev.stagedoor.billing.payments;

/**
 * Where an order stands. Providers deliver their news late, twice and out of order, so an order only moves forward: news
 * of an earlier state is true but old, and changes nothing.
 */
public enum OrderState {
    CREATED,
    PENDING,
    FAILED,
    PAID,
    PART_REFUNDED,
    REFUNDED,
    CHARGEDBACK;

    /** Whether an order may go from here to {@code next}. A failed try can be followed by a good one. */
    public boolean mayBecome(OrderState next) {
        return switch (this) {
            case CREATED -> next == PENDING || next == FAILED || next == PAID;
            case PENDING -> next == FAILED || next == PAID;
            case FAILED -> next == PAID;
            case PAID, PART_REFUNDED -> next == PART_REFUNDED || next == REFUNDED || next == CHARGEDBACK;
            // A bank may take back what was given back before.
            case REFUNDED -> next == CHARGEDBACK;
            // What comes late changes nothing; the end of a bank's case does, which decides where it stands.
            case CHARGEDBACK -> false;
        };
    }

    /** Where a paid order stands of which so much of the price went back to the buyer, and nothing is with the buyer's bank. */
    public static OrderState ofReturned(long returnedMinor, long priceMinor) {
        if (returnedMinor == 0) {
            return PAID;
        }
        return returnedMinor < priceMinor ? PART_REFUNDED : REFUNDED;
    }
}
