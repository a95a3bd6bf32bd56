package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What signalling asks of billing about shows with tickets, goals of a crowd, and what performers show to those who tip. Ids
 * of new things come from the client and make a repeat harmless. Methods may block.
 */
public interface ShowDesk {
    /** A performer's shows and goals, newest first, decided ones included. */
    List<Event> events(UUID performerId);

    /** A show or goal, null if there is none. */
    @Nullable
    Event event(UUID eventId);

    /** Whether a viewer has paid for a show and did not get it back. */
    boolean admits(UUID eventId, UUID viewerId);

    /**
     * Takes the cumulative time that was delivered of a show; enough of it makes the tickets the performer's. Answers how the
     * show stands then; null if there is none.
     */
    @Nullable
    Event delivered(UUID eventId, long deliveredMs);

    /** Announces a show, or sets a goal. */
    AnnounceOutcome announce(NewEvent event);

    /** Calls a show or goal off: everything paid for it goes back. Null if it is not this performer's. */
    @Nullable
    Event cancel(UUID eventId, UUID performerId);

    /** Buys a ticket, or pledges that much to a goal. */
    ClaimOutcome claim(UUID ticketId, UUID eventId, UUID viewerId, Money amount);

    /** Gives a ticket back. */
    GiveBackOutcome giveBack(UUID ticketId, UUID viewerId);

    /** A viewer's tickets and pledges, newest first. */
    List<Ticket> tickets(UUID viewerId);

    /** A performer's tip goal, null if there is none. */
    @Nullable
    TipGoal tipGoal(UUID performerId);

    /** Sets a tip goal; its progress begins at zero. */
    void setTipGoal(UUID performerId, UUID goalId, String title, Money target);

    /** Takes the tip goal down. */
    void closeTipGoal(UUID performerId);

    /** A performer's tip menu, empty if there is none. */
    List<MenuItem> tipMenu(UUID performerId);

    /** Puts a menu up; false, and nothing changes, if an item has no title or there are too many. */
    boolean putTipMenu(UUID performerId, List<MenuItem> items);

    /** What coins are collected for. */
    enum Kind {
        TICKETED,
        PAY_PER_VIEW,
        CROWD_GOAL
    }

    /**
     * Something to be announced.
     *
     * @param amount price of a ticket or view, target of a goal
     * @param deliverMs delivered time after which tickets are earned; 0 for anything else
     * @param closesAt what is not delivered or reached by then is paid back
     */
    record NewEvent(
            UUID eventId, UUID performerId, Kind kind, String title, Money amount, long deliverMs, Instant closesAt) {}

    /**
     * A show or goal.
     *
     * @param amount price of a ticket or view, target of a goal
     * @param collected paid or pledged, and not given back
     * @param deliverMs delivered time after which tickets are earned; 0 for anything else
     * @param deliveredMs so far
     * @param state OPEN, DONE or CANCELLED
     */
    record Event(
            UUID eventId,
            UUID performerId,
            Kind kind,
            String title,
            Money amount,
            Money collected,
            long deliverMs,
            long deliveredMs,
            Instant closesAt,
            String state) {}

    /** @param state HELD, DONE or CANCELLED */
    record Ticket(UUID ticketId, Event event, Money amount, String state, Instant createdAt) {}

    /** @param tipped since it was set */
    record TipGoal(UUID goalId, String title, Money target, Money tipped) {}

    /** One line of a tip menu. */
    record MenuItem(String title, Money price) {}

    /** How announcing ended. */
    sealed interface AnnounceOutcome {
        record Announced(Event event) implements AnnounceOutcome {}

        /** It has to end within these times. */
        record OutsideWindow(Instant from, Instant until) implements AnnounceOutcome {}

        record Conflict() implements AnnounceOutcome {}
    }

    /** How buying or pledging ended. */
    sealed interface ClaimOutcome {
        record Claimed(Ticket ticket) implements ClaimOutcome {}

        record Refused(PurchaseRefusal why) implements ClaimOutcome {}

        /** One ticket is enough. */
        record AlreadyClaimed() implements ClaimOutcome {}

        /** Over, cancelled or past its deadline. */
        record Closed() implements ClaimOutcome {}

        /** @param price what a ticket costs instead */
        record OtherPrice(Money price) implements ClaimOutcome {}

        /** The buyer is who sells. */
        record Own() implements ClaimOutcome {}

        record Unknown() implements ClaimOutcome {}
    }

    /** How giving back ended. */
    sealed interface GiveBackOutcome {
        record GivenBack(Ticket ticket) implements GiveBackOutcome {}

        /** The show has begun, or it is a pledge, which waits for its goal. */
        record TooLate() implements GiveBackOutcome {}

        record Unknown() implements GiveBackOutcome {}
    }
}
