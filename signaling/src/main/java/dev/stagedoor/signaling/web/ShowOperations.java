package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PurchaseRefusal;
import dev.stagedoor.signaling.ShowDesk;
import dev.stagedoor.signaling.ShowDesk.AnnounceOutcome;
import dev.stagedoor.signaling.ShowDesk.ClaimOutcome;
import dev.stagedoor.signaling.ShowDesk.Event;
import dev.stagedoor.signaling.ShowDesk.GiveBackOutcome;
import dev.stagedoor.signaling.ShowDesk.Kind;
import dev.stagedoor.signaling.ShowDesk.NewEvent;
import dev.stagedoor.signaling.ShowDesk.Ticket;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.protocol.Moments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows with tickets, and goals of a crowd. */
final class ShowOperations implements Operations {
    private static final long MINUTE_MS = 60_000;

    private final ShowDesk desk;
    private final AccountStore people;
    private final Consumer<UUID> changed;

    /** @param changed told of shows for which somebody has lost the right to be there */
    ShowOperations(ShowDesk desk, AccountStore people, Consumer<UUID> changed) {
        this.desk = desk;
        this.people = people;
        this.changed = changed;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "listEvents", request -> Reply.ok(new Views.Items<>(desk.events(request.pathId("performerId")))),
                "getEvent", this::event,
                "announceEvent", this::announce,
                "cancelEvent", this::cancel,
                "createTicket", this::claim,
                "listTickets", request -> Reply.ok(new Views.Items<>(named(desk.tickets(request.userId())))),
                "giveBackTicket", this::giveBack);
    }

    private record EventBody(
            UUID eventId,
            Kind kind,
            String title,
            Money amount,
            Instant closesAt,
            @Nullable Integer deliverMinutes) {}

    private record TicketBody(UUID ticketId, Money amount) {}

    /** @param performerName whose show or goal it is */
    private record NamedTicket(
            @JsonUnwrapped Ticket ticket, @Nullable String performerName) {}

    private List<NamedTicket> named(List<Ticket> tickets) {
        Map<UUID, String> names = people.displayNames(
                tickets.stream().map(ticket -> ticket.event().performerId()).collect(Collectors.toSet()));
        return tickets.stream()
                .map(ticket -> new NamedTicket(ticket, names.get(ticket.event().performerId())))
                .toList();
    }

    /** @param admitted whether the asker has a ticket */
    private record NamedEvent(
            @JsonUnwrapped Event event, @Nullable String performerName, boolean admitted) {}

    private Reply event(ApiRequest request) {
        Event event = desk.event(request.pathId("eventId"));
        if (event == null) {
            return Reply.notFound("There is no such show or goal.");
        }
        String name = people.displayNames(Set.of(event.performerId())).get(event.performerId());
        return Reply.ok(new NamedEvent(event, name, desk.admits(event.eventId(), request.userId())));
    }

    private Reply announce(ApiRequest request) {
        EventBody body = request.body(EventBody.class);
        if ((body.kind() == Kind.TICKETED) != (body.deliverMinutes() != null)) {
            return Reply.refused(
                    422,
                    "DELIVER_MINUTES",
                    "Say of a show with tickets, and of nothing else, how many minutes have to be delivered.");
        }
        long deliverMs = MINUTE_MS * Objects.requireNonNullElse(body.deliverMinutes(), 0);
        NewEvent event = new NewEvent(
                body.eventId(),
                request.userId(),
                body.kind(),
                body.title().strip(),
                body.amount(),
                deliverMs,
                body.closesAt());
        return switch (desk.announce(event)) {
            case AnnounceOutcome.Announced(Event announced) -> Reply.created(announced);
            case AnnounceOutcome.OutsideWindow(Instant from, Instant until) ->
                Reply.refused(
                        422,
                        "OUTSIDE_WINDOW",
                        "Choose an end between %s and %s.".formatted(Moments.text(from), Moments.text(until)));
            case AnnounceOutcome.Conflict() -> PurchaseReplies.of(new PurchaseRefusal.Conflict());
        };
    }

    private Reply cancel(ApiRequest request) {
        Event event = desk.cancel(request.pathId("eventId"), request.userId());
        if (event == null) {
            return Reply.notFound("There is no such show or goal of yours.");
        }
        if (event.state().equals("DONE")) {
            return Reply.refused(409, "EVENT_OVER", "This was delivered or reached; it cannot be called off any more.");
        }
        changed.accept(event.eventId());
        return Reply.ok(event);
    }

    private Reply claim(ApiRequest request) {
        TicketBody body = request.body(TicketBody.class);
        return switch (desk.claim(body.ticketId(), request.pathId("eventId"), request.userId(), body.amount())) {
            case ClaimOutcome.Claimed(Ticket ticket) ->
                Reply.created(named(List.of(ticket)).getFirst());
            case ClaimOutcome.Refused(PurchaseRefusal why) -> PurchaseReplies.of(why);
            case ClaimOutcome.AlreadyClaimed() ->
                Reply.refused(409, "ALREADY_CLAIMED", "You have a ticket for this already.");
            case ClaimOutcome.Closed() ->
                Reply.refused(409, "EVENT_OVER", "This is over or was called off; nothing is sold for it any more.");
            case ClaimOutcome.OtherPrice(Money price) ->
                Reply.refused(
                        409,
                        "PRICE_CHANGED",
                        "A ticket costs %s coins. Look at it again before buying."
                                .formatted(PurchaseReplies.coins(price)));
            case ClaimOutcome.Own() -> PurchaseReplies.toOneself();
            case ClaimOutcome.Unknown() -> Reply.notFound("There is no such show or goal.");
        };
    }

    private Reply giveBack(ApiRequest request) {
        return switch (desk.giveBack(request.pathId("ticketId"), request.userId())) {
            case GiveBackOutcome.GivenBack(Ticket ticket) -> {
                changed.accept(ticket.event().eventId());
                yield Reply.ok(named(List.of(ticket)).getFirst());
            }
            case GiveBackOutcome.TooLate() ->
                Reply.refused(
                        409,
                        "TOO_LATE",
                        "A ticket goes back before the show begins; a pledge does when its goal is not reached in time.");
            case GiveBackOutcome.Unknown() -> Reply.notFound("There is no such ticket of yours.");
        };
    }
}
