package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountKind.COINS_REDEEMED;
import static dev.stagedoor.billing.ledger.AccountKind.ESCROW_EVENT;
import static dev.stagedoor.billing.ledger.AccountKind.VIEWER_AVAILABLE;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of transfers, subscriptions: the coins of a month wait in escrow while it lasts, as those of a ticket do. A
 * fan club's performer is owed the share from the start of the month; a plan of the house has no performer.
 */
public final class SubscriptionLines {
    private SubscriptionLines() {}

    /** A month paid in advance. */
    public static List<Line> pay(UUID viewer, UUID subscription, long coins, @Nullable Payees payees, Share share) {
        LineList lines =
                new LineList().coins(VIEWER_AVAILABLE, viewer, -coins).coins(ESCROW_EVENT, subscription, coins);
        return payees == null ? lines.list() : lines.earn(payees, share).list();
    }

    /** A plan's free minutes, as coins; what they cost the house is recognised when they are spent. */
    public static List<Line> allow(UUID viewer, long coins) {
        return TransferLines.promo(viewer, coins);
    }

    /** The month, or a part of it, is over: its coins are used. */
    public static List<Line> use(UUID subscription, long coins) {
        return new LineList()
                .coins(ESCROW_EVENT, subscription, -coins)
                .house(COINS_REDEEMED, Asset.COIN, coins)
                .list();
    }

    /** What was not used of a month goes back, and the performer's share of it with it. */
    public static List<Line> refund(UUID viewer, UUID subscription, long coins, @Nullable Payees payees, Share share) {
        LineList lines =
                new LineList().coins(ESCROW_EVENT, subscription, -coins).coins(VIEWER_AVAILABLE, viewer, coins);
        return payees == null
                ? lines.list()
                : lines.earn(payees, Share.NONE.minus(share)).list();
    }
}
