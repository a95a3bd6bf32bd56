package dev.stagedoor.server;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.papers.PaperFonts;
import dev.stagedoor.billing.papers.PaperTerms;
import dev.stagedoor.billing.payouts.PayoutBrowser;
import dev.stagedoor.billing.risk.RiskTerms;
import dev.stagedoor.billing.subscriptions.SubscriptionTerms;
import dev.stagedoor.billing.tax.TaxRule;
import dev.stagedoor.server.config.MoneyCurrency;
import dev.stagedoor.server.config.MoneyKeys;
import dev.stagedoor.server.config.RiskKeys;
import dev.stagedoor.server.config.Settings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** How an installation sells and pays: from the settings into billing, and held against what the database has already. */
final class MoneySettings {
    private MoneySettings() {}

    static void apply(Settings settings, BillingConfig.Builder builder) {
        Asset asset = currency(settings);
        if (settings.get(MoneyKeys.CURRENCY) == MoneyCurrency.USD) {
            builder.usd();
        }
        String taxRule = settings.get(MoneyKeys.TAX_RULE);
        if (!taxRule.isEmpty()) {
            builder.taxRule(taxRule);
        }
        SubscriptionTerms plans = SubscriptionTerms.defaults();
        builder.reserve(settings.get(MoneyKeys.RESERVE_BASIS_POINTS), settings.get(MoneyKeys.RESERVE_DAYS))
                .papers(papers(settings))
                .minimumMinutes(settings.get(MoneyKeys.MINIMUM_MINUTES))
                .approvePayoutsAbove(settings.get(MoneyKeys.APPROVE_ABOVE))
                .disputes(DisputeTerms.defaults()
                        .borneBy(
                                settings.get(MoneyKeys.PERFORMER_BEARS),
                                settings.get(MoneyKeys.CLAWBACK),
                                settings.get(MoneyKeys.DEBT_LIMIT) * asset.minorPerUnit()))
                .subscriptions(new SubscriptionTerms(
                        settings.get(MoneyKeys.TRIAL_DAYS), settings.get(MoneyKeys.GRACE_DAYS), plans.retryEvery()))
                .risk(risk(settings));
    }

    private static PaperTerms papers(Settings settings) {
        String fonts = settings.get(MoneyKeys.PAPER_FONTS);
        return new PaperTerms(
                settings.get(MoneyKeys.SELLER),
                fonts.isEmpty() ? PaperFonts.shipped() : PaperFonts.with(Path.of(fonts)));
    }

    private static RiskTerms risk(Settings settings) {
        RiskTerms defaults = RiskTerms.defaults();
        return new RiskTerms(
                defaults.scanEvery(),
                settings.get(RiskKeys.RETURNED_GIFTS),
                settings.get(RiskKeys.SPIKE_SIGMAS),
                coins(settings.get(RiskKeys.SPIKE_FLOOR)),
                coins(settings.get(RiskKeys.NEWCOMER_FLOOR)),
                settings.get(RiskKeys.ACCOUNTS_OF_DEVICE),
                settings.get(RiskKeys.ACCOUNTS_OF_CARD),
                settings.get(RiskKeys.CARD_TRIES),
                settings.get(RiskKeys.NEWCOMER_PERCENT),
                settings.get(RiskKeys.CASH_OUT_PERCENT),
                coins(settings.get(RiskKeys.CASH_OUT_FLOOR)),
                defaults.traitLife());
    }

    private static long coins(int whole) {
        return whole * Asset.COIN.minorPerUnit();
    }

    /**
     * Throws {@link IllegalStateException} where the settings do not fit the database: books begun in another currency would
     * owe in one what they pay out in the other, and a tax rule that is not there would stop every payout.
     */
    static void refuseOthers(Settings settings, Billing billing) {
        Asset chosen = currency(settings);
        Set<Asset> booked = EnumSet.noneOf(Asset.class);
        booked.addAll(billing.books().currencies());
        billing.prices().history().stream()
                .filter(list -> list.version() > 0)
                .forEach(list -> booked.add(list.prices().asset()));
        if (!booked.isEmpty() && !booked.contains(chosen)) {
            throw new IllegalStateException(
                    "%s is %s, but the books of this database are kept in %s → set it to that; another currency needs a database of its own"
                            .formatted(MoneyKeys.CURRENCY.name(), chosen, booked));
        }
        PayoutBrowser.Rules rules = billing.payDesk().payouts().taxRules();
        TaxRule rule = rules.inForce();
        if (rule != null && !rule.jurisdiction().isEmpty() && chosen != Asset.INR) {
            throw new IllegalStateException("%s counts in rupees, %s in %s → set %s=NONE, or leave it empty"
                    .formatted(rule.preset(), MoneyKeys.CURRENCY.name(), chosen, MoneyKeys.TAX_RULE.name()));
        }
        if (rule == null) {
            Set<String> known = new TreeSet<>();
            rules.all().stream().map(TaxRule::preset).forEach(known::add);
            throw new IllegalStateException("no tax rule %s holds today → set %s to one of %s, or leave it empty"
                    .formatted(settings.get(MoneyKeys.TAX_RULE), MoneyKeys.TAX_RULE.name(), known));
        }
    }

    private static Asset currency(Settings settings) {
        return Asset.valueOf(settings.get(MoneyKeys.CURRENCY).name());
    }
}
