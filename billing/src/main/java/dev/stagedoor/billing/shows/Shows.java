package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.pricing.Tariffs;

/** Everything a performer sells besides calls. */
public final class Shows {
    private final PrivateShows privates;
    private final GroupShows groups;
    private final Escrow escrow;
    private final Tickets tickets;
    private final CrowdGoals crowdGoals;
    private final TipBoard tipBoard;
    private final Bookings bookings;

    public Shows(Metering metering, Stores stores, ShowTerms terms, Tariffs tariffs, MeteringContext context) {
        privates = new PrivateShows(metering, terms);
        groups = new GroupShows(stores.groups(), metering, terms);
        escrow = new Escrow(stores.escrow(), tariffs, terms.aheadMs(), context);
        tickets = new Tickets(escrow, stores.escrow());
        crowdGoals = new CrowdGoals(escrow, stores.escrow());
        tipBoard = new TipBoard(stores.tipBoard());
        bookings = new Bookings(stores.bookings(), metering, terms, context);
    }

    /** Where shows are kept. */
    public record Stores(GroupShowStore groups, EscrowStore escrow, TipBoardStore tipBoard, BookingStore bookings) {}

    /** Private shows, those who look on, sessions for one price. */
    public PrivateShows privates() {
        return privates;
    }

    /** Group shows. */
    public GroupShows groups() {
        return groups;
    }

    /** Tickets and views. */
    public Tickets tickets() {
        return tickets;
    }

    /** Goals that are reached altogether or not at all. */
    public CrowdGoals crowdGoals() {
        return crowdGoals;
    }

    /** Shows and goals that coins wait for. */
    public Escrow escrow() {
        return escrow;
    }

    /** Sessions that are agreed for a time to come. */
    public Bookings bookings() {
        return bookings;
    }

    /** Tip goals and tip menus. */
    public TipBoard tipBoard() {
        return tipBoard;
    }
}
