package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session that is agreed for a time to come.
 *
 * @param bookingId also the id of the session, once it runs
 * @param rate what one rate unit of the plan costs it was sold under; the price where it was sold whole
 * @param deposit held when it was booked, the price or a part of it
 * @param acceptedAt when the performer agreed, null before that
 * @param viewerJoinedAt since when the viewer is there, null while they are not
 * @param performerJoinedAt since when the performer is there, null while they are not
 * @param kept by the performer's side, of a booking that did not happen
 * @param settledFor whose absence or wish decided that; null unless it did not happen
 */
public record Booking(
        UUID bookingId,
        UUID viewerId,
        UUID performerId,
        CallKind kind,
        Money rate,
        Money price,
        Money deposit,
        Instant startsAt,
        Instant endsAt,
        State state,
        @Nullable Instant acceptedAt,
        @Nullable Instant viewerJoinedAt,
        @Nullable Instant performerJoinedAt,
        Money kept,
        @Nullable Party settledFor) {
    /** Where a booking stands. */
    public enum State {
        /** Held for; the performer has agreed or has yet to. */
        BOOKED,
        /** Both are there; the session of the same id is metered. */
        RUNNING,
        DONE,
        CANCELLED,
        NO_SHOW
    }
}
