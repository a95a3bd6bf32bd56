package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.shows.EscrowEvent.Kind;
import java.time.Instant;
import java.util.UUID;

/** Ticketed shows and streams that are paid by the view. The coins are the performer's when the show has been delivered. */
public final class Tickets {
    private final Escrow escrow;
    private final EscrowStore store;

    Tickets(Escrow escrow, EscrowStore store) {
        this.escrow = escrow;
        this.store = store;
    }

    /**
     * Announces a show; the id makes a repeat harmless.
     *
     * @param deliverMs delivered time after which the tickets are earned
     * @param deliverBy what is not delivered by then is cancelled and paid back
     */
    public EventOutcome announce(
            UUID showId, UUID performerId, String title, Money price, long deliverMs, Instant deliverBy) {
        return escrow.open(event(showId, performerId, Kind.TICKETED, title, price, deliverMs, deliverBy));
    }

    /** Announces a stream that is earned with its first moment, and sold until it closes. */
    public EventOutcome announcePayPerView(UUID showId, UUID performerId, String title, Money price, Instant closesAt) {
        return escrow.open(event(showId, performerId, Kind.PAY_PER_VIEW, title, price, 0, closesAt));
    }

    /** Buys a ticket; its id makes a repeat harmless. */
    public ClaimOutcome buy(UUID ticketId, UUID showId, UUID viewerId) {
        EscrowEvent show = store.find(showId);
        Money price = show == null ? null : show.price();
        return price == null ? new ClaimOutcome.Unknown() : escrow.claim(ticketId, showId, viewerId, price);
    }

    /** Gives a ticket back before anything was delivered; false afterwards. */
    public boolean giveBack(UUID ticketId, UUID viewerId) {
        return escrow.giveBack(ticketId, viewerId);
    }

    /** Whether a viewer may come in. */
    public boolean admits(UUID showId, UUID viewerId) {
        return store.hasClaim(showId, viewerId);
    }

    /** Takes the cumulative time that was delivered of a show. */
    public void delivered(UUID showId, long deliveredMs) {
        escrow.delivered(showId, deliveredMs);
    }

    private static EscrowEvent event(
            UUID showId, UUID performerId, Kind kind, String title, Money price, long deliverMs, Instant closesAt) {
        return new EscrowEvent(
                showId,
                performerId,
                kind,
                title,
                price,
                null,
                deliverMs,
                0,
                Money.coins(0),
                closesAt,
                EscrowEvent.State.OPEN);
    }
}
