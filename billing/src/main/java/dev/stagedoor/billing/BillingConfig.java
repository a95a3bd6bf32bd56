package dev.stagedoor.billing;

import dev.stagedoor.billing.approval.ApprovalTerms;
import dev.stagedoor.billing.audit.AuditTerms;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.metering.MeteringTerms;
import dev.stagedoor.billing.papers.PaperTerms;
import dev.stagedoor.billing.payments.AutoTopUpTerms;
import dev.stagedoor.billing.payments.ProviderTerms;
import dev.stagedoor.billing.payments.SalesTerms;
import dev.stagedoor.billing.payouts.BankFile;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.payouts.RazorpayxPayouts;
import dev.stagedoor.billing.payouts.RazorpayxTerms;
import dev.stagedoor.billing.payouts.SandboxPayouts;
import dev.stagedoor.billing.pricing.PeakWindow;
import dev.stagedoor.billing.pricing.PriceFault;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.pricing.PriceListRules;
import dev.stagedoor.billing.pricing.PricePresets;
import dev.stagedoor.billing.pricing.PricingTerms;
import dev.stagedoor.billing.risk.RiskTerms;
import dev.stagedoor.billing.shows.ShowTerms;
import dev.stagedoor.billing.subscriptions.SubscriptionTerms;
import dev.stagedoor.billing.wallet.LimitTerms;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of billing, grouped by who reads it. {@link #builder()} names those that are chosen with unit and default.
 *
 * @param prices in force until a list is published
 * @param outages folder for what is delivered while the database is away; null keeps it in memory only
 * @param maximumTransactions at the same time; not more than the pool has connections
 */
public record BillingConfig(
        ApprovalTerms approval,
        PricingTerms pricing,
        MeteringTerms metering,
        PriceList prices,
        LotTerms lots,
        DisputeTerms disputes,
        LimitTerms limits,
        SalesTerms sales,
        PaperTerms papers,
        AuditTerms audit,
        EarningsTerms earnings,
        PayoutTerms payouts,
        @Nullable RazorpayxTerms razorpayx,
        RiskTerms risk,
        ShowTerms shows,
        SubscriptionTerms subscriptions,
        @Nullable Path outages,
        int maximumTransactions) {

    /** The defaults: rupees, whole minutes, a share of 45 %. */
    public static BillingConfig defaults() {
        return builder().build();
    }

    /** Settings at their defaults, to be changed one by one. */
    public static Builder builder() {
        return new Builder();
    }

    /** The settings one by one; a setter's comment gives unit and default. */
    public static final class Builder {
        private ApprovalTerms approval = ApprovalTerms.defaults();
        private long rateUnitMs = 60_000;
        private PriceList preset = PricePresets.inr();
        private @Nullable List<PeakWindow> peakWindows;
        private @Nullable Integer splitBasisPoints;
        private MeteringTerms metering = MeteringTerms.defaults();
        private boolean exclusive = false;
        private boolean sandboxEnabled = true;
        private List<ProviderTerms> providers = List.of();
        private boolean production = false;
        private boolean allowSandboxInProduction = false;
        private @Nullable EarningsTerms earnings = null;
        private @Nullable LotTerms lots = null;
        private ShowTerms shows = ShowTerms.defaults();
        private SubscriptionTerms subscriptions = SubscriptionTerms.defaults();
        private @Nullable PayoutTerms payouts = null;
        private @Nullable RazorpayxTerms razorpayx = null;
        private @Nullable DisputeTerms disputes = null;
        private RiskTerms risk = RiskTerms.defaults();
        private PaperTerms papers = PaperTerms.defaults();
        private @Nullable Integer minimumMinutes = null;
        private @Nullable String taxRule = null;
        private int reserveBasisPoints = 0;
        private int reserveDays = 90;
        private @Nullable Long approveAbove = null;
        private @Nullable Path outages = null;
        private int maximumTransactions = 16;

        private Builder() {}

        /** From where on something looks like fraud; {@link RiskTerms#defaults()}. */
        public Builder risk(RiskTerms value) {
            risk = value;
            return this;
        }

        /** How long a proposal may be decided on; a week. */
        public Builder approval(ApprovalTerms value) {
            approval = value;
            return this;
        }

        /** Length of the "minute" that rates are for and that {@code MINUTE} charges, in ms; 60000. Tests shorten it. */
        public Builder rateUnitMs(long value) {
            rateUnitMs = value;
            return this;
        }

        /** Times of higher rates until a price list is published; the preset's, 22:00 to 02:00 in Asia/Kolkata at 1.5 times. */
        public Builder peakWindows(List<PeakWindow> value) {
            peakWindows = value;
            return this;
        }

        /** How running calls are watched; {@link MeteringTerms#defaults()}. */
        public Builder metering(MeteringTerms value) {
            metering = value;
            return this;
        }

        /** This process is the only one on the database (it holds the data directory's lock); false. */
        public Builder exclusive(boolean value) {
            exclusive = value;
            return this;
        }

        /** The performer's share of a coin's nominal value until a price list is published, in basis points; 4500. */
        public Builder splitBasisPoints(int value) {
            splitBasisPoints = value;
            return this;
        }

        /** Dollars instead of rupees: the price list that is in force until another is published. */
        public Builder usd() {
            preset = PricePresets.usd();
            return this;
        }

        /** Outside payment providers, the one for new orders first; none. */
        public Builder providers(List<ProviderTerms> value) {
            providers = value;
            return this;
        }

        /** Whether the sandbox payment provider takes orders; true. */
        public Builder sandboxEnabled(boolean value) {
            sandboxEnabled = value;
            return this;
        }

        /** Whether this is a production environment, where the sandbox refuses to work; false. */
        public Builder production(boolean value) {
            production = value;
            return this;
        }

        /** Lets the sandbox work in production all the same; false. */
        public Builder allowSandboxInProduction(boolean value) {
            allowSandboxInProduction = value;
            return this;
        }

        /** When earnings become available and what is kept of them; {@link EarningsTerms#defaults} of the currency. */
        public Builder earnings(EarningsTerms value) {
            earnings = value;
            return this;
        }

        /** Which rule tax is withheld by, such as {@code IN-2026}; that of the earnings' terms. */
        public Builder taxRule(String preset) {
            taxRule = preset;
            return this;
        }

        /** The part of earnings that is kept back when they mature, in basis points, and for how many days; 0, 90. */
        public Builder reserve(int basisPoints, int days) {
            reserveBasisPoints = basisPoints;
            reserveDays = days;
            return this;
        }

        /** Payouts of more than that wait for a person, in whole units of the currency; 50000. */
        public Builder approvePayoutsAbove(long whole) {
            approveAbove = whole;
            return this;
        }

        /** Who sells, as receipts say it, and in which fonts papers are written; {@link PaperTerms#defaults()}. */
        public Builder papers(PaperTerms value) {
            papers = value;
            return this;
        }

        /** Minutes that must be held before a call rings; 3. */
        public Builder minimumMinutes(int value) {
            minimumMinutes = value;
            return this;
        }

        /** Who may have what back, and who bears it; {@link DisputeTerms#defaults()}. What lists say is as in the first one. */
        public Builder disputes(DisputeTerms value) {
            disputes = value;
            return this;
        }

        /** How long coins live, in the first price list; {@link LotTerms#defaults()}. */
        public Builder lots(LotTerms value) {
            lots = value;
            return this;
        }

        /** How subscriptions are tried and renewed; {@link SubscriptionTerms#defaults()}. */
        public Builder subscriptions(SubscriptionTerms value) {
            subscriptions = value;
            return this;
        }

        /** How private and group shows, tickets and goals are sold; {@link ShowTerms#defaults()}. */
        public Builder shows(ShowTerms value) {
            shows = value;
            return this;
        }

        /** Who pays out, instead of the sandbox and of files for the bank; nobody. */
        public Builder razorpayx(@Nullable RazorpayxTerms value) {
            razorpayx = value;
            return this;
        }

        /** Caps in the first price list, times and provider of payouts; {@link PayoutTerms#defaults}, by the sandbox where nobody else is given. */
        public Builder payouts(PayoutTerms value) {
            payouts = value;
            return this;
        }

        /** Folder for what is delivered while the database is away, should this process end before it is back; none. */
        public Builder outages(Path value) {
            outages = value;
            return this;
        }

        /** Transactions at the same time; 16. Not more than the pool has connections. */
        public Builder maximumTransactions(int value) {
            maximumTransactions = value;
            return this;
        }

        /** The settings; throws {@link IllegalArgumentException} for what cannot be. */
        public BillingConfig build() {
            PriceList prices = ListedTerms.in(
                    preset.startingWith(peakWindows, splitBasisPoints), lots, disputes, payouts, earnings);
            List<PriceFault> faults = PriceListRules.check(prices);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("the initial price list cannot be: " + faults);
            }
            boolean sandbox = sandboxEnabled && (!production || allowSandboxInProduction);
            EarningsTerms maturing = maturing(prices.asset());
            PricingTerms pricing = PricingTerms.defaults(rateUnitMs, prices.windows());
            PayoutTerms paying = payouts == null
                    ? PayoutTerms.defaults(prices.asset(), maturing.zone(), payoutProvider(sandbox))
                    : payouts;
            return new BillingConfig(
                    approval,
                    minimumMinutes == null ? pricing : pricing.holdingAtLeast(minimumMinutes),
                    exclusive ? metering.exclusively() : metering,
                    prices,
                    lots == null ? LotTerms.defaults() : lots,
                    disputes == null ? DisputeTerms.defaults() : disputes,
                    LimitTerms.defaults(),
                    new SalesTerms(sandbox, providers, AutoTopUpTerms.defaults()),
                    papers,
                    AuditTerms.defaults(),
                    maturing,
                    approveAbove == null
                            ? paying
                            : paying.approvingAbove(Math.multiplyExact(
                                    approveAbove, prices.asset().minorPerUnit())),
                    razorpayx,
                    risk,
                    shows,
                    subscriptions,
                    outages,
                    maximumTransactions);
        }

        private EarningsTerms maturing(Asset asset) {
            if (earnings != null) {
                return earnings;
            }
            EarningsTerms terms = EarningsTerms.defaults(asset).reserving(reserveBasisPoints, reserveDays);
            return taxRule == null ? terms : terms.taxedBy(taxRule);
        }

        private String payoutProvider(boolean sandbox) {
            if (razorpayx != null) {
                return RazorpayxPayouts.NAME;
            }
            return sandbox ? SandboxPayouts.NAME : BankFile.NAME;
        }
    }
}
