package dev.stagedoor.billing;

import dev.stagedoor.billing.disputes.CaseAnswers;
import dev.stagedoor.billing.disputes.Disputes;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.papers.CasePaper;
import dev.stagedoor.billing.payments.AutoTopUps;
import dev.stagedoor.billing.payments.JdkProviderHttp;
import dev.stagedoor.billing.payments.OutsideProviders;
import dev.stagedoor.billing.payments.Payments;
import dev.stagedoor.billing.payments.Sandbox;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.settlements.Settlements;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresAnswers;
import dev.stagedoor.billing.store.PostgresAutoTopUps;
import dev.stagedoor.billing.store.PostgresDisputes;
import dev.stagedoor.billing.store.PostgresPayments;
import dev.stagedoor.billing.store.PostgresSettlements;
import dev.stagedoor.billing.store.SpendGuard;
import dev.stagedoor.billing.subscriptions.Plan;
import java.util.UUID;
import java.util.function.Function;

/** Where coins are bought, by people and by themselves, and where that is taken back. */
final class Sales {
    private final Payments payments;
    private final AutoTopUps autoTopUps;
    private final Disputes disputes;
    private final CaseAnswers caseAnswers;
    private final Settlements settlements;

    /**
     * @param listed the terms in force
     * @param discounts what somebody's plan gives on coins
     */
    Sales(
            Database database,
            BillingConfig config,
            PriceBook prices,
            ListedTerms listed,
            Function<UUID, Plan.Discount> discounts,
            MeteringContext context) {
        PostgresPayments store =
                new PostgresPayments(database, config.disputes(), context.ids(), prices::referralsAt, context.clock());
        payments = new Payments(
                store,
                prices,
                context.ids(),
                new Sandbox(
                        store, context.clock(), context.ids(), config.sales().sandboxEnabled()),
                listed::lots,
                discounts,
                OutsideProviders.of(config.sales().providers(), new JdkProviderHttp(), context.clock()));
        autoTopUps = new AutoTopUps(
                new PostgresAutoTopUps(database, new SpendGuard(context.clock())),
                payments,
                config.sales().autoTopUp(),
                context.clock());
        disputes = new Disputes(
                new PostgresDisputes(database, context.ids(), prices::referralsAt), listed::disputes, context.clock());
        settlements = new Settlements(new PostgresSettlements(database, context.ids()), context.ids(), context.clock());
        caseAnswers =
                new CaseAnswers(new PostgresAnswers(database), disputes, payments, CasePaper::pdf, context.clock());
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

    Settlements settlements() {
        return settlements;
    }
}
