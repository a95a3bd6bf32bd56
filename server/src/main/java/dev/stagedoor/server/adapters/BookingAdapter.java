package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.words;

import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.shows.BookingOutcome;
import dev.stagedoor.billing.shows.BookingRequest;
import dev.stagedoor.billing.shows.Bookings;
import dev.stagedoor.signaling.BookingDesk;
import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.PurchaseRefusal;
import java.util.List;
import java.util.UUID;

/** Bookings, as signalling sees them, kept by billing; sold by the minute that is delivered. */
public final class BookingAdapter implements BookingDesk {
    private final Bookings bookings;

    /** Over billing's bookings. */
    public BookingAdapter(Bookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public Outcome book(Wish wish) {
        return outcome(bookings.book(new BookingRequest(
                wish.bookingId(),
                wish.viewerId(),
                wish.performerId(),
                CallKind.valueOf(wish.kind().name()),
                money(wish.perMinute()),
                true,
                wish.startsAt(),
                wish.lengthMs())));
    }

    @Override
    public Outcome answer(UUID bookingId, UUID performerId, boolean accept) {
        return outcome(accept ? bookings.accept(bookingId, performerId) : bookings.decline(bookingId, performerId));
    }

    @Override
    public Outcome cancel(UUID bookingId, UUID personId) {
        return outcome(bookings.cancel(bookingId, personId));
    }

    @Override
    public Outcome arrive(UUID bookingId, UUID personId) {
        return outcome(bookings.arrive(bookingId, personId));
    }

    @Override
    public void leave(UUID bookingId, UUID personId) {
        bookings.leave(bookingId, personId);
    }

    @Override
    public List<Booking> bookings(UUID personId) {
        return bookings.of(personId).stream().map(this::booking).toList();
    }

    private Outcome outcome(BookingOutcome outcome) {
        return switch (outcome) {
            case BookingOutcome.Accepted accepted -> new Outcome.Accepted(booking(accepted.booking()));
            case BookingOutcome.InsufficientFunds poor ->
                new Outcome.Refused(
                        new PurchaseRefusal.InsufficientFunds(money(poor.required()), money(poor.available())));
            case BookingOutcome.Limited limited ->
                new Outcome.Refused(new PurchaseRefusal.Limited(words(limited.why())));
            case BookingOutcome.Conflict _ -> new Outcome.Refused(new PurchaseRefusal.Conflict());
            case BookingOutcome.Overlaps _ -> new Outcome.Overlaps();
            case BookingOutcome.TooLate _ -> new Outcome.TooLate();
            case BookingOutcome.TooFarAhead far -> new Outcome.TooFarAhead(far.latest());
            case BookingOutcome.Closed closed -> new Outcome.Closed(booking(closed.booking()));
            case BookingOutcome.Unknown _ -> new Outcome.Unknown();
            case BookingOutcome.OutsideWindow window -> new Outcome.OutsideWindow(window.from(), window.until());
            // An answer to beginning, which is not asked for here.
            case BookingOutcome.Busy _ ->
                throw new IllegalStateException("not an answer to what was asked: " + outcome);
        };
    }

    private Booking booking(dev.stagedoor.billing.shows.Booking booking) {
        boolean requested =
                booking.state() == dev.stagedoor.billing.shows.Booking.State.BOOKED && booking.acceptedAt() == null;
        var settledFor = booking.settledFor();
        return new Booking(
                booking.bookingId(),
                booking.viewerId(),
                booking.performerId(),
                Entitlements.CallKind.valueOf(booking.kind().name()),
                money(booking.rate()),
                money(booking.price()),
                money(booking.deposit()),
                booking.startsAt(),
                booking.endsAt(),
                bookings.joinFrom(booking),
                bookings.joinUntil(booking),
                requested ? "REQUESTED" : booking.state().name(),
                money(booking.kept()),
                settledFor == null ? null : settledFor.name());
    }
}
