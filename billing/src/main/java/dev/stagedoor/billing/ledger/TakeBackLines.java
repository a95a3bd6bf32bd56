package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountKind.CHARGEBACK_LOSS;
import static dev.stagedoor.billing.ledger.AccountKind.COINS_EXPIRED;
import static dev.stagedoor.billing.ledger.AccountKind.COINS_ISSUED_BONUS;
import static dev.stagedoor.billing.ledger.AccountKind.COINS_ISSUED_PAID;
import static dev.stagedoor.billing.ledger.AccountKind.COINS_REDEEMED;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_SHARE;
import static dev.stagedoor.billing.ledger.AccountKind.DEFERRED_REVENUE;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_FEES;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_RECEIVABLE;
import static dev.stagedoor.billing.ledger.AccountKind.REVENUE_BREAKAGE;
import static dev.stagedoor.billing.ledger.AccountKind.REVENUE_COMMISSION;
import static dev.stagedoor.billing.ledger.AccountKind.TAX_GST_OUTPUT;
import static dev.stagedoor.billing.ledger.AccountKind.VIEWER_AVAILABLE;
import static dev.stagedoor.billing.ledger.AccountKind.VIEWER_DEBT;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The catalogue of transfers, what goes back: refunds, chargebacks, expiry, corrections. */
public final class TakeBackLines {
    private TakeBackLines() {}

    /**
     * Unused coins of a sale for their price. Tax and deferred revenue are unwound with them. The bonus of a sale goes with
     * it; if a part of it was used, its share of the price is not returned and has been earned.
     */
    public static List<Line> refund(UUID viewer, String provider, Unwinding sale) {
        long keptMinor = sale.deferredMinor() - sale.netMinor();
        if (keptMinor < 0) {
            throw new IllegalArgumentException("more is returned than was deferred: " + sale);
        }
        return coinsBack(viewer, sale)
                .house(PSP_RECEIVABLE, provider, sale.asset(), sale.priceMinor())
                .house(DEFERRED_REVENUE, sale.asset(), -sale.deferredMinor())
                .house(TAX_GST_OUTPUT, sale.asset(), -sale.taxMinor())
                .house(REVENUE_COMMISSION, sale.asset(), keptMinor)
                .list();
    }

    /**
     * Used coins given back after a complaint.
     *
     * @param clawbacks what those who earned it bear; what they do not bear remains the house's cost
     */
    public static List<Line> callRefund(UUID viewer, long coins, List<Clawback> clawbacks, Asset asset) {
        long borneMinor = clawbacks.stream().mapToLong(Clawback::totalMinor).reduce(0, Math::addExact);
        return new LineList()
                .house(COINS_REDEEMED, Asset.COIN, -coins)
                .coins(VIEWER_AVAILABLE, viewer, coins)
                .takeBack(clawbacks, asset)
                .house(CREATOR_SHARE, asset, borneMinor)
                .list();
    }

    /**
     * The bank took a payment back. What is left of its coins goes, and the revenue and tax that stood for them; the rest
     * of the price is borne by those who earned it, by the viewer as a debt, and by the house.
     *
     * @param unspent what is left of the sale; its price is the part of the price that stands for the coins left
     * @param disputedMinor what the bank took, tax included
     * @param debtMinor the viewer owes
     */
    public static List<Line> chargeback(
            UUID viewer,
            String provider,
            Unwinding unspent,
            long disputedMinor,
            List<Clawback> clawbacks,
            long debtMinor) {
        Asset asset = unspent.asset();
        long borneMinor = clawbacks.stream().mapToLong(Clawback::totalMinor).reduce(debtMinor, Math::addExact);
        long lossMinor = disputedMinor - unspent.deferredMinor() - unspent.taxMinor() - borneMinor;
        if (lossMinor < 0 || debtMinor < 0) {
            throw new IllegalArgumentException(
                    "a chargeback of %d of which %s and %d are borne".formatted(disputedMinor, unspent, borneMinor));
        }
        return coinsBack(viewer, unspent)
                .house(PSP_RECEIVABLE, provider, asset, disputedMinor)
                .house(DEFERRED_REVENUE, asset, -unspent.deferredMinor())
                .house(TAX_GST_OUTPUT, asset, -unspent.taxMinor())
                .takeBack(clawbacks, asset)
                .line(AccountRef.payee(VIEWER_DEBT, viewer, asset), -debtMinor)
                .house(CHARGEBACK_LOSS, asset, -lossMinor)
                .list();
    }

    /** What the provider takes for a dispute, whoever wins it. */
    public static List<Line> chargebackFee(String provider, Asset asset, long feeMinor) {
        return new LineList()
                .house(PSP_FEES, asset, -feeMinor)
                .house(PSP_RECEIVABLE, provider, asset, feeMinor)
                .list();
    }

    /** Coins whose time is over; what was received for them is earned without a service. */
    public static List<Line> expire(UUID viewer, long coins, Money breakage) {
        return new LineList()
                .coins(VIEWER_AVAILABLE, viewer, -coins)
                .house(COINS_EXPIRED, Asset.COIN, coins)
                .house(DEFERRED_REVENUE, breakage.asset(), -breakage.amountMinor())
                .house(REVENUE_BREAKAGE, breakage.asset(), breakage.amountMinor())
                .list();
    }

    /** Any lines that two people stand for; throws unless they sum to zero in every asset. */
    public static List<Line> adjust(List<Line> lines) {
        Map<Asset, Long> sums = new EnumMap<>(Asset.class);
        lines.forEach(line -> sums.merge(line.account().asset(), line.amountMinor(), Math::addExact));
        if (lines.size() < 2 || sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new IllegalArgumentException("an adjustment that does not balance: " + sums);
        }
        return List.copyOf(lines);
    }

    /** The same lines with their signs turned: what takes a transfer back as a whole. */
    public static List<Line> reverse(List<Line> lines) {
        return lines.stream()
                .map(line -> new Line(line.account(), Math.negateExact(line.amountMinor())))
                .toList();
    }

    private static LineList coinsBack(UUID viewer, Unwinding sale) {
        return new LineList()
                .coins(VIEWER_AVAILABLE, viewer, -Math.addExact(sale.paidCoins(), sale.bonusCoins()))
                .house(COINS_ISSUED_PAID, Asset.COIN, sale.paidCoins())
                .house(COINS_ISSUED_BONUS, Asset.COIN, sale.bonusCoins());
    }
}
