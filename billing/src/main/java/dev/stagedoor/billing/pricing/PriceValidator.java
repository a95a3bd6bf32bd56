package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.pricing.PriceList.ChannelFee;
import dev.stagedoor.billing.pricing.PriceList.PackagePrice;
import dev.stagedoor.billing.pricing.PriceList.Plan;
import dev.stagedoor.billing.pricing.PriceList.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a price list earns. A coin costs the house the performer's share when it is spent; whatever a package
 * brings in per coin, after the tax inside its price, the channel's fee, and the commission of who brought the buyer, has to
 * cover that and a margin. Every buyer may have been brought by somebody, so the commission always counts. Bonus coins and
 * discounts make more coins of the same money, which is how a price list comes to lose some on each.
 */
public final class PriceValidator {
    private static final long WHOLE = 10_000;
    private static final long MILLI = 1_000;

    private PriceValidator() {}

    /** Every package, without and with every plan, through every channel, in this order. */
    public static List<NetPerCoin> check(PriceList list) {
        List<NetPerCoin> nets = new ArrayList<>();
        long required = requiredMilli(list);
        for (PackagePrice offer : list.packages()) {
            for (ChannelFee fee : list.fees()) {
                nets.add(net(list, offer, null, fee, required));
                list.plans().forEach(plan -> nets.add(net(list, offer, plan, fee, required)));
            }
        }
        return nets;
    }

    /** Those that earn too little. */
    public static List<NetPerCoin> tooLow(PriceList list) {
        return check(list).stream().filter(net -> !net.isEnough()).toList();
    }

    private static NetPerCoin net(
            PriceList list, PackagePrice offer, @Nullable Plan plan, ChannelFee fee, long requiredMilli) {
        long priceMinor = offer.priceMinor();
        long coins = Math.addExact(offer.paidCoins(), offer.bonusCoins());
        if (plan != null) {
            long kept = WHOLE - plan.discountBasisPoints();
            switch (plan.discount()) {
                case PRICE -> priceMinor = Math.multiplyExact(priceMinor, kept) / WHOLE;
                case BONUS ->
                    coins = Math.ceilDiv(Math.multiplyExact(coins, WHOLE + plan.discountBasisPoints()), WHOLE);
            }
        }
        long tax = Math.ceilDiv(Math.multiplyExact(priceMinor, list.taxBasisPoints()), WHOLE + list.taxBasisPoints());
        long kept = Math.ceilDiv(Math.multiplyExact(priceMinor, fee.basisPoints()), WHOLE) + fee.fixedMinor();
        long commission = Math.ceilDiv(
                Math.multiplyExact(priceMinor - tax, list.referrals().basisPoints()), WHOLE);
        long netMilli = Math.floorDiv(Math.multiplyExact(priceMinor - tax - kept - commission, MILLI), coins);
        return new NetPerCoin(offer.id(), plan == null ? "" : plan.id(), fee.channel(), netMilli, requiredMilli);
    }

    private static long requiredMilli(PriceList list) {
        long shareBasisPoints = list.splits().stream()
                .mapToLong(Split::performerBasisPoints)
                .max()
                .orElse(0);
        long basisPoints = shareBasisPoints + list.marginFloorBasisPoints();
        return Math.ceilDiv(Math.multiplyExact(list.nominalMinorPerCoin() * MILLI, basisPoints), WHOLE);
    }
}
