package dev.stagedoor.billing.settlements;

import dev.stagedoor.billing.ledger.Asset;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a settlement beside the books.
 *
 * @param lineId its number here
 * @param bookedMinor what is booked of this kind for its payment, all in all; null if nothing is
 * @param orderId the order that was paid by its payment, null if there is none
 * @param note of whoever has looked at it, empty if nobody has
 */
public record StandingLine(
        long lineId,
        String provider,
        String settlementRef,
        LocalDate day,
        Asset asset,
        Settlement.Line line,
        @Nullable Long bookedMinor,
        @Nullable UUID orderId,
        Standing standing,
        String note) {
    /** How it fits. */
    public enum Standing {
        MATCHES,
        /** The books know nothing of it. */
        UNKNOWN,
        /** They have another amount. */
        DIFFERS
    }
}
