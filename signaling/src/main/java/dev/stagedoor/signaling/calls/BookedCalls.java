package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.BookingDesk;
import dev.stagedoor.signaling.BookingDesk.Booking;
import dev.stagedoor.signaling.BookingDesk.Outcome;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.Moments;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a booking becomes a call: each of the two comes to it, and the second one begins it. Being there means being connected:
 * whoever loses the socket has gone again, until they come back. Safe for any thread; methods block on billing.
 */
public final class BookedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(BookedCalls.class);

    private final Ports ports;
    private final BookingDesk desk;
    private final CallRegistry registry;
    private final Beginning beginning;
    private final Lobby lobby = new Lobby();

    /** Takes the two seats and lets the call begin, or replies why not. */
    interface Beginning {
        void begin(Caller caller, CallTerms terms, Consumer<Answer> reply);
    }

    BookedCalls(Ports ports, CallRegistry registry, Beginning beginning) {
        this.ports = ports;
        this.desk = ports.bookings();
        this.registry = registry;
        this.beginning = beginning;
    }

    /** {@code booking.join}. Replies with the call if it has begun, with nothing while the other is to come. */
    public void join(Caller caller, UUID bookingId, Consumer<Answer> reply) {
        Call begun = registry.find(bookingId, caller.userId());
        if (begun != null) {
            begun.post(call -> call.onView(reply));
            return;
        }
        switch (desk.arrive(bookingId, caller.userId())) {
            case Outcome.Accepted(Booking booking) when isToCome(booking) -> await(caller, booking, reply);
            case Outcome.Accepted(Booking booking) -> reply.accept(over(booking));
            case Outcome.Closed(Booking booking) -> reply.accept(over(booking));
            case Outcome.OutsideWindow(Instant from, Instant until) ->
                reply.accept(Answer.refused(
                        ErrorCode.CONFLICT,
                        "This call can be joined from %s until %s."
                                .formatted(Moments.text(from), Moments.text(until))));
            case Outcome.Refused _, Outcome.Overlaps _, Outcome.TooLate _, Outcome.TooFarAhead _, Outcome.Unknown _ ->
                reply.accept(Answer.refused(ErrorCode.NOT_FOUND, "There is no such booking of yours."));
        }
    }

    private static boolean isToCome(Booking booking) {
        return booking.state().equals("BOOKED") || booking.state().equals("REQUESTED");
    }

    private static Answer over(Booking booking) {
        return Answer.refused(
                ErrorCode.CONFLICT, "This booking is %s; it cannot be joined any more.".formatted(booking.state()));
    }

    private void await(Caller caller, Booking booking, Consumer<Answer> reply) {
        UUID bookingId = booking.bookingId();
        lobby.enter(caller, bookingId);
        boolean isViewer = booking.viewerId().equals(caller.userId());
        if (!lobby.waits(isViewer ? booking.performerId() : booking.viewerId(), bookingId)) {
            reply.accept(Answer.done());
            return;
        }
        Party viewer = ports.directory().person(booking.viewerId());
        Party performer = ports.directory().person(booking.performerId());
        if (viewer == null || performer == null) {
            reply.accept(Answer.refused(ErrorCode.NOT_FOUND, "no such person"));
            return;
        }
        beginning.begin(caller, termsOf(booking, viewer, performer), answer -> {
            if (answer instanceof Answer.Done) {
                lobby.leave(viewer.id(), bookingId);
                lobby.leave(performer.id(), bookingId);
            }
            reply.accept(answer);
        });
    }

    /** Bookings are sold by the minute. */
    private CallTerms termsOf(Booking booking, Party viewer, Party performer) {
        return new CallTerms(
                booking.bookingId(),
                booking.bookingId(),
                booking.kind(),
                Increment.MINUTE,
                booking.perMinute(),
                null,
                viewer,
                performer,
                ports.timers().now());
    }

    /** {@code booking.leave}. */
    public void leave(Caller caller, UUID bookingId, Consumer<Answer> reply) {
        if (lobby.leave(caller.userId(), bookingId)) {
            desk.leave(bookingId, caller.userId());
        }
        reply.accept(Answer.done());
    }

    /** A device has lost its socket: nobody waits there any more. Does not block. */
    void gone(Caller device) {
        UUID bookingId = lobby.leave(device);
        if (bookingId != null) {
            ports.executor().execute(() -> {
                try {
                    desk.leave(bookingId, device.userId());
                } catch (RuntimeException e) {
                    LOG.error("booking {}: {} still counts as there", bookingId, device.userId(), e);
                }
            });
        }
    }
}
