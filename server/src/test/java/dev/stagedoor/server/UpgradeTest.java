package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.Books;
import dev.stagedoor.billing.audit.CheckReport;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.server.upgrade.Baseline;
import dev.stagedoor.server.upgrade.OlderServer;
import dev.stagedoor.server.upgrade.SchemaShape;
import dev.stagedoor.signaling.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that the baseline's server worked on is brought to this version while that server still serves. Red means: keep for
 * one version more what that server uses, and let the next take it away (docs/decisions/0036).
 */
class UpgradeTest {
    /** The older server never waits for a lock long enough for PostgreSQL to see a deadlock and end a migration for it. */
    private static final String PATIENT_WITH_LOCKS = "set deadlock_timeout = '10s'";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theOlderServerGoesOnAndTheBooksAreRight() throws Exception {
        try (DataDirectory directory = DataDirectory.open(TestData.in(folder, "data"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
                HikariDataSource owner = ConnectionPool.open("owner", postgres.address(), 4, PATIENT_WITH_LOCKS)) {
            Baseline.restore(owner);
            Instant recorded = newestTransfer(owner);
            SchemaShape before = SchemaShape.of(owner);
            try (OlderServer older = new OlderServer(postgres.address(), Baseline.statements())) {
                assertThat(older.sendAll()).as("before").isEmpty();
                assertThat(whileItServes(older, () -> migrate(owner)))
                        .as("while migrations run")
                        .isEmpty();
                assertThat(older.sendAll()).as("after").isEmpty();
            }
            assertThat(before.brokenBy(SchemaShape.of(owner))).isEmpty();
            assertThatTheBooksAreRight(postgres, recorded);
            startsOn(postgres.address());
        }
    }

    /** This version's server; somebody of the baseline signs in and finds their coins. */
    private void startsOn(DatabaseAddress database) throws IOException {
        String url = "%s?user=%s&password=%s".formatted(database.jdbcUrl(), database.user(), database.password());
        Settings settings = Settings.load(
                folder.resolve("none"),
                false,
                Map.of(),
                Map.of("http.port", "0", "media.port", "0", "database.url", url));
        try (Stagedoor server = Stagedoor.start(settings, folder.resolve("server"), folder)) {
            Caller asha = new Caller(URI.create("http://127.0.0.1:" + server.httpPort()), RecordBaseline.ASHA);
            // Her coins expire a month after the record was made.
            assertThat(asha.get("/api/v1/wallet")
                            .body()
                            .at("/available/amountMinor")
                            .isNumber())
                    .isTrue();
            assertThat(asha.get("/api/v1/wallet/movements").body().path("items"))
                    .isNotEmpty();
        }
    }

    /** Does the work in the middle of what the server sends; returns what was not understood meanwhile. */
    private static List<String> whileItServes(OlderServer server, Runnable work) throws InterruptedException {
        CountDownLatch serving = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<String>> misunderstood = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            List<String> all = new ArrayList<>();
            try {
                do {
                    serving.countDown();
                    all.addAll(server.sendAll());
                } while (!done.get());
                misunderstood.complete(all);
            } catch (Exception e) {
                misunderstood.completeExceptionally(e);
            }
        });
        serving.await();
        try {
            work.run();
        } finally {
            done.set(true);
        }
        return misunderstood.join();
    }

    private static void migrate(HikariDataSource owner) {
        Billing.migrate(owner);
        new Database(owner, 2).migrate();
    }

    private static Instant newestTransfer(HikariDataSource owner) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select max(created_at) from billing.transfer")) {
            assertThat(row.next()).isTrue();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** As of the day of the record: what nobody has sealed or answered since then is older every day that this test runs. */
    private static void assertThatTheBooksAreRight(EmbeddedPostgres postgres, Instant recorded) {
        try (HikariDataSource pool =
                ConnectionPool.openPatient("check", postgres.address(), 1, Billing.CONNECTION_INIT_SQL)) {
            assertThat(Books.open(pool, InstantSource.fixed(recorded))
                            .reconciliation()
                            .check())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(report -> assertThat(report.status())
                            .as("%s: %s", report.check().claim(), report.samples())
                            .isEqualTo(CheckReport.Status.OK));
        }
    }
}
