package dev.stagedoor.billing;

import com.fasterxml.uuid.Generators;
import dev.stagedoor.billing.agencies.Agencies;
import dev.stagedoor.billing.agencies.Roster;
import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.audit.AlertStore;
import dev.stagedoor.billing.audit.Job;
import dev.stagedoor.billing.audit.Jobs;
import dev.stagedoor.billing.audit.Schedule;
import dev.stagedoor.billing.disputes.CaseAnswers;
import dev.stagedoor.billing.disputes.Disputes;
import dev.stagedoor.billing.ledger.LedgerBrowser;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.metering.HeartbeatRetention;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.metering.SessionBrowser;
import dev.stagedoor.billing.papers.NoticeStore;
import dev.stagedoor.billing.papers.Receipts;
import dev.stagedoor.billing.payments.AutoTopUps;
import dev.stagedoor.billing.payments.OrderFetcher;
import dev.stagedoor.billing.payments.OutsideProviders;
import dev.stagedoor.billing.payments.Payments;
import dev.stagedoor.billing.payments.ProviderNews;
import dev.stagedoor.billing.payments.Providers;
import dev.stagedoor.billing.payments.RefundSender;
import dev.stagedoor.billing.payouts.PayoutBrowser;
import dev.stagedoor.billing.payouts.SecretBox;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.referrals.Referrals;
import dev.stagedoor.billing.settlements.Settlements;
import dev.stagedoor.billing.shows.Shows;
import dev.stagedoor.billing.store.ApplicationRole;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.Housekeeping;
import dev.stagedoor.billing.store.Migrations;
import dev.stagedoor.billing.store.PostgresAgencies;
import dev.stagedoor.billing.store.PostgresAlerts;
import dev.stagedoor.billing.store.PostgresConcerned;
import dev.stagedoor.billing.store.PostgresHeartbeats;
import dev.stagedoor.billing.store.PostgresJobs;
import dev.stagedoor.billing.store.PostgresLedgerBrowser;
import dev.stagedoor.billing.store.PostgresNotices;
import dev.stagedoor.billing.store.PostgresPayoutBrowser;
import dev.stagedoor.billing.store.PostgresPrices;
import dev.stagedoor.billing.store.PostgresSessionBrowser;
import dev.stagedoor.billing.store.PostgresSessions;
import dev.stagedoor.billing.store.SpendGuard;
import dev.stagedoor.billing.store.Tracing;
import dev.stagedoor.billing.subscriptions.Subscriptions;
import dev.stagedoor.billing.wallet.Codes;
import dev.stagedoor.billing.wallet.CoinLife;
import dev.stagedoor.billing.wallet.Gifts;
import dev.stagedoor.billing.wallet.SpendLimits;
import dev.stagedoor.billing.wallet.Tips;
import dev.stagedoor.billing.wallet.Wallets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Billing, opened on a database. Has no thread of its own: the parts of {@link #maintenance()} are called by whoever keeps
 * time. Methods of everything it hands out block on the database and are safe from any virtual thread.
 */
public final class Billing implements AutoCloseable {
    /**
     * Run on every new connection of the pool given to {@link #open}: it takes the role that may read the journal and post
     * through the posting function, and nothing else. Where the owner could not create that role, it does nothing.
     */
    public static final String CONNECTION_INIT_SQL = "select billing.assume_application_role()";

    private static final Logger LOG = LoggerFactory.getLogger(Billing.class);

    private final Approvals approvals;
    private final Roster roster;
    private final Agencies agencies;
    private final PriceBook prices;
    private final Metering metering;
    private final WalletDesk wallet;
    private final Sales sales;
    private final LedgerBrowser ledger;
    private final SessionBrowser sessions;
    private final Programme programme;
    private final Housekeeping housekeeping;
    private final Books books;
    private final PayDesk payDesk;
    private final Jobs jobs;
    private final Maintenance maintenance;
    private final HeartbeatRetention heartbeats;
    private final NoticeStore notices;
    private final AlertStore alerts;

    private Billing(
            Database database, BillingConfig config, SecretBox box, MeteringContext context, BillingListener listener) {
        Concerned concerned = new PostgresConcerned(database);
        approvals = TwoPeople.approvals(database, config, concerned, context);
        PostgresAgencies memberships =
                new PostgresAgencies(database, config.prices().asset());
        roster = new Roster(memberships);
        agencies =
                new Agencies(memberships, roster, approvals, config.earnings().zone(), context.clock());
        PayoutBrowser payouts = new PostgresPayoutBrowser(database, config.earnings());
        prices = new PriceBook(
                new PostgresPrices(database),
                approvals,
                config.prices(),
                config.pricing(),
                new PerformerStanding(payouts, roster),
                OutsideProviders.names(config.sales().providers()),
                context.clock());
        ListedTerms listed = new ListedTerms(config, prices::prices);
        payDesk = new PayDesk(
                database, config, box, new PayDesk.Deciding(approvals, concerned), payouts, listed, context);
        approvals.listen(this::refresh);
        SpendGuard guard = new SpendGuard(context.clock());
        metering = new Metering(new PostgresSessions(database, guard), prices, config.metering(), context);
        wallet = WalletDesk.open(database, config, approvals, concerned, prices, listed, context);
        programme = new Programme(database, config, metering, prices, payouts::isVerified, context);
        sales = new Sales(database, config, concerned, prices, listed, programme.subscriptions()::discountOf, context);
        ledger = new PostgresLedgerBrowser(database);
        sessions = new PostgresSessionBrowser(database);
        housekeeping = new Housekeeping(database, context.nodeId(), listener);
        books = new Books(database, context.clock());
        notices = new PostgresNotices(database);
        alerts = new PostgresAlerts(database);
        heartbeats = new HeartbeatRetention(new PostgresHeartbeats(database));
        jobs = new Jobs(new PostgresJobs(database, context.nodeId()), config.audit(), context.clock(), jobs(config));
        maintenance = new Maintenance(
                metering.keeper(),
                housekeeping,
                this::refresh,
                sales.autoTopUps(),
                () -> sales.orderFetcher().run(context.clock().instant()),
                jobs);
    }

    /** Everything that is due at certain times. */
    private List<Job> jobs(BillingConfig config) {
        List<Job> due = new ArrayList<>();
        due.addAll(books.jobs(config.audit()));
        due.addAll(payDesk.jobs());
        due.addAll(new CoinJobs(wallet.coinLife(), sales).of(config.lots()));
        due.addAll(programme.jobs());
        due.add(new Job(
                "delete-heartbeats",
                new Schedule.Daily(config.lots().closeAt(), config.lots().zone()),
                heartbeats::run));
        return due;
    }

    /** Brings the schema {@code billing} up to date; {@code owner} may create schemas in the database. */
    public static void migrate(DataSource owner) {
        Migrations.run(owner);
    }

    /**
     * Prepares a database server for a copy of the schema made elsewhere.
     *
     * @return whether the copy's grants can be restored; without, the server works as {@code owner}
     */
    public static boolean prepareForCopy(DataSource owner) {
        return ApplicationRole.provide(owner);
    }

    /**
     * Opens billing on a migrated database and settles what a dead predecessor left behind.
     *
     * @param pool of connections prepared by {@link #CONNECTION_INIT_SQL}
     * @param box what seals the numbers of bank accounts
     * @param clock for calendar decisions only: peak windows, the life of quotes, the age of webhooks
     */
    public static Billing open(
            DataSource pool, BillingConfig config, SecretBox box, InstantSource clock, BillingListener listener) {
        return open(pool, config, box, clock, System::nanoTime, listener, Tracing.OFF);
    }

    /** As above, followed on the way to the ledger, and with a monotonic clock, which tests move by hand. */
    public static Billing open(
            DataSource pool,
            BillingConfig config,
            SecretBox box,
            InstantSource clock,
            LongSupplier nanoTime,
            BillingListener listener,
            Tracing tracing) {
        UUID nodeId = UUID.randomUUID();
        FundsListener funds = new FundsListener(listener);
        Database database = new Database(pool, config.maximumTransactions(), nodeId, funds, tracing);
        MeteringContext context = new MeteringContext(
                clock, nanoTime, Generators.timeBasedEpochGenerator()::generate, nodeId, config.outages(), listener);
        Billing billing = new Billing(database, config, box, context, funds);
        funds.tell(billing.metering, billing.autoTopUps());
        billing.housekeeping.logRole();
        billing.payDesk.sealAccounts();
        billing.refresh();
        billing.prices.warnOfLosses();
        billing.metering.keeper().start();
        billing.jobs.register();
        return billing;
    }

    /** Changes that need two people. */
    public Approvals approvals() {
        return approvals;
    }

    /** Who represents whom. */
    public Agencies agencies() {
        return agencies;
    }

    /** Price lists: the one in force, its history, proposals. */
    public PriceBook prices() {
        return prices;
    }

    /** Who brought whom, and what that brings. */
    public Referrals referrals() {
        return programme.referrals();
    }

    /** Quotes, holds, usage, receipts. */
    public Metering metering() {
        return metering;
    }

    /** Tips. */
    public Tips tips() {
        return wallet.tips();
    }

    /** Gifts. */
    public Gifts gifts() {
        return wallet.gifts();
    }

    /** Balances, histories, earnings. */
    public Wallets wallets() {
        return wallet.wallets();
    }

    /** Orders and the sandbox. */
    public Payments payments() {
        return sales.payments();
    }

    /** Payment providers that are switched on. */
    public Providers providers() {
        return sales.providers();
    }

    /** Webhooks of payments, and what became of them. */
    public ProviderNews providerNews() {
        return sales.providerNews();
    }

    /** What asks providers about orders of which they do not tell. */
    public OrderFetcher orderFetcher() {
        return sales.orderFetcher();
    }

    /** What tells providers of refunds. */
    public RefundSender refundSender() {
        return sales.refundSender();
    }

    /** Coins that buy themselves. */
    public AutoTopUps autoTopUps() {
        return sales.autoTopUps();
    }

    /** Codes that give coins. */
    public Codes codes() {
        return wallet.codes();
    }

    /** Limits that people set for themselves. */
    public SpendLimits limits() {
        return wallet.limits();
    }

    /** Refunds, complaints, chargebacks. */
    public Disputes disputes() {
        return sales.disputes();
    }

    /** What buyers paid. */
    public Receipts receipts() {
        return sales.receipts();
    }

    /** What people are to be told by letter. */
    public NoticeStore notices() {
        return notices;
    }

    /** What whoever runs the house is to be told. */
    public AlertStore alerts() {
        return alerts;
    }

    /** What providers paid out to the bank. */
    public Settlements settlements() {
        return sales.settlements();
    }

    /** What is said to banks that take payments back. */
    public CaseAnswers caseAnswers() {
        return sales.caseAnswers();
    }

    /** Expiry of coins and what is known of it beforehand. */
    public CoinLife coinLife() {
        return wallet.coinLife();
    }

    /** Plans of the house and fan clubs. */
    public Subscriptions subscriptions() {
        return programme.subscriptions();
    }

    /** What performers sell besides calls. */
    public Shows shows() {
        return programme.shows();
    }

    /** The journal, read only. */
    public LedgerBrowser ledger() {
        return ledger;
    }

    /** Metered sessions, read only. */
    public SessionBrowser sessions() {
        return sessions;
    }

    /** Seal and reconciliation. */
    public Books books() {
        return books;
    }

    /** Earnings that mature, payouts, payees. */
    public PayDesk payDesk() {
        return payDesk;
    }

    /** Jobs that run at certain times, and how their last runs went. */
    public Jobs jobs() {
        return jobs;
    }

    /** What has to be done while nobody asks, in parts. */
    public Maintenance maintenance() {
        return maintenance;
    }

    /** All of it, one after the other. */
    public void runMaintenance() {
        maintenance.parts().forEach(Runnable::run);
    }

    /** What two people, or a performer, may have changed on another node. */
    private void refresh() {
        prices.refresh();
        roster.refresh();
    }

    /** Makes pending heartbeats durable and gives the lease back. The pool stays open. */
    @Override
    public void close() {
        try {
            metering.keeper().stop();
        } catch (LedgerUnavailableException e) {
            LOG.warn("Closed without the database: {}", e.getMessage());
        }
    }
}
