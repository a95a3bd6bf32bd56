package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.ShowDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows that a test has put in, who has tickets, and what was reported as delivered. Nothing is sold here. */
final class FakeShows implements ShowDesk {
    private final Map<UUID, Event> events = new HashMap<>();
    final Set<UUID> holders = new HashSet<>();
    final List<Long> reports = new ArrayList<>();

    static Event show(UUID id, UUID performerId, Kind kind, String state, long deliverMs, long deliveredMs) {
        Money price = new Money(30_000, "COIN");
        return new Event(
                id, performerId, kind, "Ragas at dusk", price, price, deliverMs, deliveredMs, Instant.MAX, state);
    }

    void put(Event event) {
        events.put(event.eventId(), event);
    }

    @Override
    public @Nullable Event event(UUID eventId) {
        return events.get(eventId);
    }

    @Override
    public boolean admits(UUID eventId, UUID viewerId) {
        return holders.contains(viewerId);
    }

    @Override
    public @Nullable Event delivered(UUID eventId, long deliveredMs) {
        reports.add(deliveredMs);
        return events.get(eventId);
    }

    @Override
    public List<Event> events(UUID performerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AnnounceOutcome announce(NewEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Event cancel(UUID eventId, UUID performerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClaimOutcome claim(UUID ticketId, UUID eventId, UUID viewerId, Money amount) {
        throw new UnsupportedOperationException();
    }

    @Override
    public GiveBackOutcome giveBack(UUID ticketId, UUID viewerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Ticket> tickets(UUID viewerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable TipGoal tipGoal(UUID performerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setTipGoal(UUID performerId, UUID goalId, String title, Money target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void closeTipGoal(UUID performerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MenuItem> tipMenu(UUID performerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean putTipMenu(UUID performerId, List<MenuItem> items) {
        throw new UnsupportedOperationException();
    }
}
