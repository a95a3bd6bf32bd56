package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.BookingDesk;
import dev.stagedoor.signaling.Money;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A desk that keeps who booked whom, and answers what the test wants. */
final class TestBookings implements BookingDesk {
    private final ConcurrentHashMap<UUID, Booking> bookings = new ConcurrentHashMap<>();
    volatile @Nullable Outcome next;
    volatile @Nullable Wish asked;

    private Outcome answer(Booking booking) {
        bookings.put(booking.bookingId(), booking);
        Outcome wanted = next;
        return wanted == null ? new Outcome.Accepted(booking) : wanted;
    }

    @Override
    public Outcome book(Wish wish) {
        asked = wish;
        return answer(booking(wish, "REQUESTED"));
    }

    static Booking booking(Wish wish, String state) {
        Money price = new Money(wish.perMinute().amountMinor() * wish.lengthMs() / 60_000, "COIN");
        return new Booking(
                wish.bookingId(),
                wish.viewerId(),
                wish.performerId(),
                wish.kind(),
                wish.perMinute(),
                price,
                price,
                wish.startsAt(),
                wish.startsAt().plusMillis(wish.lengthMs()),
                wish.startsAt().minusSeconds(300),
                wish.startsAt().plusSeconds(600),
                state,
                new Money(0, "COIN"),
                state.equals("CANCELLED") ? "VIEWER" : null);
    }

    @Override
    public Outcome answer(UUID bookingId, UUID performerId, boolean accept) {
        Booking booking = bookings.get(bookingId);
        return booking == null || !booking.performerId().equals(performerId)
                ? new Outcome.Unknown()
                : answer(in(booking, accept ? "BOOKED" : "CANCELLED"));
    }

    @Override
    public Outcome cancel(UUID bookingId, UUID personId) {
        Booking booking = bookings.get(bookingId);
        return booking == null || !isOf(booking, personId) ? new Outcome.Unknown() : answer(in(booking, "CANCELLED"));
    }

    @Override
    public Outcome arrive(UUID bookingId, UUID personId) {
        return new Outcome.Unknown();
    }

    @Override
    public void leave(UUID bookingId, UUID personId) {}

    private static Booking in(Booking booking, String state) {
        return new Booking(
                booking.bookingId(),
                booking.viewerId(),
                booking.performerId(),
                booking.kind(),
                booking.perMinute(),
                booking.price(),
                booking.deposit(),
                booking.startsAt(),
                booking.endsAt(),
                booking.joinFrom(),
                booking.joinUntil(),
                state,
                booking.kept(),
                null);
    }

    private static boolean isOf(Booking booking, UUID personId) {
        return booking.viewerId().equals(personId) || booking.performerId().equals(personId);
    }

    @Override
    public List<Booking> bookings(UUID personId) {
        return bookings.values().stream()
                .filter(booking -> isOf(booking, personId))
                .toList();
    }
}
