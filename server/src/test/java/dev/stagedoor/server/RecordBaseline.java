package dev.stagedoor.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.server.Caller.Answer;
import dev.stagedoor.server.adapters.EntitlementsAdapter;
import dev.stagedoor.server.adapters.SecretBoxAdapter;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.secrets.SecretKeys;
import dev.stagedoor.server.secrets.Vault;
import dev.stagedoor.server.upgrade.Baseline;
import dev.stagedoor.server.upgrade.OlderServer;
import dev.stagedoor.server.upgrade.SentStatement;
import dev.stagedoor.server.upgrade.StatementLog;
import dev.stagedoor.signaling.DemoAccounts.SignIn;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.HoldOutcome;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Entitlements.Quote;
import dev.stagedoor.signaling.Entitlements.Rate;
import dev.stagedoor.signaling.Entitlements.Tip;
import dev.stagedoor.signaling.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Makes the fixture of {@link UpgradeTest}, by the command in CONTRIBUTING.md. */
@EnabledIfSystemProperty(named = "baseline.record", matches = ".*")
class RecordBaseline {
    static final SignIn ASHA = new SignIn("asha@example.org", "correct-horse-battery");
    private static final SignIn MAYA = new SignIn("maya@example.org", "correct-horse-battery");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void write() throws Exception {
        Path data = folder.resolve("data");
        logEveryStatement(data);
        Settings settings =
                Settings.load(folder.resolve("none"), false, Map.of(), Map.of("http.port", "0", "media.port", "0"));
        try (Stagedoor server = Stagedoor.start(settings, data, folder)) {
            URI address = URI.create("http://127.0.0.1:" + server.httpPort());
            Caller maya = Caller.register(address, "PERFORMER", MAYA);
            Caller asha = Caller.register(address, "VIEWER", ASHA);
            callAndTip(settings, data, UUID.fromString(asha.id()), UUID.fromString(maya.id()));
            sell(asha, maya);
            look(new Caller(address, requireNonNull(server.demoPeople()).admin()), asha, maya);
        }
        try (DataDirectory directory = DataDirectory.open(data);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
                HikariDataSource owner = ConnectionPool.open("owner", postgres.address(), 2, null)) {
            List<SentStatement> sent = StatementLog.read(data.resolve("postgres/server.log"));
            Baseline.write(owner, understood(postgres.address(), sent));
        }
    }

    private static void logEveryStatement(Path data) throws IOException, SQLException {
        try (DataDirectory directory = DataDirectory.open(data);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
                HikariDataSource owner = ConnectionPool.open("owner", postgres.address(), 4, null);
                Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            // Before the log begins: what migrations send is not what the server sends.
            Billing.migrate(owner);
            new Database(owner, 2).migrate();
            statement.execute("alter system set log_statement = 'all'");
            statement.execute("alter system set log_line_prefix = ''");
        }
    }

    /** Without those whose parameters need more than their text to be understood. */
    private static List<SentStatement> understood(DatabaseAddress database, List<SentStatement> all)
            throws SQLException {
        List<SentStatement> understood = new ArrayList<>();
        for (SentStatement each : all) {
            try (OlderServer server = new OlderServer(database, List.of(each))) {
                List<String> why = server.sendAll();
                if (why.isEmpty()) {
                    understood.add(each);
                } else {
                    System.out.println("left out: " + why);
                }
            }
        }
        System.out.printf("%d of %d statements%n", understood.size(), all.size());
        return understood;
    }

    private static void callAndTip(Settings settings, Path data, UUID viewer, UUID performer) throws IOException {
        DatabaseAddress database = EmbeddedPostgres.running(data).orElseThrow();
        EntitlementsAdapter.News news = new EntitlementsAdapter.News();
        try (HikariDataSource pool = ConnectionPool.open("calls", database, 4, Billing.CONNECTION_INIT_SQL);
                Billing billing = Billing.open(
                        pool,
                        Configurations.billing(settings, true, data),
                        new SecretBoxAdapter(new Vault(SecretKeys.of("", data))),
                        InstantSource.system(),
                        news)) {
            billing.wallets().grantPromotion(viewer, UUID.randomUUID(), Money.coins(900_000), "to try things out");
            EntitlementsAdapter calls = new EntitlementsAdapter(billing, news);
            for (EndReason reason : List.of(EndReason.HANG_UP, EndReason.MISSED)) {
                UUID callId = UUID.randomUUID();
                Rate rate = new Rate(CallKind.VIDEO, signalingCoins(8), signalingCoins(5), Increment.MINUTE);
                Quote quote = calls.quote(viewer, performer, rate);
                assertThat(calls.hold(callId, quote.quoteId())).isInstanceOf(HoldOutcome.Held.class);
                if (reason == EndReason.HANG_UP) {
                    calls.started(callId);
                    var _ = calls.usage(callId, 40_000);
                    var _ = calls.switchTo(callId, CallKind.AUDIO, 40_000);
                    var _ = calls.tip(new Tip(
                            UUID.randomUUID(),
                            viewer,
                            performer,
                            callId,
                            new dev.stagedoor.signaling.Money(5_000, "COIN"),
                            "Thank you",
                            false,
                            false));
                }
                var _ = calls.end(callId, reason == EndReason.HANG_UP ? 55_000 : 0, reason);
            }
        }
    }

