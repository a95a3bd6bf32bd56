package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.BookingDesk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bookings that a test has put in, and who is there for them. */
public final class FakeBookings implements BookingDesk {
    private final Map<UUID, Booking> bookings = new HashMap<>();
    final Set<UUID> here = new HashSet<>();

    @Nullable
    Outcome next;

    void put(Booking booking) {
        bookings.put(booking.bookingId(), booking);
    }

    @Override
    public synchronized Outcome arrive(UUID bookingId, UUID personId) {
        Booking booking = bookings.get(bookingId);
        if (next != null || booking == null) {
            return next == null ? new Outcome.Unknown() : next;
        }
        here.add(personId);
        return new Outcome.Accepted(booking);
    }

    @Override
    public synchronized void leave(UUID bookingId, UUID personId) {
        here.remove(personId);
    }

    @Override
    public Outcome book(Wish wish) {
        throw new UnsupportedOperationException("not by the socket");
    }

    @Override
    public Outcome answer(UUID bookingId, UUID performerId, boolean accept) {
        throw new UnsupportedOperationException("not by the socket");
    }

    @Override
    public Outcome cancel(UUID bookingId, UUID personId) {
        throw new UnsupportedOperationException("not by the socket");
    }

    @Override
    public List<Booking> bookings(UUID personId) {
        return new ArrayList<>(bookings.values());
    }
}
