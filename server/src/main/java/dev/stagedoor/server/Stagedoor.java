package dev.stagedoor.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.media.MediaServer;
import dev.stagedoor.server.adapters.AgencyAdapter;
import dev.stagedoor.server.adapters.ApprovalAdapter;
import dev.stagedoor.server.adapters.AuditAdapter;
import dev.stagedoor.server.adapters.BookingAdapter;
import dev.stagedoor.server.adapters.ClaimAdapter;
import dev.stagedoor.server.adapters.EntitlementsAdapter;
import dev.stagedoor.server.adapters.LedgerAdapter;
import dev.stagedoor.server.adapters.MediaAdapter;
import dev.stagedoor.server.adapters.MediaBrowserAdapter;
import dev.stagedoor.server.adapters.PayoutAdapter;
import dev.stagedoor.server.adapters.PlanAdapter;
import dev.stagedoor.server.adapters.PriceAdapter;
import dev.stagedoor.server.adapters.ProviderAdapter;
import dev.stagedoor.server.adapters.ReferralAdapter;
import dev.stagedoor.server.adapters.RiskAdapter;
import dev.stagedoor.server.adapters.SecretBoxAdapter;
import dev.stagedoor.server.adapters.SettlementAdapter;
import dev.stagedoor.server.adapters.ShowAdapter;
import dev.stagedoor.server.adapters.WalletAdapter;
import dev.stagedoor.server.adapters.WalletCareAdapter;
import dev.stagedoor.server.address.OutsideAddresses;
import dev.stagedoor.server.alerts.AlertConfig;
import dev.stagedoor.server.alerts.AlertRounds;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.doctor.Doctor;
import dev.stagedoor.server.doctor.Finding;
import dev.stagedoor.server.mail.MailRounds;
import dev.stagedoor.server.mail.SmtpCarrier;
import dev.stagedoor.server.mail.SmtpConfig;
import dev.stagedoor.server.metrics.Metrics;
import dev.stagedoor.server.secrets.SecretKeys;
import dev.stagedoor.server.secrets.Vault;
import dev.stagedoor.server.tracing.Traces;
import dev.stagedoor.server.tracing.TracingConfig;
import dev.stagedoor.signaling.MailCarrier;
import dev.stagedoor.signaling.SignalingConfig;
import dev.stagedoor.signaling.SignalingServer;
import dev.stagedoor.signaling.identity.RateLimiter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running installation. Reads as the list that it is: database, billing, media, signalling. Stopping goes backwards:
 * signalling first stops accepting and ends the calls, which books their last usage while media and billing are still there.
 */
final class Stagedoor implements AutoCloseable {
    /** Where LWJGL puts HarfBuzz, by which papers are set. */
    private static final String UNPACKED_LIBRARIES = "org.lwjgl.system.SharedLibraryExtractPath";

    private static final Logger LOG = LoggerFactory.getLogger(Stagedoor.class);
    private static final Duration CALL_PATIENCE = Duration.ofSeconds(3);
    private static final long MAINTENANCE_EVERY_MS = 1_000;
    private static final long DATABASE_LOOK_EVERY_MS = 1_000;

    private final Shutdown shutdown = new Shutdown();
    private final Metrics metrics = new Metrics();
    private final Settings settings;
    private final Path home;
    private final DataDirectory data;
    private final OwnCertificate certificate;
    private CompletableFuture<?> drained = new CompletableFuture<>();
    private Consumer<RateLimiter.Limit> limits = limit -> {};
    private int httpPort;
    private int mediaPort;
    private @Nullable DemoPeople demoPeople;

    private Stagedoor(Settings settings, Path home, DataDirectory data, OwnCertificate certificate) {
        this.settings = settings;
        this.home = home;
        this.data = data;
        this.certificate = certificate;
        shutdown.before("Gave back the data directory", data);
        shutdown.before("Stopped renewing the certificate", certificate);
        metrics.add(certificate::present, certificate::failures);
    }

