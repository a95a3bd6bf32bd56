package dev.stagedoor.signaling.web;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.signaling.DemoAccounts;
import dev.stagedoor.signaling.MailCarrier;
import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.SignalingConfig;
import dev.stagedoor.signaling.SignalingServer;
import dev.stagedoor.signaling.Tracing;
import dev.stagedoor.signaling.identity.IdentityConfig;
import dev.stagedoor.signaling.identity.PlainBox;
import dev.stagedoor.signaling.identity.RateLimiter;
import dev.stagedoor.signaling.whip.NodeSettings;
import dev.stagedoor.signaling.whip.WhipSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A whole signalling server on a free port and an empty database. */
final class TestServer implements AutoCloseable {
    /** A class asks of one address what people ask in minutes, and more with each operation that there is. */
    private static final RateLimiter.Limit EVERYTHING = new RateLimiter.Limit(1_000_000, Duration.ofMillis(1));

    static final String METRICS = "# HELP one a number\none 1\n";
    static final String PASSWORD = "correct-horse-battery";

    final TestMediaBrowser mediaBrowser = new TestMediaBrowser();
    final TestWallets wallets = new TestWallets();
    final TestEntitlements entitlements = new TestEntitlements();
    final TestLedger ledger = new TestLedger();
    final TestApprovals approvals = new TestApprovals();
    final TestPrices prices = new TestPrices();
    final TestProviders providers = new TestProviders();
    final TestSettlements settlements = new TestSettlements();
    final TestRisk risk = new TestRisk();
    final TestPayouts payouts = new TestPayouts();
    final TestAgencies agencies = new TestAgencies();
    final TestReferrals referrals = new TestReferrals();
    final TestCare care = new TestCare();
    final TestClaims claims = new TestClaims();
    final TestPlans plans = new TestPlans();
    final TestShows shows = new TestShows();
    final TestBookings bookings = new TestBookings();
    final HikariDataSource database = TestDatabase.fresh();
    final ResponseContract responses = ResponseContract.shared();
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final AtomicInteger people = new AtomicInteger();
    private final SignalingServer server;
    private final int port;

    TestServer() {
        this(null);
    }

    /** One whose metrics need this token, unless it is empty. */
    static TestServer withMetricsToken(String token) {
        return new TestServer(
                http(null, token),
                new QuietMedia(),
                IceConfig.none(),
                WhipSettings.defaults(),
                NodeSettings.alone(),
                IdentityConfig.defaults());
    }

    /** @param viewerApp folder of a built app */
    TestServer(@Nullable Path viewerApp) {
        this(
                http(viewerApp, ""),
                new QuietMedia(),
                IceConfig.none(),
                WhipSettings.defaults(),
                NodeSettings.alone(),
                IdentityConfig.defaults());
    }

    /** With a media node on which something happens. */
    TestServer(MediaGateway media, IceConfig ice, WhipSettings whip) {
        this(media, ice, whip, NodeSettings.alone());
    }

    /** One among several. */
    TestServer(MediaGateway media, IceConfig ice, WhipSettings whip, NodeSettings nodes) {
        this(http(null, ""), media, ice, whip, nodes, IdentityConfig.defaults());
    }

    /** One that lets nobody work for the house without a second factor. */
    static TestServer askingTheHouse() {
        return new TestServer(
                http(null, ""),
                new QuietMedia(),
                IceConfig.none(),
                WhipSettings.defaults(),
                NodeSettings.alone(),
                IdentityConfig.defaults().withSecondFactorOfHouse(true));
    }

    private TestServer(
            HttpConfig http,
            MediaGateway media,
            IceConfig ice,
            WhipSettings whip,
            NodeSettings nodes,
            IdentityConfig identity) {
        SignalingConfig defaults = SignalingConfig.on("127.0.0.1", 0);
        server = new SignalingServer(
                new SignalingConfig(
                        http,
                        ice,
                        identity,
                        defaults.realtime(),
                        whip,
                        nodes,
                        defaults.drainWithin(),
                        defaults.mediaRecords(),
                        8),
                database,
                new SignalingServer.Ports(
                        media,
                        entitlements,
                        wallets,
                        ledger,
                        mediaBrowser,
                        approvals,
                        prices,
                        providers,
                        settlements,
                        payouts,
                        risk,
                        agencies,
                        referrals,
                        new TestAudit(),
                        care,
                        claims,
                        plans,
                        shows,
                        bookings,
                        new PlainBox("test"),
                        _ -> new MailCarrier.Delivery.Taken(),
                        () -> METRICS,
                        Tracing.OFF));
        port = server.start();
    }

    private static HttpConfig http(@Nullable Path viewerApp, String metricsToken) {
        HttpConfig defaults = HttpConfig.on("127.0.0.1", 0);
        return new HttpConfig(defaults.host(), 0, "", viewerApp, null, false, EVERYTHING, metricsToken, null);
    }

    DemoAccounts demoAccounts() {
        return server.demoAccounts();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    Browser anybody() {
        return new Browser(this, client, null);
    }

    /** Somebody new of this role, signed in. */
    Browser newPerson(String role) {
        return anybody().register(role, "person" + people.incrementAndGet() + "@example.org");
    }

    /** Somebody new who takes calls. */
    Browser newPerformer() {
        Browser performer = newPerson("PERFORMER");
        performer.put("/api/v1/me/performer", """
            {"bio": "Hello", "increment": "MINUTE",
             "audioRate": {"amountMinor": 5000, "currency": "COIN"},
             "videoRate": {"amountMinor": 8000, "currency": "COIN"}}
            """);
        return performer;
    }

    Browser admin() {
        demoAccounts()
                .provide(
                        new DemoAccounts.SignIn("maya@example.org", PASSWORD),
                        new DemoAccounts.SignIn("viewer@example.org", PASSWORD),
                        new DemoAccounts.SignIn("admin@example.org", PASSWORD),
                        new DemoAccounts.SignIn("finance@example.org", PASSWORD));
        return anybody().signIn("admin@example.org", PASSWORD);
    }

    /** After {@link #admin()}. */
    Browser finance() {
        return anybody().signIn("finance@example.org", PASSWORD);
    }

    @Override
    public void close() {
        server.stop(Duration.ofSeconds(5));
        database.close();
    }
}
