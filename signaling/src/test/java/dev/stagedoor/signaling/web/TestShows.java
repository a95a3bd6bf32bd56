package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.ShowDesk;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A desk that keeps what is announced and who has tickets, and answers what the test wants. */
final class TestShows implements ShowDesk {
    private final ConcurrentHashMap<UUID, Event> events = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, UUID> owners = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Ticket> tickets = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, TipGoal> goals = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, List<MenuItem>> menus = new ConcurrentHashMap<>();
    volatile @Nullable AnnounceOutcome announced;
    volatile @Nullable ClaimOutcome claimed;
    volatile @Nullable GiveBackOutcome givenBack;
    volatile @Nullable NewEvent asked;
    volatile boolean acceptsMenus = true;

    private static Event event(NewEvent wish, String state) {
        return new Event(
                wish.eventId(),
                wish.performerId(),
                wish.kind(),
                wish.title(),
                wish.amount(),
                new Money(0, "COIN"),
                wish.deliverMs(),
                0,
                wish.closesAt(),
                state);
    }

    @Override
    public List<Event> events(UUID performerId) {
        return events.values().stream()
                .filter(event -> event.performerId().equals(performerId))
                .toList();
    }

    @Override
    public @Nullable Event event(UUID eventId) {
        return events.get(eventId);
    }

    @Override
    public boolean admits(UUID eventId, UUID viewerId) {
        return tickets.values().stream()
                .anyMatch(ticket -> ticket.event().eventId().equals(eventId)
                        && ticket.state().equals("HELD")
                        && viewerId.equals(owners.get(ticket.ticketId())));
    }

    @Override
    public @Nullable Event delivered(UUID eventId, long deliveredMs) {
        return events.get(eventId);
    }

    @Override
    public AnnounceOutcome announce(NewEvent wish) {
        asked = wish;
        AnnounceOutcome wanted = announced;
        if (wanted != null) {
            return wanted;
        }
        Event event = event(wish, wish.title().equals("Over") ? "DONE" : "OPEN");
        events.put(wish.eventId(), event);
        return new AnnounceOutcome.Announced(event);
    }

    @Override
    public @Nullable Event cancel(UUID eventId, UUID performerId) {
        Event event = events.get(eventId);
        return event == null || !event.performerId().equals(performerId) ? null : event;
    }

    @Override
    public ClaimOutcome claim(UUID ticketId, UUID eventId, UUID viewerId, Money amount) {
        ClaimOutcome wanted = claimed;
        Event event = events.get(eventId);
        if (wanted != null || event == null) {
            return wanted == null ? new ClaimOutcome.Unknown() : wanted;
        }
        Ticket ticket = new Ticket(ticketId, event, amount, "HELD", Instant.EPOCH);
        tickets.put(ticketId, ticket);
        owners.put(ticketId, viewerId);
        return new ClaimOutcome.Claimed(ticket);
    }

    @Override
    public GiveBackOutcome giveBack(UUID ticketId, UUID viewerId) {
        Ticket ticket = tickets.get(ticketId);
        if (ticket == null || !viewerId.equals(owners.get(ticketId))) {
            return new GiveBackOutcome.Unknown();
        }
        GiveBackOutcome wanted = givenBack;
        return wanted == null ? new GiveBackOutcome.GivenBack(ticket) : wanted;
    }

    @Override
    public List<Ticket> tickets(UUID viewerId) {
        return tickets.values().stream()
                .filter(ticket -> viewerId.equals(owners.get(ticket.ticketId())))
                .toList();
    }

    @Override
    public @Nullable TipGoal tipGoal(UUID performerId) {
        return goals.get(performerId);
    }

    @Override
    public void setTipGoal(UUID performerId, UUID goalId, String title, Money target) {
        goals.put(performerId, new TipGoal(goalId, title, target, new Money(0, "COIN")));
    }

    @Override
    public void closeTipGoal(UUID performerId) {
        goals.remove(performerId);
    }

    @Override
    public List<MenuItem> tipMenu(UUID performerId) {
        return menus.getOrDefault(performerId, List.of());
    }

    @Override
    public boolean putTipMenu(UUID performerId, List<MenuItem> items) {
        if (acceptsMenus) {
            menus.put(performerId, items);
        }
        return acceptsMenus;
    }
}
