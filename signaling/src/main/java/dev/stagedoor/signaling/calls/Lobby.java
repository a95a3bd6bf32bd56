package dev.stagedoor.signaling.calls;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has come to a booked call and waits for the other. A person waits for one at a time, on the device that said so last.
 * Guarded by its monitor, nothing blocks inside.
 */
final class Lobby {
    private final Map<UUID, Seat> seats = new HashMap<>();

    private record Seat(UUID bookingId, UUID sessionId) {}

    synchronized void enter(Caller caller, UUID bookingId) {
        seats.put(caller.userId(), new Seat(bookingId, caller.sessionId()));
    }

    synchronized boolean waits(UUID userId, UUID bookingId) {
        Seat seat = seats.get(userId);
        return seat != null && seat.bookingId.equals(bookingId);
    }

    /** Whether the person waited for that booking. */
    synchronized boolean leave(UUID userId, UUID bookingId) {
        return waits(userId, bookingId) && seats.remove(userId) != null;
    }

    /** The booking that was waited for on this device, null if none was. */
    synchronized @Nullable UUID leave(Caller device) {
        Seat seat = seats.get(device.userId());
        if (seat == null || !seat.sessionId.equals(device.sessionId())) {
            return null;
        }
        seats.remove(device.userId());
        return seat.bookingId;
    }
}
