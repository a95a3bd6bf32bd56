package dev.stagedoor.billing.pricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SplitTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that has a price, as people write it: the document that is drafted, approved, published and kept. Coins are
 * whole coins, money is minor units of {@code currency}, shares are basis points. What makes sense is
 * {@link PriceListRules}' business.
 *
 * @param currency of packages, plans and payouts: INR, USD or JPY
 * @param nominalMinorPerCoin worth of one coin when it is shared
 * @param taxBasisPoints sales tax contained in every price
 * @param marginFloorBasisPoints of a coin's nominal worth that must be left after the performer's share
 * @param referral null if nobody is paid for bringing people; lists of before there was a programme have none, and are kept as
 *     they were written
 */
public record PriceList(
        String currency,
        long nominalMinorPerCoin,
        int taxBasisPoints,
        int marginFloorBasisPoints,
        List<PackagePrice> packages,
        List<Tier> tiers,
        List<Window> peakWindows,
        List<Gift> gifts,
        List<Plan> plans,
        List<Split> splits,
        Expiry expiry,
        List<ChannelFee> fees,
        PayoutLimits payoutLimits,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Referral referral) {

    /** @param quickBuy whether it is offered in a call */
    public record PackagePrice(
            String id, long priceMinor, long paidCoins, long bonusCoins, String badge, boolean quickBuy) {}

    /** Tiers are written lowest first; the first is open to everybody. */
    public record Tier(
            String name, int minimumFollowers, boolean needsVerification, RateBounds audio, RateBounds video) {}

    /** Coins a minute: what a performer of the tier starts with, and between what they may choose. */
    public record RateBounds(long base, long minimum, long maximum) {}

    /** @param from {@code 22:00}, by the wall clock of {@code zone} */
    public record Window(String from, String to, String zone, int multiplierBasisPoints) {
        static Window of(PeakWindow window) {
            return new Window(
                    window.from().toString(),
                    window.to().toString(),
                    window.zone().getId(),
                    window.multiplierBasisPoints());
        }
    }

    /**
     * @param name in English, and in every language that {@code look} has no name for
     * @param symbol a character to show it by
     * @param look null if nothing is said of it; lists of before there were looks have none, and are kept as they were written
     */
    public record Gift(
            String id,
            String name,
            String symbol,
            long coins,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            GiftLook look) {
        /** How it looks, {@link GiftLook#PLAIN} if nothing is said. */
        public GiftLook looks() {
            return look == null ? GiftLook.PLAIN : look;
        }

        /** The same with another look. */
        Gift looking(@Nullable GiftLook other) {
            return new Gift(id, name, symbol, coins, other);
        }
    }

    /** @param freeMinutes a month that the house pays, given as coins */
    public record Plan(
            String id,
            String name,
            long priceMinor,
            Discount discount,
            int discountBasisPoints,
            int freeMinutes,
            List<String> benefits) {
        public Plan {
            benefits = List.copyOf(benefits);
        }
    }

    /** What a plan's discount on coins is: less to pay, or more coins for the same. Never both. */
    public enum Discount {
        PRICE,
        BONUS
    }

    /**
     * @param key the performer's id, or the name of a tier; empty for the default
     * @param agencyBasisPoints of the performer's side, what an agency is offered unless something else is agreed
     */
    public record Split(Scope scope, String key, int performerBasisPoints, int agencyBasisPoints) {
        Split paying(int basisPoints) {
            return new Split(scope, key, basisPoints, agencyBasisPoints);
        }
    }

    /** Whom a split is for; a performer's own goes before a level's, and that before the default. */
    public enum Scope {
        DEFAULT,
        LEVEL,
        PERFORMER
    }

    /** @param paidInactiveDays without activity after which paid coins expire, if they do at all */
    public record Expiry(boolean paidExpires, int paidInactiveDays, int bonusDays, int promoDays, int refundDays) {}

    /** What a channel keeps of a payment. */
    public record ChannelFee(String channel, int basisPoints, long fixedMinor) {}

    /**
     * When what was earned may be paid out, and how much at once, in minor units of {@code currency}.
     *
     * @param maturityDays full days between the day of earning and the day on which it may be paid out; null in lists of before
     *     it was written there, which are kept as they were
     */
    public record PayoutLimits(
            long minimumMinor,
            long dailyMinor,
            long monthlyMinor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer maturityDays) {}

    /**
     * What bringing people brings.
     *
     * @param basisPoints of the price without tax of every purchase, for who brought the buyer
     * @param windowDays between following a link and signing up, at most
     * @param termDays after signing up for which purchases count
     */
    public record Referral(int basisPoints, int windowDays, int termDays) {
        /** No programme. */
        public static final Referral NONE = new Referral(0, 0, 0);

        /** Whether who followed a link at that moment signed up soon enough. */
        public boolean isInTime(Instant seenAt, Instant registeredAt) {
            return !seenAt.plus(Duration.ofDays(windowDays)).isBefore(registeredAt);
        }

        /** First moment at which an order counts no longer. */
        public Instant endOf(Instant registeredAt) {
            return registeredAt.plus(Duration.ofDays(termDays));
        }
    }

    public PriceList {
        packages = List.copyOf(packages);
        tiers = List.copyOf(tiers);
        peakWindows = List.copyOf(peakWindows);
        gifts = List.copyOf(gifts);
        plans = List.copyOf(plans);
        splits = List.copyOf(splits);
        fees = List.copyOf(fees);
    }

    /** What bringing people brings, {@link Referral#NONE} if nothing. */
    public Referral referrals() {
        return referral == null ? Referral.NONE : referral;
    }

    /** What a plan's free minutes come to in whole coins: at the base rate of a voice call in the tier open to everybody. */
    public long allowanceCoins(Plan plan) {
        return Math.multiplyExact(plan.freeMinutes(), tiers.getFirst().audio().base());
    }

    /** The packages as they are sold, in their order. */
    public List<CoinPackage> coinPackages() {
        return packages.stream()
                .map(offer -> new CoinPackage(
                        offer.id(),
                        new Money(offer.priceMinor(), asset()),
                        coins(offer.paidCoins()),
                        coins(offer.bonusCoins()),
                        offer.badge()))
                .toList();
    }

    /** The tax inside a price, rounded half up. */
    public long taxInside(long priceMinor) {
        long divisor = 10_000L + taxBasisPoints;
        return (Math.multiplyExact(priceMinor, 2L * taxBasisPoints) + divisor) / (2 * divisor);
    }

    /** The windows as rates are raised by them. */
    public List<PeakWindow> windows() {
        return peakWindows.stream()
                .map(window -> new PeakWindow(
                        LocalTime.parse(window.from()),
                        LocalTime.parse(window.to()),
                        ZoneId.of(window.zone()),
                        window.multiplierBasisPoints()))
                .toList();
    }

    /** The highest tier that fits. */
    public Tier tier(int followers, boolean verified) {
        return tiers.reversed().stream()
                .filter(tier -> followers >= tier.minimumFollowers() && (verified || !tier.needsVerification()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no tier for " + followers + " followers"));
    }

    /**
     * The performer's own split, else that of the performer's level, else the default.
     *
     * @param level names the performer's tier; asked only if there is a split for any level
     */
    public Split splitOf(UUID performer, Supplier<String> level) {
        return split(Scope.PERFORMER, performer.toString())
                .or(() -> hasLevelSplits() ? split(Scope.LEVEL, level.get()) : Optional.empty())
                .orElseGet(this::defaultOfSplits);
    }

    /** What a performer gets without terms of their own, and without an agency. */
    public SplitTerms defaultSplit() {
        return terms(defaultOfSplits());
    }

    /** What somebody with that split gets, without an agency. */
    public SplitTerms terms(Split split) {
        return new SplitTerms(asset(), nominalMinorPerCoin, split.performerBasisPoints(), null);
    }

    private boolean hasLevelSplits() {
        return splits.stream().anyMatch(split -> split.scope() == Scope.LEVEL);
    }

    private Optional<Split> split(Scope scope, String key) {
        return splits.stream()
                .filter(split -> split.scope() == scope && split.key().equals(key))
                .findFirst();
    }

    private Split defaultOfSplits() {
        return split(Scope.DEFAULT, "")
                .orElseThrow(() -> new IllegalStateException("a price list without a default split"));
    }

    /** The currency as an asset. */
    public Asset asset() {
        return Asset.valueOf(currency);
    }

    /**
     * The same as an installation begins with it.
     *
     * @param windows null for those of the list
     * @param performerBasisPoints of the default split; null for that of the list
     */
    public PriceList startingWith(@Nullable List<PeakWindow> windows, @Nullable Integer performerBasisPoints) {
        return new PriceList(
                currency,
                nominalMinorPerCoin,
                taxBasisPoints,
                marginFloorBasisPoints,
                packages,
                tiers,
                windows == null ? peakWindows : windows.stream().map(Window::of).toList(),
                gifts,
                plans,
                performerBasisPoints == null
                        ? splits
                        : splits.stream()
                                .map(split ->
                                        split.scope() == Scope.DEFAULT ? split.paying(performerBasisPoints) : split)
                                .toList(),
                expiry,
                fees,
                payoutLimits,
                referral);
    }

    /** The same with other times and limits. */
    public PriceList keeping(Expiry times, PayoutLimits limits) {
        return new PriceList(
                currency,
                nominalMinorPerCoin,
                taxBasisPoints,
                marginFloorBasisPoints,
                packages,
                tiers,
                peakWindows,
                gifts,
                plans,
                splits,
                times,
                fees,
                limits,
                referral);
    }

    /** The same with other gifts. */
    PriceList giving(List<Gift> others) {
        return new PriceList(
                currency,
                nominalMinorPerCoin,
                taxBasisPoints,
                marginFloorBasisPoints,
                packages,
                tiers,
                peakWindows,
                others,
                plans,
                splits,
                expiry,
                fees,
                payoutLimits,
                referral);
    }

    private static Money coins(long whole) {
        return Money.coins(Math.multiplyExact(whole, Asset.COIN.minorPerUnit()));
    }
}