    private static void sell(Caller asha, Caller maya) {
        maya.put("/api/v1/me/performer", """
                {"bio": "Hello", "increment": "MINUTE",
                 "audioRate": {"amountMinor": 5000, "currency": "COIN"},
                 "videoRate": {"amountMinor": 8000, "currency": "COIN"}}
                """);
        String plan = newId();
        made(asha.post("/api/v1/subscriptions", "{\"subscriptionId\": \"%s\", \"plan\": \"VIP\"}".formatted(plan)));
        made(asha.post("/api/v1/subscriptions/" + plan + "/change", "{\"action\": \"CANCEL_AT_END\"}"));
        made(maya.put("/api/v1/performer/fan-club", "{\"price\": " + money(20_000) + "}"));
        made(asha.post(
                "/api/v1/subscriptions",
                "{\"subscriptionId\": \"%s\", \"performerId\": \"%s\"}".formatted(newId(), maya.id())));
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        for (String kind : List.of("TICKETED", "CROWD_GOAL")) {
            String event = newId();
            String ticket = newId();
            made(maya.post("/api/v1/performer/events", """
                    {"eventId": "%s", "kind": "%s", "title": "Ragas at dusk", "amount": %s, "closesAt": "%s"%s}
                    """.formatted(
                    event, kind, money(30_000), tomorrow, kind.equals("TICKETED") ? ", \"deliverMinutes\": 20" : "")));
            made(asha.post(
                    "/api/v1/events/" + event + "/tickets",
                    "{\"ticketId\": \"%s\", \"amount\": %s}".formatted(ticket, money(30_000))));
            var _ = asha.post("/api/v1/tickets/" + ticket + "/give-back", null);
        }
        for (int hours : List.of(26, 30)) {
            String booking = newId();
            made(asha.post("/api/v1/bookings", """
                    {"bookingId": "%s", "performerId": "%s", "kind": "VIDEO", "startsAt": "%s", "lengthMinutes": 5}
                    """.formatted(
                            booking, maya.id(), Instant.now().plus(Duration.ofHours(hours)))));
            made(maya.post("/api/v1/performer/bookings/" + booking + "/answer", "{\"accept\": true}"));
            if (hours == 30) {
                made(asha.post("/api/v1/bookings/" + booking + "/cancel", null));
            }
        }
    }

    private static void look(Caller admin, Caller asha, Caller maya) {
        List.of(
                        "wallet",
                        "wallet/movements",
                        "wallet/packages",
                        "wallet/limits",
                        "plans",
                        "subscriptions",
                        "tickets",
                        "bookings",
                        "calls",
                        "gifts",
                        "performers?q=Somebody",
                        "performers/" + maya.id(),
                        "performers/" + maya.id() + "/events",
                        "performers/" + maya.id() + "/tip-board")
                .forEach(path -> asha.get("/api/v1/" + path));
        List.of("performer/earnings", "performer/earnings/summary", "performer/payouts", "bookings")
                .forEach(path -> maya.get("/api/v1/" + path));
        List.of(
                        "sessions",
                        "jobs",
                        "reconciliation",
                        "ledger/trial-balance",
                        "ledger/accounts",
                        "ledger/transfers",
                        "payouts",
                        "payees",
                        "users",
                        "refunds",
                        "disputes",
                        "chargebacks",
                        "codes",
                        "approvals",
                        "prices",
                        "payments/webhooks")
                .forEach(path -> admin.get("/api/v1/admin/" + path));
    }

    private static void made(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 299);
    }

    private static String money(long amountMinor) {
        return "{\"amountMinor\": " + amountMinor + ", \"currency\": \"COIN\"}";
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static dev.stagedoor.signaling.Money signalingCoins(long coins) {
        return new dev.stagedoor.signaling.Money(coins * 1_000, "COIN");
    }
}
