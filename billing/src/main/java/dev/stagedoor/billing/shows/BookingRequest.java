package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to book.
 *
 * @param bookingId made by the client, so that a repeat counts once
 * @param price for the whole session, or for each rate unit of it
 * @param perMinute whether time is charged as it is delivered, instead of the whole at the start
 */
public record BookingRequest(
        UUID bookingId,
        UUID viewerId,
        UUID performerId,
        CallKind kind,
        Money price,
        boolean perMinute,
        Instant startsAt,
        long lengthMs) {
    public BookingRequest {
        if (price.asset() != Asset.COIN || price.amountMinor() <= 0 || lengthMs <= 0) {
            throw new IllegalArgumentException(
                    "a booking has a price and a length, got %s for %d ms".formatted(price, lengthMs));
        }
    }

    /**
     * The moment that a wall clock in a zone shows that time; null where the clock skips it. Of a time that it shows twice,
     * the first.
     */
    public static @Nullable Instant moment(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? null : local.toInstant(offsets.getFirst());
    }
}
