package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.SessionTerms;
import dev.stagedoor.billing.shows.BookingStore.Ending;
import dev.stagedoor.billing.shows.BookingStore.Held;
import dev.stagedoor.billing.shows.BookingStore.NewBooking;
import dev.stagedoor.billing.shows.CancelPolicy.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bookings from the hold to the session, or to what becomes of the hold when there is none. Once both are there, the
 * booking is a metered session of the same id, and {@link Metering} has the word.
 */
public final class Bookings {
    private static final Logger LOG = LoggerFactory.getLogger(Bookings.class);
    private static final int WHOLE = 10_000;
    private static final int SETTLED_PER_RUN = 500;
    /** Longest list anybody gets. */
    private static final int LIST_LIMIT = 200;

    private final BookingStore store;
    private final Metering metering;
    private final BookingTerms terms;
    private final long aheadMs;
    private final MeteringContext context;

    Bookings(BookingStore store, Metering metering, ShowTerms terms, MeteringContext context) {
        this.store = store;
        this.metering = metering;
        this.terms = terms.bookings();
        this.aheadMs = terms.aheadMs();
        this.context = context;
    }

    /**
     * Books: the price is fixed, the deposit held. A price by the minute is raised where it begins at a peak hour, as that of
     * a call is. It is a request until the performer {@link #accept}s it.
     */
    public BookingOutcome book(BookingRequest request) {
        Instant now = context.clock().instant();
        if (!request.startsAt().isAfter(now)) {
            Booking same = store.find(request.bookingId());
            return same != null
                            && same.viewerId().equals(request.viewerId())
                            && same.startsAt().equals(request.startsAt())
                    ? new BookingOutcome.Accepted(same)
                    : new BookingOutcome.TooLate();
        }
        Instant latest = now.plusMillis(aheadMs);
        if (request.startsAt().isAfter(latest)) {
            return new BookingOutcome.TooFarAhead(latest);
        }
        SessionTerms sold = metering.callTerms(Increment.MINUTE);
        sold = request.perMinute() ? sold.asFlatByTheMinute(request.lengthMs()) : sold.asFlat(request.lengthMs(), 0);
        long rateMinor = request.perMinute()
                ? metering.rateMinorAt(request.price(), request.startsAt())
                : request.price().amountMinor();
        long priceMinor = sold.plan().at(rateMinor).minimumMinor(sold.minimumUnits());
        long depositMinor = Math.ceilDiv(Math.multiplyExact(priceMinor, terms.depositBasisPoints()), WHOLE);
        NewBooking booking = new NewBooking(
                request,
                sold,
                metering.planVersion(sold, request.performerId()),
                store.policyVersion(terms.policy()),
                rateMinor,
                priceMinor,
                depositMinor);
        List<Line> hold = TransferLines.hold(request.viewerId(), depositMinor);
        IdempotencyKey key = IdempotencyKey.of("session", "hold:" + request.bookingId() + ":0", request);
        return store.book(
                booking,
                Posting.of(TransferCode.HOLD, context.ids().get(), key, "user:" + request.viewerId(), hold)
                        .inSession(request.bookingId()));
    }

    /** The performer agrees. From now on the policy says what a viewer gets back. */
    public BookingOutcome accept(UUID bookingId, UUID performerId) {
        return party(store.find(bookingId), performerId) == Party.PERFORMER
                ? store.accept(bookingId, context.clock().instant())
                : new BookingOutcome.Unknown();
    }

    /** The performer does not want a booking that is not accepted yet; afterwards there is {@link #cancel}. */
    public BookingOutcome decline(UUID bookingId, UUID performerId) {
        Booking booking = store.find(bookingId);
        if (booking == null || party(booking, performerId) != Party.PERFORMER) {
            return new BookingOutcome.Unknown();
        }
        return booking.acceptedAt() == null ? cancel(bookingId, performerId) : new BookingOutcome.Closed(booking);
    }

    /**
     * Cancels: the policy of the day it was booked says what goes back; everything does while the performer has not accepted
     * it.
     */
    public BookingOutcome cancel(UUID bookingId, UUID personId) {
        Party party = party(store.find(bookingId), personId);
        return party == null
                ? new BookingOutcome.Unknown()
                : store.settle(bookingId, Booking.State.CANCELLED, party, held -> ending(held, party, Event.CANCEL));
    }

    /**
     * One of the two is there and waits for the other. A performer who comes has agreed. Who is not there when the time for
     * it is over has stayed away, so whoever goes again has to {@link #leave}.
     */
    public BookingOutcome arrive(UUID bookingId, UUID personId) {
        Booking booking = store.find(bookingId);
        Party party = party(booking, personId);
        if (booking == null || party == null) {
            return new BookingOutcome.Unknown();
        }
        if (booking.state() == Booking.State.RUNNING) {
            return new BookingOutcome.Accepted(booking);
        }
        if (booking.state() != Booking.State.BOOKED) {
            return new BookingOutcome.Closed(booking);
        }
        Instant now = context.clock().instant();
        Instant from = joinFrom(booking);
        Instant until = joinUntil(booking);
        if (now.isBefore(from) || !now.isBefore(until)) {
            return new BookingOutcome.OutsideWindow(from, until);
        }
        store.joined(bookingId, party, now);
        Booking here = store.find(bookingId);
        return here == null ? new BookingOutcome.Unknown() : new BookingOutcome.Accepted(here);
    }

