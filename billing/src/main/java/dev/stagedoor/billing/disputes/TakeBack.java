package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.ledger.Clawback;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.Lot;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.Unwinding;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic of what goes back, without a database. */
public final class TakeBack {
    private TakeBack() {}

    /** What one payee has earned, and what of it is still there to be taken. */
    public record Earned(Earner earner, long earnedMinor, long pendingMinor, long availableMinor) {}

    /**
     * What is refunded of a sale: the part of its price that its unused coins are of all its coins, and never more than is
     * still deferred for them. The tax goes back in the same proportion.
     *
     * @param left the sale's lots that are not used up
     */
    public static Unwinding refund(Sale sale, List<Lot> left) {
        long paid = free(left, LotClass.PAID);
        long bonus = free(left, LotClass.BONUS);
        long deferredMinor = deferredMinor(left, paid);
        long all = Math.addExact(sale.paidCoins(), sale.bonusCoins());
        long netMinor = Math.min(Math.multiplyExact(net(sale), paid + bonus) / all, deferredMinor);
        long taxMinor = taxOf(sale, netMinor);
        return new Unwinding(sale.asset(), paid, bonus, deferredMinor, netMinor + taxMinor, taxMinor);
    }

    /**
     * What is left to be taken when the bank takes a sale's price back: all free coins, or the part of them that the disputed
     * part of the price stands for.
     *
     * @param standingMinor of the price, what has not gone back before; its last part takes the last of the bonus with it
     */
    public static Unwinding chargeback(Sale sale, List<Lot> left, long disputedMinor, long standingMinor) {
        long paid = free(left, LotClass.PAID);
        long worthMinor = deferredMinor(left, paid) + taxOf(sale, deferredMinor(left, paid));
        if (worthMinor > disputedMinor) {
            paid = Math.multiplyExact(paid, disputedMinor) / worthMinor;
        }
        long bonus = free(left, LotClass.BONUS);
        if (standingMinor > disputedMinor) {
            bonus = Math.multiplyExact(bonus, disputedMinor) / standingMinor;
        }
        long deferredMinor = deferredMinor(left, paid);
        long taxMinor = taxOf(sale, deferredMinor);
        return new Unwinding(sale.asset(), paid, bonus, deferredMinor, deferredMinor + taxMinor, taxMinor);
    }

    /** Takes up to so much from those who earned it, from what is pending first; never more than they have. */
    public static List<Clawback> clawbacks(List<Earned> earned, long limitMinor) {
        List<Clawback> clawbacks = new ArrayList<>();
        long left = limitMinor;
        for (Earned each : earned) {
            long wanted = Math.min(each.earnedMinor(), left);
            long pending = Math.min(wanted, Math.max(each.pendingMinor(), 0));
            long available = Math.min(wanted - pending, Math.max(each.availableMinor(), 0));
            if (pending + available > 0) {
                clawbacks.add(new Clawback(each.earner(), pending, available));
                left -= pending + available;
            }
        }
        return clawbacks;
    }

    /** The coins of an unwinding as what is taken of their grant. */
    public static List<LotGrant> taken(Unwinding unwinding) {
        List<LotGrant> taken = new ArrayList<>();
        if (unwinding.paidCoins() > 0) {
            taken.add(LotGrant.taken(LotClass.PAID, unwinding.paidCoins(), unwinding.asset()));
        }
        if (unwinding.bonusCoins() > 0) {
            taken.add(LotGrant.taken(LotClass.BONUS, unwinding.bonusCoins(), unwinding.asset()));
        }
        return taken;
    }

    private static long net(Sale sale) {
        return sale.priceMinor() - sale.taxMinor();
    }

    private static long taxOf(Sale sale, long netMinor) {
        return Math.multiplyExact(sale.taxMinor(), netMinor) / net(sale);
    }

    private static long free(List<Lot> lots, LotClass lotClass) {
        return lots.stream()
                .filter(lot -> lot.lotClass() == lotClass)
                .mapToLong(Lot::free)
                .reduce(0, Math::addExact);
    }

    private static long deferredMinor(List<Lot> lots, long paidCoins) {
        return lots.stream()
                .filter(lot -> lot.lotClass() == LotClass.PAID)
                .mapToLong(lot -> lot.costMinorOf(Math.min(paidCoins, lot.free())))
                .reduce(0, Math::addExact);
    }
}
