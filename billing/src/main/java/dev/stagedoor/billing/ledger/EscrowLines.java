package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountKind.COINS_REDEEMED;
import static dev.stagedoor.billing.ledger.AccountKind.ESCROW_EVENT;
import static dev.stagedoor.billing.ledger.AccountKind.VIEWER_AVAILABLE;

import java.util.List;
import java.util.UUID;

/**
 * The catalogue of transfers, escrow: coins that wait for an event, a ticketed show or a crowd goal. The transfer's session
 * is the ticket or the pledge, one id for its purchase and for what becomes of it; the database remembers under that id
 * which coins they were.
 */
public final class EscrowLines {
    private EscrowLines() {}

    /** Coins paid for a ticket or pledged to a goal. */
    public static List<Line> buy(UUID viewer, UUID event, long coins) {
        return new LineList()
                .coins(VIEWER_AVAILABLE, viewer, -coins)
                .coins(ESCROW_EVENT, event, coins)
                .list();
    }

    /** The event took place: the coins are used, the performer's side is owed its share. */
    public static List<Line> done(UUID event, Payees payees, long coins, Share share) {
        return new LineList()
                .coins(ESCROW_EVENT, event, -coins)
                .house(COINS_REDEEMED, Asset.COIN, coins)
                .earn(payees, share)
                .list();
    }

    /** The event did not take place, or the ticket was given back: the same coins return. */
    public static List<Line> cancel(UUID viewer, UUID event, long coins) {
        return new LineList()
                .coins(ESCROW_EVENT, event, -coins)
                .coins(VIEWER_AVAILABLE, viewer, coins)
                .list();
    }
}
