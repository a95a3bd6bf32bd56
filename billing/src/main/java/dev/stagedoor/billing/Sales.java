package dev.stagedoor.billing;

import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.disputes.CaseAnswers;
import dev.stagedoor.billing.disputes.Disputes;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.papers.CasePaper;
import dev.stagedoor.billing.papers.Receipts;
import dev.stagedoor.billing.payments.AutoTopUps;
import dev.stagedoor.billing.payments.JdkProviderHttp;
import dev.stagedoor.billing.payments.OrderFetcher;
import dev.stagedoor.billing.payments.OutsideProviders;
import dev.stagedoor.billing.payments.Payments;
import dev.stagedoor.billing.payments.ProviderNews;
import dev.stagedoor.billing.payments.Providers;
import dev.stagedoor.billing.payments.RefundSender;
import dev.stagedoor.billing.payments.Sandbox;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.settlements.Settlements;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresAnswers;
import dev.stagedoor.billing.store.PostgresAutoTopUps;
import dev.stagedoor.billing.store.PostgresDisputes;
import dev.stagedoor.billing.store.PostgresPayments;
import dev.stagedoor.billing.store.PostgresReceipts;
import dev.stagedoor.billing.store.PostgresSettlements;
import dev.stagedoor.billing.store.SpendGuard;
import dev.stagedoor.billing.subscriptions.Plan;
import java.util.UUID;
import java.util.function.Function;

/** Where coins are bought, by people and by themselves, and where that is taken back. */
final class Sales {
    private final Providers providers;
    private final ProviderNews providerNews;
    private final OrderFetcher orderFetcher;
    private final RefundSender refundSender;
    private final Payments payments;
    private final AutoTopUps autoTopUps;
    private final Disputes disputes;
    private final CaseAnswers caseAnswers;
    private final Settlements settlements;
    private final Receipts receipts;

    /**
     * @param listed the terms in force
     * @param discounts what somebody's plan gives on coins
     */
    Sales(
            Database database,
            BillingConfig config,
            Concerned concerned,
            PriceBook prices,
            ListedTerms listed,
            Function<UUID, Plan.Discount> discounts,
            MeteringContext context) {
        PostgresPayments store =
                new PostgresPayments(database, config.disputes(), context.ids(), prices::referralsAt, context.clock());
        Sandbox sandbox = new Sandbox(
                store, context.clock(), context.ids(), config.sales().sandboxEnabled());
        providers = new Providers(
                OutsideProviders.of(config.sales().providers(), new JdkProviderHttp(), context.clock()), sandbox);
        providerNews = new ProviderNews(store, providers, concerned, listed::lots);
        orderFetcher = new OrderFetcher(store, providerNews, providers);
        refundSender = new RefundSender(store, providers);
        payments = new Payments(store, prices, context.ids(), discounts, providers, sandbox, orderFetcher);
        autoTopUps = new AutoTopUps(
                new PostgresAutoTopUps(database, new SpendGuard(context.clock())),
                payments,
                providers,
                providerNews,
                config.sales().autoTopUp(),
                context.clock());
        disputes = new Disputes(
                new PostgresDisputes(database, context.ids(), prices::referralsAt),
                concerned,
                listed::disputes,
                context.clock());
        settlements = new Settlements(new PostgresSettlements(database, context.ids()), context.ids(), context.clock());
        receipts = new Receipts(
                new PostgresReceipts(database, config.lots().zone()),
                config.papers(),
                config.lots().zone());
        caseAnswers = new CaseAnswers(
                new PostgresAnswers(database),
                disputes,
                providers,
                concerned,
                new CasePaper(config.papers().fonts())::pdf,
                context.clock());
    }

    Providers providers() {
        return providers;
    }

    ProviderNews providerNews() {
        return providerNews;
    }

    OrderFetcher orderFetcher() {
        return orderFetcher;
    }

    RefundSender refundSender() {
        return refundSender;
    }

    Payments payments() {
        return payments;
    }

    AutoTopUps autoTopUps() {
        return autoTopUps;
    }

    Disputes disputes() {
        return disputes;
    }

    CaseAnswers caseAnswers() {
        return caseAnswers;
    }

    Receipts receipts() {
        return receipts;
    }

    Settlements settlements() {
        return settlements;
    }
}
