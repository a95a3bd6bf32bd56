package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.pricing.PriceList.RateBounds;
import dev.stagedoor.billing.pricing.PriceList.Scope;
import dev.stagedoor.billing.pricing.PriceList.Split;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What every price list has to keep to, whether or not it earns anything. */
public final class PriceListRules {
    private static final int WHOLE = 10_000;
    /** Ten times the rate; more is a slip of the finger. */
    private static final int MULTIPLIER_MAXIMUM = 100_000;
    /** A hundred million coins or units of money: far above any price, far below what overflows. */
    private static final long AMOUNT_MAXIMUM = 10_000_000_000L;

    /** Ten years. */
    private static final int DAYS_MAXIMUM = 3_653;

    /** A hundred years; the database adds them to the moment of a purchase, and its calendar ends. */
    private static final int LIFE_DAYS_MAXIMUM = 36_525;
    /** Nobody waits for longer than a quarter for what was earned. */
    private static final int MATURITY_DAYS_MAXIMUM = 92;

    /** More than half an hour a day would be no allowance but a second wallet. */
    private static final int FREE_MINUTES_MAXIMUM = 1_000;

    /** Fits the shop's cards on a small telephone. */
    private static final int NAME_MAXIMUM = 40;

    private final PriceList list;
    private final List<PriceFault> faults = new ArrayList<>();

    /**
     * The same, and whether it is in the currency that the books are kept in: what is owed in one currency cannot be paid out
     * in another.
     */
    public static List<PriceFault> check(PriceList list, String currency) {
        List<PriceFault> faults = new ArrayList<>(check(list));
        if (!list.currency().equals(currency)) {
            faults.add(new PriceFault(
                    "/currency", "must stay " + currency + ": the books of this installation are kept in it"));
        }
        return List.copyOf(faults);
    }

    private PriceListRules(PriceList list) {
        this.list = list;
    }

    /** Everything that is wrong; empty if nothing is. */
    public static List<PriceFault> check(PriceList list) {
        PriceListRules rules = new PriceListRules(list);
        rules.terms();
        rules.packages();
        rules.tiers();
        rules.windows();
        rules.giftsAndPlans();
        rules.splits();
        rules.fees();
        return List.copyOf(rules.faults);
    }

    private void terms() {
        if (!Set.of(Asset.INR.name(), Asset.USD.name(), Asset.JPY.name()).contains(list.currency())) {
            fault("/currency", "must be INR, USD or JPY");
        }
        amount("/nominalMinorPerCoin", list.nominalMinorPerCoin(), 1);
        share("/taxBasisPoints", list.taxBasisPoints(), WHOLE - 1);
        share("/marginFloorBasisPoints", list.marginFloorBasisPoints(), WHOLE);
        expiry(list.expiry());
        PriceList.Referral referral = list.referrals();
        share("/referral/basisPoints", referral.basisPoints(), WHOLE);
        days("/referral/windowDays", referral.windowDays(), referral);
        days("/referral/termDays", referral.termDays(), referral);
        PriceList.PayoutLimits limits = list.payoutLimits();
        if (limits.minimumMinor() < 1
                || limits.dailyMinor() < limits.minimumMinor()
                || limits.monthlyMinor() < limits.dailyMinor()) {
            fault("/payoutLimits", "must be minimum ≤ a day ≤ a month, and more than nothing");
        }
        Integer maturityDays = limits.maturityDays();
        if (maturityDays != null && (maturityDays < 0 || maturityDays > MATURITY_DAYS_MAXIMUM)) {
            fault("/payoutLimits/maturityDays", "must be 0 to " + MATURITY_DAYS_MAXIMUM + " days, got " + maturityDays);
        }
    }

    private void expiry(PriceList.Expiry expiry) {
        boolean fits = IntStream.of(expiry.paidInactiveDays(), expiry.bonusDays(), expiry.promoDays())
                        .allMatch(days -> days >= 1 && days <= LIFE_DAYS_MAXIMUM)
                && expiry.refundDays() >= 0
                && expiry.refundDays() <= LIFE_DAYS_MAXIMUM;
        if (!fits) {
            fault(
                    "/expiry",
                    "coins live for 1 to " + LIFE_DAYS_MAXIMUM + " days, and are refunded within as many at most");
        }
    }

    private void packages() {
        unique("/packages", list.packages(), PriceList.PackagePrice::id);
        if (list.packages().isEmpty()) {
            fault("/packages", "needs one package at least");
        }
        for (int i = 0; i < list.packages().size(); i++) {
            PriceList.PackagePrice offer = list.packages().get(i);
            amount("/packages/" + i + "/priceMinor", offer.priceMinor(), 1);
            amount("/packages/" + i + "/paidCoins", offer.paidCoins(), 1);
            amount("/packages/" + i + "/bonusCoins", offer.bonusCoins(), 0);
        }
    }

    private void tiers() {
        unique("/tiers", list.tiers(), PriceList.Tier::name);
        if (list.tiers().isEmpty()
                || list.tiers().getFirst().minimumFollowers() != 0
                || list.tiers().getFirst().needsVerification()) {
            fault("/tiers", "the first tier must be open to everybody");
        }
        for (int i = 0; i < list.tiers().size(); i++) {
            bounds("/tiers/" + i + "/audio", list.tiers().get(i).audio());
            bounds("/tiers/" + i + "/video", list.tiers().get(i).video());
        }
    }

