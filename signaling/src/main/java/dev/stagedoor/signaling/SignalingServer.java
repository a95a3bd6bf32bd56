package dev.stagedoor.signaling;

import dev.stagedoor.signaling.admin.ApprovalConsole;
import dev.stagedoor.signaling.admin.Console;
import dev.stagedoor.signaling.admin.LiveConsole;
import dev.stagedoor.signaling.admin.MediaRecords;
import dev.stagedoor.signaling.admin.NodeConsole;
import dev.stagedoor.signaling.admin.PriceConsole;
import dev.stagedoor.signaling.calls.PresenceBoard;
import dev.stagedoor.signaling.calls.SystemTimers;
import dev.stagedoor.signaling.identity.Identity;
import dev.stagedoor.signaling.identity.IdentityConfig;
import dev.stagedoor.signaling.identity.RateLimiter;
import dev.stagedoor.signaling.identity.SecondFactors;
import dev.stagedoor.signaling.mail.MailOutbox;
import dev.stagedoor.signaling.people.Newcomers;
import dev.stagedoor.signaling.people.Performers;
import dev.stagedoor.signaling.session.Drain;
import dev.stagedoor.signaling.session.Realtime;
import dev.stagedoor.signaling.store.AccountTable;
import dev.stagedoor.signaling.store.CallHistoryTable;
import dev.stagedoor.signaling.store.CallTable;
import dev.stagedoor.signaling.store.Database;
import dev.stagedoor.signaling.store.MailTable;
import dev.stagedoor.signaling.store.MediaRecordTable;
import dev.stagedoor.signaling.store.Outage;
import dev.stagedoor.signaling.store.PerformerTable;
import dev.stagedoor.signaling.store.RatingTable;
import dev.stagedoor.signaling.store.ReferralTable;
import dev.stagedoor.signaling.store.SecondFactorTable;
import dev.stagedoor.signaling.store.SessionTable;
import dev.stagedoor.signaling.store.SigningKeyTable;
import dev.stagedoor.signaling.web.NodeClient;
import dev.stagedoor.signaling.web.WebParts;
import dev.stagedoor.signaling.web.WebServer;
import dev.stagedoor.signaling.whip.LiveSessions;
import dev.stagedoor.signaling.whip.Outside;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signalling as a whole: accounts, calls, REST, WebSocket and pages on one port. Media and money are behind the ports
 * that it is given. {@link #start()} once, {@link #stop} once.
 */
public final class SignalingServer {
    private static final Logger LOG = LoggerFactory.getLogger(SignalingServer.class);
    private static final Duration MAINTENANCE_EVERY = Duration.ofHours(1);

    private final Database database;
    private final Identity identity;
    private final Performers performers;
    private final Realtime realtime;
    private final NodeClient links;
    private final LiveSessions live;
    private final MediaRecords records;
    private final Newcomers newcomers;
    private final MailOutbox mail;
    private final Drain drain;
    private final WebServer web;
    private final SystemTimers timers = new SystemTimers();
    private final ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * What signalling asks the rest of the house to fill.
     *
     * @param mail the way to the mail server, null where there is none
     * @param metrics the whole house's numbers in Prometheus' text format; may block for a moment
     * @param tracing who follows requests
     */
    public record Ports(
            MediaGateway media,
            Entitlements entitlements,
            WalletService wallets,
            LedgerBrowser ledger,
            MediaBrowser mediaBrowser,
            ApprovalDesk approvals,
            PriceDesk prices,
            ProviderDesk providers,
            SettlementDesk settlements,
            PayoutDesk payouts,
            RiskDesk risk,
            AgencyDesk agencies,
            ReferralDesk referrals,
            AuditDesk audit,
            WalletCare care,
            ClaimDesk claims,
            PlanDesk plans,
            ShowDesk shows,
            BookingDesk bookings,
            SecretBox secrets,
            @Nullable MailCarrier mail,
            Supplier<String> metrics,
            Tracing tracing) {}

    /**
     * Brings schema {@code app} to the version of this program and builds everything; nothing is served yet. Blocks.
     *
     * @param dataSource a pool of at least {@code config.databaseConnections()} connections
     */
    public SignalingServer(SignalingConfig config, DataSource dataSource, Ports ports) {
        InstantSource clock = InstantSource.system();
        database = new Database(dataSource, config.databaseConnections());
        // Beside what follows, which takes as long and needs no table yet: together they are most of a start.
        CompletableFuture<Void> migration = CompletableFuture.runAsync(database::migrate, virtualThreads);
        AccountTable accounts = new AccountTable(database);
        PerformerTable profiles = new PerformerTable(database);
        PresenceBoard board = new PresenceBoard();
        board.listen(new LastSeen(profiles, clock, virtualThreads));
        identity = identity(config.identity(), accounts, ports.secrets(), clock);
        performers = new Performers(profiles, board, clock, ports.prices()::rateBounds);
        links = new NodeClient(config.nodes());
        live = liveSessions(config, ports);
        realtime = new Realtime(outside(ports, new CallDirectory(accounts, profiles), board), config.realtime());
        records = new MediaRecords(new MediaRecordTable(database), virtualThreads, clock, config.mediaRecords());
        ports.media().listen(records);
        newcomers = new Newcomers(new ReferralTable(database), ports.referrals(), virtualThreads, clock);
        mail = new MailOutbox(new MailTable(database), accounts, ports.mail(), clock);
        drain = new Drain(realtime, timers, config.drainWithin(), live::refuseNew);
        WebParts parts = new WebParts(
                identity,
                config.identity().sessionLifetime(),
                accounts,
                performers,
                callParts(ports),
                ports.wallets(),
                realtime.gifts(),
                new Console(ports.ledger(), accounts),
                new ApprovalConsole(ports.approvals(), accounts),
                watchParts(ports.mediaBrowser(), accounts, clock),
                new PriceConsole(ports.prices(), accounts),
                new WebParts.ProviderParts(ports.providers(), ports.settlements()),
                ports.payouts(),
                ports.risk(),
                ports.agencies(),
                new WebParts.ReferralParts(ports.referrals(), newcomers),
                ports.audit(),
                mail,
                ports.care(),
                ports.claims(),
                new WebParts.SaleParts(ports.plans(), ports.shows(), ports.bookings()),
                realtime,
                live,
                config.nodes(),
                drain,
                config.ice(),
                clock,
                ports.metrics(),
                ports.tracing(),
                Map.of("database", database::isUp, "serving", drain::isServing));
        web = WebServer.of(config.http(), parts, virtualThreads);
        migration.join();
        resealSecondFactors();
    }

    private Realtime.Outside outside(Ports ports, CallDirectory directory, PresenceBoard board) {
        return new Realtime.Outside(
                ports.media(),
                ports.entitlements(),
                ports.bookings(),
                ports.wallets(),
                new ShowAudience(ports.shows(), live),
                directory,
                new CallTable(database),
                identity.accessTokens()::verify,
                Outage::isBehind,
                board,
                timers,
                ports.tracing(),
                virtualThreads);
    }

    private void resealSecondFactors() {
        int resealed = identity.secondFactors().reseal();
        if (resealed > 0) {
            LOG.info("{} second factors are sealed with the present key now", resealed);
        }
    }

    private Identity identity(IdentityConfig config, AccountTable accounts, SecretBox secrets, InstantSource clock) {
        SessionTable sessions = new SessionTable(database);
        SecondFactors factors =
                new SecondFactors(new SecondFactorTable(database), sessions, secrets, config, clock, System::nanoTime);
        return new Identity(
                config, accounts, sessions, new SigningKeyTable(database), factors, clock, System::nanoTime);
    }

    private WebParts.WatchParts watchParts(MediaBrowser media, AccountTable accounts, InstantSource clock) {
        return new WebParts.WatchParts(
                new NodeConsole(media, realtime, live, drain, clock),
                new LiveConsole(media, records, realtime.calls(), live, accounts));
    }

    private LiveSessions liveSessions(SignalingConfig config, Ports ports) {
        LiveSessions sessions = new LiveSessions(
                ports.media(),
                config.whip(),
                ports.shows(),
                config.nodes(),
                links,
                new Outside(virtualThreads, timers::after));
        ports.media().listen(sessions);
        return sessions;
    }

    private WebParts.CallParts callParts(Ports ports) {
        return new WebParts.CallParts(
                realtime.calls()::quote,
                ports.entitlements(),
                new CallHistoryTable(database),
                new RatingTable(database));
    }

    /** Begins to serve; returns the port. Fails if the port is taken. */
    public int start() {
        realtime.start();
        maintain();
        return web.start();
    }

    /** Now and every hour. */
    private void maintain() {
        virtualThreads.execute(records::deleteOld);
        virtualThreads.execute(mail::deleteOld);
        newcomers.tellSoon();
        var _ = timers.after(MAINTENANCE_EVERY, this::maintain);
    }

    /** What it is doing. */
    public SignalingStatistics statistics() {
        return new SignalingStatistics(realtime.connections(), realtime.calls().running(), live.statistics());
    }

    /** The way out of service; {@link #stop} is what comes after it. */
    public Drain drain() {
        return drain;
    }

    /** Lets each address make this many requests from now on. */
    public void limitRequests(RateLimiter.Limit limit) {
        web.limitRequests(limit);
    }

    /** Mail to people who are not here. Somebody who keeps time must call its {@code send()}. */
    public MailOutbox mail() {
        return mail;
    }

    /** Makes the accounts of a demonstration. */
    public DemoAccounts demoAccounts() {
        return new DemoAccounts(identity, performers);
    }

    /**
     * Ends calls fairly, closes connections, lets requests under way finish, and returns after {@code patience} at the
     * latest. Media and billing must still be there.
     */
    public void stop(Duration patience) {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        try {
            realtime.stop().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every call was settled before the end; the rest is settled after the next start", e);
        }
        live.stop();
        records.stop(Duration.ofNanos(Math.max(0, deadlineNs - System.nanoTime())));
        web.stop(Duration.ofNanos(Math.max(0, deadlineNs - System.nanoTime())));
        virtualThreads.shutdown();
        timers.close();
        links.close();
        identity.close();
    }
}
