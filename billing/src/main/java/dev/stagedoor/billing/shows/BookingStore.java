package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.pricing.SessionTerms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where bookings are kept. Every method is one transaction. */
public interface BookingStore {
    /** The version of exactly this policy; made when it is new. */
    long policyVersion(CancelPolicy policy);

    /** Books and posts the hold. */
    BookingOutcome book(NewBooking booking, Posting hold);

    /** A booking, null if there is none. */
    @Nullable
    Booking find(UUID bookingId);

    /** Bookings of a person on either side, latest start first. */
    List<Booking> of(UUID personId, int limit);

    /** The performer agrees to a booking that is {@code BOOKED}; once more changes nothing. */
    BookingOutcome accept(UUID bookingId, Instant at);

    /** Says that one of the two is there; a performer who comes has agreed. */
    void joined(UUID bookingId, Party party, Instant at);

    /** Says that one of the two is there no longer, while the booking is {@code BOOKED}. */
    void left(UUID bookingId, Party party);

    /** Opens the session of a booking for which both are there, and holds the rest of the price. */
    BookingOutcome begin(UUID bookingId, SessionFence fence, Function<Held, @Nullable Posting> rest);

    /** Settles a booking that does not happen: nothing if it is not {@code BOOKED} any more. */
    BookingOutcome settle(UUID bookingId, Booking.State state, Party party, Function<Held, Ending> ending);

    /** Booked ones that should have begun before that. */
    List<Booking> overdue(Instant startedBefore, int limit);

    /** Says of running bookings whose session is over that they are done; returns how many. */
    int finish();

    /**
     * A booking to be kept.
     *
     * @param planId the version of {@code terms}
     * @param rateMinor coins for one rate unit of them
     */
    record NewBooking(
            BookingRequest request,
            SessionTerms terms,
            long planId,
            long policyId,
            long rateMinor,
            long priceMinor,
            long depositMinor) {}

    /** A booking with what it was sold under, locked. */
    record Held(Booking booking, SplitTerms split, CancelPolicy policy) {}

    /** @param keptMinor what the performer's side keeps of the deposit */
    record Ending(long keptMinor, List<Posting> postings) {}
}
