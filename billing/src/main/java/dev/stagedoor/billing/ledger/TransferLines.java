package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountKind.COINS_ISSUED_BONUS;
import static dev.stagedoor.billing.ledger.AccountKind.COINS_ISSUED_PAID;
import static dev.stagedoor.billing.ledger.AccountKind.COINS_ISSUED_PROMO;
import static dev.stagedoor.billing.ledger.AccountKind.COINS_REDEEMED;
import static dev.stagedoor.billing.ledger.AccountKind.DEFERRED_REVENUE;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_RECEIVABLE;
import static dev.stagedoor.billing.ledger.AccountKind.TAX_GST_OUTPUT;
import static dev.stagedoor.billing.ledger.AccountKind.VIEWER_AVAILABLE;
import static dev.stagedoor.billing.ledger.AccountKind.VIEWER_HELD;

import java.util.List;
import java.util.UUID;

/**
 * The catalogue of transfers, first part: coins come, wait in a hold, and are used. Each method gives the lines of one kind
 * of transfer, credit positive, summing to zero in every asset; amounts that come to nothing leave no line. The rest of the
 * catalogue stands in {@link EscrowLines}, {@link SubscriptionLines}, {@link EarningLines}, {@link PayoutLines} and {@link
 * TakeBackLines}.
 */
public final class TransferLines {
    private TransferLines() {}

    /**
     * Coins sold for real money: the house owes the coins, the provider owes the price, the tax office its part, and what
     * is left is revenue deferred until the coins are used.
     */
    public static List<Line> purchase(UUID viewer, String provider, Sale sale) {
        Asset fiat = sale.asset();
        return new LineList()
                .house(COINS_ISSUED_PAID, Asset.COIN, -sale.paidCoins())
                .house(COINS_ISSUED_BONUS, Asset.COIN, -sale.bonusCoins())
                .coins(VIEWER_AVAILABLE, viewer, Math.addExact(sale.paidCoins(), sale.bonusCoins()))
                .line(new AccountRef(PSP_RECEIVABLE, null, provider, fiat), -sale.priceMinor())
                .house(DEFERRED_REVENUE, fiat, sale.priceMinor() - sale.taxMinor())
                .house(TAX_GST_OUTPUT, fiat, sale.taxMinor())
                .list();
    }

    /** Coins given away; what they cost the house is recognised when they are spent. */
    public static List<Line> promo(UUID viewer, long coins) {
        return new LineList()
                .house(COINS_ISSUED_PROMO, Asset.COIN, -coins)
                .coins(VIEWER_AVAILABLE, viewer, coins)
                .list();
    }

    /** Coins set aside for a call; an extension is the same again. */
    public static List<Line> hold(UUID viewer, long coins) {
        return new LineList()
                .coins(VIEWER_AVAILABLE, viewer, -coins)
                .coins(VIEWER_HELD, viewer, coins)
                .list();
    }

    /** Coins set aside that were not needed. */
    public static List<Line> release(UUID viewer, long coins) {
        return new LineList()
                .coins(VIEWER_HELD, viewer, -coins)
                .coins(VIEWER_AVAILABLE, viewer, coins)
                .list();
    }

    /** Held coins used; the performer's side is owed its share in real money. */
    public static List<Line> capture(UUID viewer, Payees payees, long coins, Share share) {
        return new LineList()
                .coins(VIEWER_HELD, viewer, -coins)
                .house(COINS_REDEEMED, Asset.COIN, coins)
                .earn(payees, share)
                .list();
    }

    /** Free coins used at once: a tip or a gift. */
    public static List<Line> tip(UUID viewer, Payees payees, long coins, Share share) {
        return new LineList()
                .coins(VIEWER_AVAILABLE, viewer, -coins)
                .house(COINS_REDEEMED, Asset.COIN, coins)
                .earn(payees, share)
                .list();
    }

    /** Captured coins given back, and the share taken back with them. */
    public static List<Line> callRefund(UUID viewer, Payees payees, long coins, Share share) {
        return new LineList()
                .house(COINS_REDEEMED, Asset.COIN, -coins)
                .coins(VIEWER_AVAILABLE, viewer, coins)
                .earn(payees, Share.NONE.minus(share))
                .list();
    }
}