    private void bounds(String pointer, RateBounds bounds) {
        amount(pointer + "/maximum", bounds.maximum(), 1);
        if (bounds.minimum() < 1 || bounds.base() < bounds.minimum() || bounds.maximum() < bounds.base()) {
            fault(pointer, "must be 1 ≤ minimum ≤ base ≤ maximum");
        }
    }

    private void windows() {
        for (int i = 0; i < list.peakWindows().size(); i++) {
            PriceList.Window window = list.peakWindows().get(i);
            String pointer = "/peakWindows/" + i;
            try {
                if (LocalTime.parse(window.from()).equals(LocalTime.parse(window.to()))) {
                    fault(pointer, "must not begin and end at the same time");
                }
                ZoneId.of(window.zone());
            } catch (DateTimeException e) {
                fault(pointer, "must have times like 22:00 and a zone like Asia/Kolkata");
            }
            if (window.multiplierBasisPoints() < WHOLE || window.multiplierBasisPoints() > MULTIPLIER_MAXIMUM) {
                fault(pointer + "/multiplierBasisPoints", "must be 10000 (once) to 100000 (ten times)");
            }
        }
    }

    private void giftsAndPlans() {
        unique("/gifts", list.gifts(), PriceList.Gift::id);
        for (int i = 0; i < list.gifts().size(); i++) {
            amount("/gifts/" + i + "/coins", list.gifts().get(i).coins(), 1);
        }
        faults.addAll(GiftRules.check(list.gifts()));
        unique("/plans", list.plans(), PriceList.Plan::id);
        for (int i = 0; i < list.plans().size(); i++) {
            PriceList.Plan plan = list.plans().get(i);
            amount("/plans/" + i + "/priceMinor", plan.priceMinor(), 1);
            int length = plan.name().strip().length();
            if (length == 0 || length > NAME_MAXIMUM) {
                fault("/plans/" + i + "/name", "must be what the shop calls it, 1 to " + NAME_MAXIMUM + " characters");
            }
            share("/plans/" + i + "/discountBasisPoints", plan.discountBasisPoints(), WHOLE - 1);
            freeMinutes("/plans/" + i + "/freeMinutes", plan.freeMinutes());
        }
    }

    private void freeMinutes(String pointer, int minutes) {
        if (minutes < 0 || minutes > FREE_MINUTES_MAXIMUM) {
            fault(pointer, "must be 0 to " + FREE_MINUTES_MAXIMUM + " a month, got " + minutes);
        } else if (minutes > 0
                && !list.tiers().isEmpty()
                && list.tiers().getFirst().audio().base() > AMOUNT_MAXIMUM / minutes) {
            fault(pointer, "come to more than " + AMOUNT_MAXIMUM + " coins at the first tier's rate for voice calls");
        }
    }

    private void splits() {
        unique("/splits", list.splits(), split -> split.scope() + " " + split.key());
        if (list.splits().stream()
                        .filter(split -> split.scope() == Scope.DEFAULT)
                        .count()
                != 1) {
            fault("/splits", "needs exactly one default");
        }
        for (int i = 0; i < list.splits().size(); i++) {
            Split split = list.splits().get(i);
            share("/splits/" + i + "/performerBasisPoints", split.performerBasisPoints(), WHOLE);
            share("/splits/" + i + "/agencyBasisPoints", split.agencyBasisPoints(), WHOLE);
            if ((split.scope() == Scope.DEFAULT) != split.key().isEmpty()) {
                fault("/splits/" + i + "/key", "names whom the split is for, and is empty for the default");
            }
            if (split.scope() == Scope.LEVEL
                    && list.tiers().stream().noneMatch(tier -> tier.name().equals(split.key()))) {
                fault("/splits/" + i + "/key", "must be the name of one of the tiers");
            }
        }
    }

    private void fees() {
        unique("/fees", list.fees(), PriceList.ChannelFee::channel);
        if (list.fees().isEmpty()) {
            fault("/fees", "needs one channel at least, or nothing can be said about profit");
        }
        for (int i = 0; i < list.fees().size(); i++) {
            share("/fees/" + i + "/basisPoints", list.fees().get(i).basisPoints(), WHOLE - 1);
            amount("/fees/" + i + "/fixedMinor", list.fees().get(i).fixedMinor(), 0);
        }
    }

    private <T> void unique(String pointer, List<T> items, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(name.apply(items.get(i)))) {
                fault(pointer + "/" + i, "is there twice: " + name.apply(items.get(i)));
            }
        }
    }

    private void amount(String pointer, long value, long minimum) {
        if (value < minimum || value > AMOUNT_MAXIMUM) {
            fault(pointer, "must be " + minimum + " to " + AMOUNT_MAXIMUM + ", got " + value);
        }
    }

    /** Without a share there is no programme, and its days say nothing. */
    private void days(String pointer, int days, PriceList.Referral referral) {
        int minimum = referral.basisPoints() == 0 ? 0 : 1;
        if (days < minimum || days > DAYS_MAXIMUM) {
            fault(pointer, "must be " + minimum + " to " + DAYS_MAXIMUM + " days, got " + days);
        }
    }

    private void share(String pointer, int value, int maximum) {
        if (value < 0 || value > maximum) {
            fault(pointer, "must be 0 to " + maximum + " basis points, got " + value);
        }
    }

    private void fault(String pointer, String detail) {
        faults.add(new PriceFault(pointer, detail));
    }
}
