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
            case CHARGEDBACK -> false;
        };
    }
}
