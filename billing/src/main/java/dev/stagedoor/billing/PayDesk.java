package dev.stagedoor.billing;

import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.audit.Job;
import dev.stagedoor.billing.audit.Schedule;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.papers.Papers;
import dev.stagedoor.billing.payments.JdkProviderHttp;
import dev.stagedoor.billing.payouts.BankFile;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.Maturity;
import dev.stagedoor.billing.payouts.PayoutBrowser;
import dev.stagedoor.billing.payouts.PayoutPostings;
import dev.stagedoor.billing.payouts.PayoutProvider;
import dev.stagedoor.billing.payouts.PayoutSender;
import dev.stagedoor.billing.payouts.PayoutSettlements;
import dev.stagedoor.billing.payouts.PayoutStore;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.payouts.PayoutWebhooks;
import dev.stagedoor.billing.payouts.Payouts;
import dev.stagedoor.billing.payouts.RazorpayxPayouts;
import dev.stagedoor.billing.payouts.RazorpayxTerms;
import dev.stagedoor.billing.payouts.SandboxPayouts;
import dev.stagedoor.billing.payouts.SecretBox;
import dev.stagedoor.billing.payouts.TaxRuleProposals;
import dev.stagedoor.billing.risk.FraudScan;
import dev.stagedoor.billing.risk.RiskCounts;
import dev.stagedoor.billing.risk.RiskDesk;
import dev.stagedoor.billing.risk.RiskStore;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresBankFile;
import dev.stagedoor.billing.store.PostgresEarnings;
import dev.stagedoor.billing.store.PostgresPapers;
import dev.stagedoor.billing.store.PostgresPayouts;
import dev.stagedoor.billing.store.PostgresRisk;
import dev.stagedoor.billing.store.PostgresSandboxPayouts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where earnings become money: maturing, payouts, what keeps payouts waiting, and the jobs of all that. */
public final class PayDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PayDesk.class);

    private final Maturity maturity;
    private final Payouts payouts;
    private final TaxRuleProposals taxRules;
    private final PayoutSettlements settlements;
    private final PayoutSender sender;
    private final PayoutWebhooks webhooks;
    private final Papers papers;
    private final PayoutTerms terms;
    private final PayoutStore store;
    private final RiskDesk risk;
    private final FraudScan fraudScan;
    private final Duration scanEvery;

    /** By whom things of payouts are decided: what needs two people, and who decides on none of it. */
    record Deciding(Approvals approvals, Concerned concerned) {}

    /**
     * @param browser what is there to see of payouts
     * @param listed the terms in force
     */
    PayDesk(
            Database database,
            BillingConfig config,
            SecretBox box,
            Deciding deciding,
            PayoutBrowser browser,
            ListedTerms listed,
            MeteringContext context) {
        InstantSource clock = context.clock();
        Supplier<UUID> ids = context.ids();
        EarningsTerms earnings = config.earnings();
        terms = config.payouts();
        maturity = new Maturity(new PostgresEarnings(database), listed::earnings, ids);
        PayoutPostings postings = new PayoutPostings(ids);
        RiskCounts riskCounts = new RiskCounts();
        PostgresPayouts.Watch watch = new PostgresPayouts.Watch(config.risk(), listed::earnings, ids, riskCounts);
        store = new PostgresPayouts(database, terms, earnings.taxPreset(), postings, box, watch);
        BankFile bankFile = new BankFile(new PostgresBankFile(database, box), clock, ids);
        payouts = new Payouts(
                store,
                browser,
                deciding.concerned(),
                new Payouts.InForce(listed::payouts, listed::earnings),
                clock,
                ids,
                bankFile);
        Map<String, PayoutProvider> providers = new LinkedHashMap<>();
        providers.put(BankFile.NAME, bankFile);
        if (config.sales().sandboxEnabled()) {
            // The same switch as for buying coins: a production environment has no sandbox to pay out by.
            providers.put(SandboxPayouts.NAME, new SandboxPayouts(new PostgresSandboxPayouts(database), clock));
        }
        RazorpayxTerms razorpayx = config.razorpayx();
        if (razorpayx != null) {
            providers.put(RazorpayxPayouts.NAME, new RazorpayxPayouts(razorpayx, new JdkProviderHttp()));
        }
        if (!providers.containsKey(terms.provider())) {
            throw new IllegalArgumentException("payouts go by %s, which is not there; there are %s"
                    .formatted(terms.provider(), providers.keySet()));
        }
        taxRules = new TaxRuleProposals(payouts.browser(), deciding.approvals(), clock);
        settlements = new PayoutSettlements(payouts.browser(), deciding.approvals());
        sender = new PayoutSender(store, providers);
        webhooks = new PayoutWebhooks(store, providers, clock);
        RiskStore flags = new PostgresRisk(database, terms, postings);
        risk = new RiskDesk(flags, payouts, deciding.concerned(), riskCounts, clock);
        fraudScan = new FraudScan(flags, config.risk(), ids, riskCounts);
        scanEvery = config.risk().scanEvery();
        papers = new Papers(
                new PostgresPapers(database),
                earnings.asset(),
                earnings.zone(),
                config.papers().fonts());
    }

    /** Payouts, payees and what they have earned. */
    public Payouts payouts() {
        return payouts;
    }

    /** What providers tell of payouts by themselves. */
    public PayoutWebhooks webhooks() {
        return webhooks;
    }

    /** Settling by hand what providers do not say clearly. */
    public PayoutSettlements settlements() {
        return settlements;
    }

    /** New versions of tax rules. */
    public TaxRuleProposals taxRules() {
        return taxRules;
    }

    /** What looks like fraud, and keeps payouts waiting. */
    public RiskDesk risk() {
        return risk;
    }

    /** Statements and tax papers. */
    public Papers papers() {
        return papers;
    }

    /** Seals bank accounts of before there was a key, or of before it changed. */
    void sealAccounts() {
        int sealed = store.resealDestinations();
        if (sealed > 0) {
            LOG.info("{} bank accounts are sealed with the present key now", sealed);
        }
    }

    List<Job> jobs() {
        return List.of(
                new Job("maturity", new Schedule.Every(Duration.ofMinutes(1)), maturity::run),
                new Job("fraud-scan", new Schedule.Every(scanEvery), fraudScan::run),
                new Job("payouts-send", new Schedule.Every(Duration.ofSeconds(5)), sender::run),
                new Job("payouts-daily", new Schedule.Daily(terms.dailyAt(), terms.zone()), payouts::runSchedule));
    }
}
