package dev.stagedoor.billing.subscriptions;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.PriceList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be subscribed to. Kept as an immutable version; a subscription keeps the one it renews under.
 *
 * @param code of a house plan {@code VIP} and the like; of a fan club {@code FAN_CLUB}
 * @param name as the price list has it; empty for a fan club, and for what was sold before plans had names
 * @param performerId whose fan club it is, null for a plan of the house
 * @param price coins a month
 * @param trialDays the first days, once for each subscriber
 * @param freeMinutes a month that the house pays, 0 if none; what they are worth was settled with this version
 * @param allowance what they are given as
 * @param perks flags that the pages and other rooms know, for example {@code priority-support}
 */
public record Plan(
        String code,
        String name,
        @Nullable UUID performerId,
        Money price,
        int trialDays,
        Discount discount,
        int freeMinutes,
        Money allowance,
        Set<String> perks) {
    /** The code of every fan club. */
    public static final String FAN_CLUB = "FAN_CLUB";

    public Plan {
        perks = Set.copyOf(perks);
        if (price.asset() != Asset.COIN || price.amountMinor() <= 0 || trialDays < 0) {
            throw new IllegalArgumentException("a plan has a price in coins, got " + price + ", trial of " + trialDays);
        }
        boolean none = freeMinutes == 0;
        if (freeMinutes < 0
                || allowance.asset() != Asset.COIN
                || none != (allowance.amountMinor() == 0)
                || (performerId != null && !none)) {
            throw new IllegalArgumentException(
                    "free minutes are coins that the house gives, got " + freeMinutes + " as " + allowance);
        }
    }

    /**
     * On coins a subscriber buys. One kind, so that it can never be both.
     *
     * @param basisPoints of the price, or of the coins
     */
    public record Discount(Kind kind, int basisPoints) {
        /** How a discount is given. */
        public enum Kind {
            NONE,
            /** The same coins for less. */
            PRICE_CUT,
            /** More coins for the same, as a bonus lot. */
            BONUS_LOT
        }

        /** No discount. */
        public static final Discount NONE = new Discount(Kind.NONE, 0);

        public Discount {
            if (basisPoints < 0 || basisPoints >= 10_000 || (kind == Kind.NONE) != (basisPoints == 0)) {
                throw new IllegalArgumentException(kind + " of " + basisPoints + " basis points");
            }
        }
    }

    /**
     * The plans of the house as the price list has them, in its order: what is paid for them is paid in coins, at a coin's
     * nominal worth, rounded up.
     */
    static List<Plan> of(PriceList prices, int trialDays) {
        return prices.plans().stream()
                .map(plan -> new Plan(
                        plan.id().toUpperCase(Locale.ROOT).replace('-', '_'),
                        plan.name().strip(),
                        null,
                        coins(plan.priceMinor(), prices.nominalMinorPerCoin()),
                        trialDays,
                        discount(plan),
                        plan.freeMinutes(),
                        Money.coins(Math.multiplyExact(prices.allowanceCoins(plan), Asset.COIN.minorPerUnit())),
                        Set.copyOf(plan.benefits())))
                .toList();
    }

    private static Money coins(long priceMinor, long nominalMinorPerCoin) {
        return Money.coins(
                Math.ceilDiv(Math.multiplyExact(priceMinor, Asset.COIN.minorPerUnit()), nominalMinorPerCoin));
    }

    private static Discount discount(PriceList.Plan plan) {
        if (plan.discountBasisPoints() == 0) {
            return Discount.NONE;
        }
        return new Discount(
                switch (plan.discount()) {
                    case PRICE -> Discount.Kind.PRICE_CUT;
                    case BONUS -> Discount.Kind.BONUS_LOT;
                },
                plan.discountBasisPoints());
    }

    /** A performer's fan club at a price a month. */
    public static Plan fanClub(UUID performerId, Money price, Set<String> perks) {
        return new Plan(FAN_CLUB, "", performerId, price, 0, Discount.NONE, 0, Money.coins(0), perks);
    }
}
