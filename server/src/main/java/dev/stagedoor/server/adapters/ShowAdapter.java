package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.words;
import static java.util.Objects.requireNonNull;

import dev.stagedoor.billing.shows.Claim;
import dev.stagedoor.billing.shows.EscrowEvent;
import dev.stagedoor.billing.shows.EventOutcome;
import dev.stagedoor.billing.shows.Shows;
import dev.stagedoor.billing.shows.TipMenu;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PurchaseRefusal;
import dev.stagedoor.signaling.ShowDesk;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows, goals and tip boards, as signalling sees them, kept by billing. */
public final class ShowAdapter implements ShowDesk {
    private final Shows shows;

    /** Over what billing sells besides calls. */
    public ShowAdapter(Shows shows) {
        this.shows = shows;
    }

    @Override
    public List<Event> events(UUID performerId) {
        return shows.escrow().ofPerformer(performerId).stream()
                .map(ShowAdapter::event)
                .toList();
    }

    @Override
    public @Nullable Event event(UUID eventId) {
        EscrowEvent event = shows.escrow().event(eventId);
        return event == null ? null : event(event);
    }

    @Override
    public boolean admits(UUID eventId, UUID viewerId) {
        return shows.tickets().admits(eventId, viewerId);
    }

    @Override
    public @Nullable Event delivered(UUID eventId, long deliveredMs) {
        shows.tickets().delivered(eventId, deliveredMs);
        return event(eventId);
    }

    @Override
    public AnnounceOutcome announce(NewEvent wish) {
        var amount = money(wish.amount());
        EventOutcome outcome = switch (wish.kind()) {
            case TICKETED ->
                shows.tickets()
                        .announce(
                                wish.eventId(),
                                wish.performerId(),
                                wish.title(),
                                amount,
                                wish.deliverMs(),
                                wish.closesAt());
            case PAY_PER_VIEW ->
                shows.tickets()
                        .announcePayPerView(wish.eventId(), wish.performerId(), wish.title(), amount, wish.closesAt());
            case CROWD_GOAL ->
                shows.crowdGoals().set(wish.eventId(), wish.performerId(), wish.title(), amount, wish.closesAt());
        };
        return switch (outcome) {
            case EventOutcome.Announced announced -> new AnnounceOutcome.Announced(event(announced.event()));
            case EventOutcome.OutsideWindow window -> new AnnounceOutcome.OutsideWindow(window.from(), window.until());
            case EventOutcome.Conflict _ -> new AnnounceOutcome.Conflict();
        };
    }

    @Override
    public @Nullable Event cancel(UUID eventId, UUID performerId) {
        EscrowEvent event = shows.escrow().event(eventId);
        if (event == null || !event.performerId().equals(performerId)) {
            return null;
        }
        shows.escrow().cancel(eventId);
        return event(requireNonNull(shows.escrow().event(eventId)));
    }

    @Override
    public ClaimOutcome claim(UUID ticketId, UUID eventId, UUID viewerId, Money amount) {
        EscrowEvent event = shows.escrow().event(eventId);
        if (event == null) {
            return new ClaimOutcome.Unknown();
        }
        if (event.performerId().equals(viewerId)) {
            return new ClaimOutcome.Own();
        }
        var price = event.price();
        if (price != null && !price.equals(money(amount))) {
            return new ClaimOutcome.OtherPrice(money(price));
        }
        var outcome = price == null
                ? shows.crowdGoals().pledge(ticketId, eventId, viewerId, money(amount))
                : shows.tickets().buy(ticketId, eventId, viewerId);
        return switch (outcome) {
            case dev.stagedoor.billing.shows.ClaimOutcome.Claimed _ ->
                new ClaimOutcome.Claimed(ticket(requireNonNull(shows.escrow().claim(ticketId, viewerId))));
            case dev.stagedoor.billing.shows.ClaimOutcome.InsufficientFunds poor ->
                new ClaimOutcome.Refused(
                        new PurchaseRefusal.InsufficientFunds(money(poor.required()), money(poor.available())));
            case dev.stagedoor.billing.shows.ClaimOutcome.Limited limited ->
                new ClaimOutcome.Refused(new PurchaseRefusal.Limited(words(limited.why())));
            case dev.stagedoor.billing.shows.ClaimOutcome.Conflict _ ->
                new ClaimOutcome.Refused(new PurchaseRefusal.Conflict());
            case dev.stagedoor.billing.shows.ClaimOutcome.AlreadyClaimed _ -> new ClaimOutcome.AlreadyClaimed();
            case dev.stagedoor.billing.shows.ClaimOutcome.Closed _ -> new ClaimOutcome.Closed();
            case dev.stagedoor.billing.shows.ClaimOutcome.Unknown _ -> new ClaimOutcome.Unknown();
        };
    }

    @Override
    public GiveBackOutcome giveBack(UUID ticketId, UUID viewerId) {
        boolean back = shows.tickets().giveBack(ticketId, viewerId);
        Claim claim = shows.escrow().claim(ticketId, viewerId);
        if (claim == null) {
            return new GiveBackOutcome.Unknown();
        }
        return back ? new GiveBackOutcome.GivenBack(ticket(claim)) : new GiveBackOutcome.TooLate();
    }

    @Override
    public List<Ticket> tickets(UUID viewerId) {
        return shows.escrow().ofViewer(viewerId).stream().map(this::ticket).toList();
    }

    @Override
    public @Nullable TipGoal tipGoal(UUID performerId) {
        var goal = shows.tipBoard().goal(performerId);
        return goal == null
                ? null
                : new TipGoal(goal.goalId(), goal.title(), money(goal.target()), money(goal.tipped()));
    }

    @Override
    public void setTipGoal(UUID performerId, UUID goalId, String title, Money target) {
        shows.tipBoard().setGoal(goalId, performerId, title, money(target));
    }

    @Override
    public void closeTipGoal(UUID performerId) {
        shows.tipBoard().closeGoal(performerId);
    }

    @Override
    public List<MenuItem> tipMenu(UUID performerId) {
        return shows.tipBoard().menu(performerId).items().stream()
                .map(item -> new MenuItem(item.title(), money(item.price())))
                .toList();
    }

    @Override
    public boolean putTipMenu(UUID performerId, List<MenuItem> items) {
        return shows.tipBoard()
                .putMenu(
                        performerId,
                        new TipMenu(items.stream()
                                .map(item -> new TipMenu.Item(item.title(), money(item.price())))
                                .toList()));
    }

    private Ticket ticket(Claim claim) {
        return new Ticket(
                claim.claimId(),
                event(requireNonNull(shows.escrow().event(claim.eventId()))),
                money(claim.amount()),
                claim.state().name(),
                claim.createdAt());
    }

    private static Event event(EscrowEvent event) {
        var price = event.price();
        return new Event(
                event.eventId(),
                event.performerId(),
                Kind.valueOf(event.kind().name()),
                event.title(),
                money(price == null ? requireNonNull(event.target()) : price),
                money(event.collected()),
                event.deliverMs(),
                event.deliveredMs(),
                event.closesAt(),
                event.state().name());
    }
}
