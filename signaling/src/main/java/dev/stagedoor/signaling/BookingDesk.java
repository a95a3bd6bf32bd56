package dev.stagedoor.signaling;

import dev.stagedoor.signaling.Entitlements.CallKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What signalling asks of billing about sessions that are agreed for a time to come. Methods may block. */
public interface BookingDesk {
    /** Books: the price is fixed and held, and the performer is to accept. */
    Outcome book(Wish wish);

    /** The performer accepts, or declines what is not accepted yet. */
    Outcome answer(UUID bookingId, UUID performerId, boolean accept);

    /** Either side cancels; the policy says what goes back. */
    Outcome cancel(UUID bookingId, UUID personId);

    /** One of the two is there and waits for the other; a performer who comes has accepted. */
    Outcome arrive(UUID bookingId, UUID personId);

    /** One of the two waits no longer. */
    void leave(UUID bookingId, UUID personId);

    /** Bookings of a person on either side, latest start first. */
    List<Booking> bookings(UUID personId);

    /**
     * What a viewer wants.
     *
     * @param bookingId made by the client, so that a repeat counts once
     * @param perMinute the performer's rate
     */
    record Wish(
            UUID bookingId,
            UUID viewerId,
            UUID performerId,
            CallKind kind,
            Money perMinute,
            Instant startsAt,
            long lengthMs) {}

    /**
     * A booking.
     *
     * @param perMinute the rate it was booked at
     * @param deposit held when it was booked
     * @param joinFrom both may come from then on
     * @param joinUntil who is not there by then has stayed away
     * @param state REQUESTED, BOOKED, RUNNING, DONE, CANCELLED or NO_SHOW
     * @param kept of the deposit, when it did not take place
     * @param settledFor VIEWER or PERFORMER, whose absence or wish decided that; null unless it did not take place
     */
    record Booking(
            UUID bookingId,
            UUID viewerId,
            UUID performerId,
            CallKind kind,
            Money perMinute,
            Money price,
            Money deposit,
            Instant startsAt,
            Instant endsAt,
            Instant joinFrom,
            Instant joinUntil,
            String state,
            Money kept,
            @Nullable String settledFor) {}

    /** How a wish about a booking ended. */
    sealed interface Outcome {
        record Accepted(Booking booking) implements Outcome {}

        record Refused(PurchaseRefusal why) implements Outcome {}

        /** One of the two has another booking at that time. */
        record Overlaps() implements Outcome {}

        /** It would begin in the past. */
        record TooLate() implements Outcome {}

        record TooFarAhead(Instant latest) implements Outcome {}

        /** Joining is possible within these times. */
        record OutsideWindow(Instant from, Instant until) implements Outcome {}

        /** It cannot be changed in this way any more. */
        record Closed(Booking booking) implements Outcome {}

        record Unknown() implements Outcome {}
    }
}
