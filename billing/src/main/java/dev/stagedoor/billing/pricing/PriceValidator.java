package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.pricing.PriceList.ChannelFee;
import dev.stagedoor.billing.pricing.PriceList.PackagePrice;
import dev.stagedoor.billing.pricing.PriceList.Plan;
import dev.stagedoor.billing.pricing.PriceList.Split;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a price list earns. A coin costs the house the performer's share when it is spent; whatever a package
 * brings in per coin, after the tax inside its price, the channel's fee, and the commission of who brought the buyer, has to
 * cover that and a margin. Every buyer may have been brought by somebody, so the commission always counts. Bonus coins and
 * discounts make more coins of the same money, which is how a price list comes to lose some on each.
 *
 * <p>The coins that a plan gives for its free minutes bring nothing and cost the share like any other. What has to cover them is
 * the plan's price: it is paid in coins that were bought and of which no performer gets a share.
 */
public final class PriceValidator {
    private static final long WHOLE = 10_000;
    private static final long MILLI = 1_000;

    private PriceValidator() {}

    /** Every package, without and with every plan, through every channel, in this order; then the plans' free minutes. */
    public static List<NetPerCoin> check(PriceList list) {
        List<NetPerCoin> nets = new ArrayList<>();
        long required = requiredMilli(list);
        for (PackagePrice offer : list.packages()) {
            for (ChannelFee fee : list.fees()) {
                nets.add(net(list, offer, null, fee, required));
                list.plans().forEach(plan -> nets.add(net(list, offer, plan, fee, required)));
            }
        }
        for (Plan plan : list.plans()) {
            if (plan.freeMinutes() > 0) {
                list.fees().forEach(fee -> nets.add(allowance(list, plan, fee, required)));
            }
        }
        return nets;
    }

    /** As if all of them were used, and the plan were paid with the coins that have brought least. */
    private static NetPerCoin allowance(PriceList list, Plan plan, ChannelFee fee, long requiredMilli) {
        NetPerCoin least = list.packages().stream()
                .map(offer -> net(list, offer, plan, fee, requiredMilli))
                .min(Comparator.comparingLong(NetPerCoin::netMilli))
                .orElseThrow(() -> new IllegalArgumentException("a price list without packages"));
        long priceCoins = Math.ceilDiv(plan.priceMinor(), list.nominalMinorPerCoin());
        BigDecimal net = BigDecimal.valueOf(least.netMilli())
                .multiply(BigDecimal.valueOf(priceCoins))
                .divide(BigDecimal.valueOf(list.allowanceCoins(plan)), 0, RoundingMode.FLOOR)
                .min(BigDecimal.valueOf(Long.MAX_VALUE));
        return new NetPerCoin(least.packageId(), plan.id(), fee.channel(), true, net.longValueExact(), requiredMilli);
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
        return new NetPerCoin(offer.id(), plan == null ? "" : plan.id(), fee.channel(), false, netMilli, requiredMilli);
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