    /**
     * Takes what must be there before anything is started: the data directory, and a certificate, which may take long. A
     * process that ends meanwhile leaves nothing behind.
     *
     * @param data folder of the data, absolute or from the working directory
     * @param home folder of the installation
     */
    static Stagedoor prepare(Settings settings, Path data, Path home) throws IOException {
        DataDirectory directory = DataDirectory.open(data);
        // Not in the temporary folder, where another user of the machine could have put a library of the same name
        // before.
        System.setProperty(
                UNPACKED_LIBRARIES, directory.path().resolve("natives").toString());
        try {
            return new Stagedoor(settings, home, directory, OwnCertificate.obtain(settings, directory.path(), home));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Starts everything, or nothing. */
    void start() throws IOException {
        try {
            startAll();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Prepares and starts. */
    static Stagedoor start(Settings settings, Path data, Path home) throws IOException {
        Stagedoor stagedoor = prepare(settings, data, home);
        stagedoor.start();
        return stagedoor;
    }

    int httpPort() {
        return httpPort;
    }

    int mediaPort() {
        return mediaPort;
    }

    /** The people to try things out with, null where there are none. */
    @Nullable
    DemoPeople demoPeople() {
        return demoPeople;
    }

    @Override
    public void close() {
        shutdown.close();
    }

    private void startAll() throws IOException {
        boolean embedded = settings.get(Keys.DATABASE_URL).isEmpty();
        DatabaseAddress address = embedded ? startDatabase() : DatabaseAddress.parse(settings.get(Keys.DATABASE_URL));

        refuseUnsafe(Doctor.ofDatabase(settings, address));

        Followers followers = startTracing();
        SecretBoxAdapter secrets =
                new SecretBoxAdapter(new Vault(SecretKeys.of(settings.get(Keys.SECRET_KEYS), data.path())));
        EntitlementsAdapter.News billingNews = new EntitlementsAdapter.News();
        Billing billing = startBilling(address, embedded, secrets, billingNews, followers);
        MediaAdapter.News mediaNews = new MediaAdapter.News();
        MediaServer media = MediaServer.start(
                Configurations.media(settings, new OutsideAddresses().announced(settings.get(Keys.MEDIA_ADVERTISE))),
                mediaNews);
        shutdown.before("Stopped media", media);
        mediaPort = media.port();
        metrics.add(media);

        SignalingServer.Ports ports = new SignalingServer.Ports(
                new MediaAdapter(media, mediaNews, followers.requests()),
                new EntitlementsAdapter(billing, billingNews),
                new WalletAdapter(billing),
                new LedgerAdapter(billing.ledger(), billing.sessions()),
                new MediaBrowserAdapter(media),
                new ApprovalAdapter(billing),
                new PriceAdapter(billing),
                new ProviderAdapter(billing),
                new SettlementAdapter(billing.settlements()),
                new PayoutAdapter(billing.payDesk(), settings.get(Keys.PAYOUT_SECOND_FACTOR)),
                new RiskAdapter(billing.payDesk().risk()),
                new AgencyAdapter(billing),
                new ReferralAdapter(billing.referrals()),
                new AuditAdapter(billing.jobs(), billing.books()),
                new WalletCareAdapter(billing, InstantSource.system()),
                new ClaimAdapter(billing),
                new PlanAdapter(billing.subscriptions()),
                new ShowAdapter(billing.shows()),
                new BookingAdapter(billing.shows().bookings()),
                secrets,
                mailServer(),
                metrics::text,
                followers.requests());
        SignalingServer signaling = startSignaling(address, ports);
        metrics.add(signaling);
        if (settings.get(Keys.DEMO_ACCOUNTS) && Configurations.isForTryingOut(settings)) {
            demoPeople = DemoPeople.provide(data.path(), signaling.demoAccounts(), billing.wallets());
        }
        httpPort = signaling.start();
        certificate.leadTo(httpPort);
        shutdown.before("Ended calls and stopped HTTP", () -> signaling.stop(CALL_PATIENCE));
        shutdown.before("Waited for running calls", () -> drain(signaling));
        drained = signaling.drain().over();
        limits = signaling::limitRequests;
        shutdown.before("Stopped telling alerts", AlertRounds.start(billing.alerts(), AlertConfig.of(settings)));
        shutdown.before("Stopped sending mail", MailRounds.start(billing, signaling.mail(), site()));
    }

    /** The way to the mail server, null where none is set. */
    private @Nullable MailCarrier mailServer() throws IOException {
        SmtpConfig config = SmtpConfig.of(settings, home);
        return config == null ? null : new SmtpCarrier(config);
    }

    /** Where people reach this server. */
    private URI site() {
        String site = settings.get(Keys.PUBLIC_URL);
        return URI.create(site.isEmpty() ? "http://localhost:" + httpPort : site);
    }

    /** Lets calls go on for as long as the settings say. */
    private static void drain(SignalingServer signaling) {
        var _ = signaling.drain().begin();
        var _ = signaling.drain().over().join();
    }

    /** Completes when it was taken out of service and nothing is left to wait for. */
    CompletableFuture<?> drained() {
        return drained;
    }

    /** Takes up what may change while it runs. */
    void apply(Settings changed) {
        limits.accept(Configurations.requestsPerAddress(changed));
    }

    /** Money is not entrusted to a database that may forget it. */
    private static void refuseUnsafe(List<Finding> findings) {
        findings.stream().filter(Finding::isFailure).findFirst().ifPresent(finding -> {
            throw new IllegalStateException(finding.found() + " → " + finding.remedy());
        });
    }

    /** Who follows what people ask for. */
    private record Followers(dev.stagedoor.signaling.Tracing requests, dev.stagedoor.billing.store.Tracing ledger) {}

    private Followers startTracing() {
        TracingConfig config = Configurations.tracing(settings);
        if (config == null) {
            return new Followers(dev.stagedoor.signaling.Tracing.OFF, dev.stagedoor.billing.store.Tracing.OFF);
        }
        Traces traces = Traces.start(config);
        shutdown.before("Sent the last spans", traces);
        metrics.addSpans(traces::counts);
        return new Followers(traces.requests(), traces.ledger());
    }

    private DatabaseAddress startDatabase() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        shutdown.before("Stopped the embedded database", postgres);
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("database-watch").factory());
        var _ = watch.scheduleWithFixedDelay(
                () -> keepAlive(postgres), DATABASE_LOOK_EVERY_MS, DATABASE_LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        shutdown.before("Stopped watching the database", watch);
        return postgres.address();
    }

    private static void keepAlive(EmbeddedPostgres postgres) {
        try {
            var _ = postgres.startAgainIfDead();
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("The embedded database could not be started again; trying on", e);
        }
    }

    private Billing startBilling(
            DatabaseAddress address,
            boolean embedded,
            SecretBoxAdapter secrets,
            EntitlementsAdapter.News news,
            Followers followers) {
        try (HikariDataSource owner = ConnectionPool.open("migrations", address, 2, null)) {
            Billing.migrate(owner);
        }
        HikariDataSource pool = ConnectionPool.open(
                "billing", address, settings.get(Keys.DATABASE_POOL_SIZE), Billing.CONNECTION_INIT_SQL);
        shutdown.before("Closed billing's connections", pool);
        metrics.add(pool);
        Billing billing = Billing.open(
                pool,
                Configurations.billing(settings, embedded, data.path()),
                secrets,
                InstantSource.system(),
                System::nanoTime,
                news,
                followers.ledger());
        shutdown.before("Flushed usage", billing);
        metrics.add(billing);
        MoneySettings.refuseOthers(settings, billing);
        List<Runnable> parts = billing.maintenance().parts();
        ScheduledExecutorService maintenance = Executors.newScheduledThreadPool(
                parts.size(),
                Thread.ofPlatform().name("billing-maintenance-", 0).factory());
        for (Runnable part : parts) {
            var _ = maintenance.scheduleWithFixedDelay(
                    () -> unbroken(part), MAINTENANCE_EVERY_MS, MAINTENANCE_EVERY_MS, TimeUnit.MILLISECONDS);
        }
        shutdown.before("Stopped maintenance", maintenance);
        return billing;
    }

    /** What a scheduled task throws would be its last word, an error as well. */
    private static void unbroken(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Maintenance of billing failed; it goes on", e);
        }
    }

    private SignalingServer startSignaling(DatabaseAddress address, SignalingServer.Ports ports) {
        SignalingConfig config = Configurations.signaling(settings, data.path(), home);
        HikariDataSource pool = ConnectionPool.open("signaling", address, config.databaseConnections(), null);
        shutdown.before("Closed signalling's connections", pool);
        metrics.add(pool);
        return new SignalingServer(config, pool, ports);
    }
}