    /** One of the two waits no longer; nothing happens once the booking runs or is over. */
    public void leave(UUID bookingId, UUID personId) {
        Party party = party(store.find(bookingId), personId);
        if (party != null) {
            store.left(bookingId, party);
        }
    }

    /**
     * Opens the session if both are there, and its clock may be started then; it is the answer's state that says so. Nothing
     * is held that was not held for the booking, unless that was a deposit.
     */
    public BookingOutcome begin(UUID bookingId) {
        return store.begin(bookingId, new SessionFence(context.nodeId(), 1), this::rest);
    }

    /** From when on both may come. */
    public Instant joinFrom(Booking booking) {
        return booking.startsAt().minusMillis(terms.joinEarlyMs());
    }

    /** Who is not there by then has stayed away. */
    public Instant joinUntil(Booking booking) {
        return booking.startsAt().plusMillis(terms.joinLateMs());
    }

    /** A booking, null if there is none. */
    public @Nullable Booking booking(UUID bookingId) {
        return store.find(bookingId);
    }

    /** Bookings of a person on either side, latest start first. */
    public List<Booking> of(UUID personId) {
        return store.of(personId, LIST_LIMIT);
    }

    /** Settles what somebody stayed away from, and closes what has been held; returns how many stayed away. */
    public int run(Instant now) {
        store.finish();
        List<Booking> overdue = store.overdue(now.minusMillis(terms.joinLateMs()), SETTLED_PER_RUN);
        OneByOne bookings = new OneByOne(LOG, "booking");
        for (Booking booking : overdue) {
            bookings.did(booking.bookingId(), () -> stayedAway(booking));
        }
        bookings.complain();
        return overdue.size();
    }

    private void stayedAway(Booking booking) {
        // If neither came, the viewer is not the one to pay for it; if both did, it failed for the rest of the price.
        Party absent = booking.performerJoinedAt() == null ? Party.PERFORMER : Party.VIEWER;
        store.settle(booking.bookingId(), Booking.State.NO_SHOW, absent, held -> ending(held, absent, Event.NO_SHOW));
    }

    private @Nullable Posting rest(Held held) {
        Booking booking = held.booking();
        long missing = booking.price().amountMinor() - booking.deposit().amountMinor();
        if (missing == 0) {
            return null;
        }
        IdempotencyKey key = IdempotencyKey.of("session", "hold:" + booking.bookingId() + ":1", missing);
        List<Line> lines = TransferLines.hold(booking.viewerId(), missing);
        return Posting.of(TransferCode.EXTEND, context.ids().get(), key, "booking", lines)
                .inSession(booking.bookingId());
    }

    private Ending ending(Held held, Party party, Event event) {
        Booking booking = held.booking();
        long beforeMs =
                booking.startsAt().toEpochMilli() - context.clock().instant().toEpochMilli();
        long depositMinor = booking.deposit().amountMinor();
        long returnedMinor = booking.acceptedAt() == null
                ? depositMinor
                : held.policy().returnedMinor(party, event, beforeMs, depositMinor);
        long keptMinor = depositMinor - returnedMinor;
        List<Posting> postings = new ArrayList<>();
        if (keptMinor > 0) {
            Payees payees = held.split().payeesOf(booking.performerId());
            postings.add(posting(
                    booking,
                    TransferCode.CAPTURE,
                    keptMinor,
                    TransferLines.capture(
                            booking.viewerId(), payees, keptMinor, held.split().shareOf(keptMinor))));
        }
        if (returnedMinor > 0) {
            postings.add(posting(
                    booking,
                    TransferCode.RELEASE,
                    returnedMinor,
                    TransferLines.release(booking.viewerId(), returnedMinor)));
        }
        return new Ending(keptMinor, postings);
    }

    private Posting posting(Booking booking, TransferCode code, long coins, List<Line> lines) {
        IdempotencyKey key = IdempotencyKey.of("session", "end:" + booking.bookingId() + ":" + code, coins);
        return Posting.of(code, context.ids().get(), key, "booking", lines).inSession(booking.bookingId());
    }

    private static @Nullable Party party(@Nullable Booking booking, UUID personId) {
        if (booking == null) {
            return null;
        }
        if (booking.viewerId().equals(personId)) {
            return Party.VIEWER;
        }
        return booking.performerId().equals(personId) ? Party.PERFORMER : null;
    }
}
