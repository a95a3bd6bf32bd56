package dev.stagedoor.billing.pricing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another price list, of which a test says only what is different. */
public final class ListDraft {
    private final PriceList base;
    private int marginFloorBasisPoints;
    private List<PriceList.PackagePrice> packages;
    private List<PriceList.Tier> tiers;
    private List<PriceList.Window> peakWindows;
    private List<PriceList.Gift> gifts;
    private List<PriceList.Plan> plans;
    private List<PriceList.Split> splits;
    private PriceList.Expiry expiry;
    private List<PriceList.ChannelFee> fees;
    private PriceList.PayoutLimits payoutLimits;
    private PriceList.@Nullable Referral referral;

    private ListDraft(PriceList base) {
        this.base = base;
        marginFloorBasisPoints = base.marginFloorBasisPoints();
        packages = base.packages();
        tiers = base.tiers();
        peakWindows = base.peakWindows();
        gifts = base.gifts();
        plans = base.plans();
        splits = base.splits();
        expiry = base.expiry();
        fees = base.fees();
        payoutLimits = base.payoutLimits();
        referral = base.referral();
    }

    public static ListDraft of(PriceList base) {
        return new ListDraft(base);
    }

    public ListDraft marginFloorBasisPoints(int value) {
        marginFloorBasisPoints = value;
        return this;
    }

    public ListDraft packages(List<PriceList.PackagePrice> value) {
        packages = value;
        return this;
    }

    public ListDraft tiers(List<PriceList.Tier> value) {
        tiers = value;
        return this;
    }

    public ListDraft peakWindows(List<PriceList.Window> value) {
        peakWindows = value;
        return this;
    }

    public ListDraft gifts(List<PriceList.Gift> value) {
        gifts = value;
        return this;
    }

    public ListDraft plans(List<PriceList.Plan> value) {
        plans = value;
        return this;
    }

    public ListDraft splits(List<PriceList.Split> value) {
        splits = value;
        return this;
    }

    public ListDraft expiry(PriceList.Expiry value) {
        expiry = value;
        return this;
    }

    public ListDraft fees(List<PriceList.ChannelFee> value) {
        fees = value;
        return this;
    }

    public ListDraft payoutLimits(PriceList.PayoutLimits value) {
        payoutLimits = value;
        return this;
    }

    public ListDraft referral(PriceList.Referral value) {
        referral = value;
        return this;
    }

    public PriceList made() {
        return new PriceList(
                base.currency(),
                base.nominalMinorPerCoin(),
                base.taxBasisPoints(),
                marginFloorBasisPoints,
                packages,
                tiers,
                peakWindows,
                gifts,
                plans,
                splits,
                expiry,
                fees,
                payoutLimits,
                referral);
    }
}
