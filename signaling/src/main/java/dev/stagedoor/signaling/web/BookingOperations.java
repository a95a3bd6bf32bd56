package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.BookingDesk;
import dev.stagedoor.signaling.BookingDesk.Booking;
import dev.stagedoor.signaling.BookingDesk.Outcome;
import dev.stagedoor.signaling.BookingDesk.Wish;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.PurchaseRefusal;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.people.PerformerProfile;
import dev.stagedoor.signaling.people.Performers;
import dev.stagedoor.signaling.protocol.Moments;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bookings: what a viewer asks for, what the performer answers, and what either calls off. */
final class BookingOperations implements Operations {
    private static final long MINUTE_MS = 60_000;

    private final BookingDesk desk;
    private final Performers performers;
    private final AccountStore people;

    BookingOperations(BookingDesk desk, Performers performers, AccountStore people) {
        this.desk = desk;
        this.performers = performers;
        this.people = people;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "listBookings",
                request -> Reply.ok(new Views.Items<>(named(desk.bookings(request.userId())))),
                "createBooking",
                this::book,
                "answerBooking",
                this::answer,
                "cancelBooking",
                request -> reply(desk.cancel(request.pathId("bookingId"), request.userId()), false));
    }

    private record BookingBody(UUID bookingId, UUID performerId, CallKind kind, Instant startsAt, int lengthMinutes) {}

    private record AnswerBody(boolean accept) {}

    private record NamedBooking(
            @JsonUnwrapped Booking booking,
            @Nullable String viewerName,
            @Nullable String performerName) {}

    private List<NamedBooking> named(List<Booking> bookings) {
        Map<UUID, String> names = people.displayNames(bookings.stream()
                .flatMap(booking -> Stream.of(booking.viewerId(), booking.performerId()))
                .collect(Collectors.toSet()));
        return bookings.stream()
                .map(booking ->
                        new NamedBooking(booking, names.get(booking.viewerId()), names.get(booking.performerId())))
                .toList();
    }

    private Reply book(ApiRequest request) {
        BookingBody body = request.body(BookingBody.class);
        if (body.performerId().equals(request.userId())) {
            return PurchaseReplies.toOneself();
        }
        PerformerProfile performer = performers.profile(body.performerId());
        if (performer == null) {
            return Reply.notFound("There is no such performer.");
        }
        return reply(
                desk.book(new Wish(
                        body.bookingId(),
                        request.userId(),
                        body.performerId(),
                        body.kind(),
                        performer.rate(body.kind()).perMinute(),
                        body.startsAt().truncatedTo(ChronoUnit.MILLIS),
                        MINUTE_MS * body.lengthMinutes())),
                true);
    }

    private Reply answer(ApiRequest request) {
        return reply(
                desk.answer(
                        request.pathId("bookingId"),
                        request.userId(),
                        request.body(AnswerBody.class).accept()),
                false);
    }

    private Reply reply(Outcome outcome, boolean isNew) {
        return switch (outcome) {
            case Outcome.Accepted(Booking booking) -> {
                NamedBooking named = named(List.of(booking)).getFirst();
                yield isNew ? Reply.created(named) : Reply.ok(named);
            }
            case Outcome.Refused(PurchaseRefusal why) -> PurchaseReplies.of(why);
            case Outcome.Overlaps() ->
                Reply.refused(409, "OVERLAPS", "One of you has another booking at that time. Choose another time.");
            case Outcome.TooLate() -> Reply.refused(422, "TOO_LATE", "Choose a time to come.");
            case Outcome.TooFarAhead(Instant latest) ->
                Reply.refused(422, "TOO_FAR_AHEAD", "Choose a time before %s.".formatted(Moments.text(latest)));
            case Outcome.OutsideWindow(Instant from, Instant until) ->
                Reply.refused(
                        409,
                        "OUTSIDE_WINDOW",
                        "This call can be joined from %s until %s.".formatted(Moments.text(from), Moments.text(until)));
            case Outcome.Closed(Booking booking) ->
                Reply.refused(
                        409,
                        "BOOKING_CLOSED",
                        "This booking is %s; it cannot be changed in this way any more.".formatted(booking.state()));
            case Outcome.Unknown() -> Reply.notFound("There is no such booking of yours.");
        };
    }
}
