package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.server.adapters.EntitlementsAdapter;
import dev.stagedoor.server.adapters.SecretBoxAdapter;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.OldestPostgres;
import dev.stagedoor.server.secrets.SecretKeys;
import dev.stagedoor.server.secrets.Vault;
import dev.stagedoor.signaling.DemoAccounts.SignIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code backup} and {@code restore} of a database that somebody runs for themselves, from one database server to another
 * that has never heard of us; both are of the oldest version that is supported.
 */
class ExternalCopyTest {
    private static final SignIn ASHA = new SignIn("asha@example.org", "correct-horse-battery");
    private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void needsTheClientPrograms() {
        assumeTrue(Programs.has("pg_dump"), "pg_dump is not installed: ./stagedoor test installs it where it can");
    }

    @Test
    void aCopyHasEveryCoinAndEverybodysSignInAndGoesOn() throws Exception {
        String file = folder.resolve("copy.dump").toString();
        try (OldestPostgres first = OldestPostgres.start(Files.createDirectory(folder.resolve("first")));
                OldestPostgres second = OldestPostgres.start(Files.createDirectory(folder.resolve("second")))) {
            JsonNode wallet;
            try (Stagedoor server = start(first)) {
                Caller asha = Caller.register(address(server), "VIEWER", ASHA);
                give(first, UUID.fromString(asha.id()));
                var begun = asha.post(
                        SUBSCRIPTIONS, "{\"subscriptionId\": \"%s\", \"plan\": \"VIP\"}".formatted(UUID.randomUUID()));
                assertThat(begun.status()).isEqualTo(201);
                wallet = asha.get("/api/v1/wallet").body().path("available");
                // A server may go on running.
                assertThat(run(first, "backup", file)).isZero();
            }
            assertThat(run(second, "restore", file)).isZero();
            assertThat(run(second, "ledger", "check")).isZero();

            try (Stagedoor server = start(second)) {
                Caller asha = new Caller(address(server), ASHA);
                assertThat(asha.get("/api/v1/wallet").body().path("available")).isEqualTo(wallet);
                String id = asha.get(SUBSCRIPTIONS)
                        .body()
                        .at("/items/0/subscriptionId")
                        .asText();
                // It is a database to go on with: the role that posts is there and has its grants.
                assertThat(asha.post(SUBSCRIPTIONS + '/' + id + "/change", "{\"action\": \"CANCEL_NOW\"}")
                                .status())
                        .isEqualTo(200);
                assertThat(roleOfBilling(second)).isEqualTo("stagedoor_billing");
            }
            assertThat(run(second, "ledger", "check")).isZero();
            // What is there is not overwritten.
            assertThat(run(second, "restore", file)).isEqualTo(1);
        }
    }

    private Settings settings(OldestPostgres database) throws IOException {
        return Settings.load(
                folder.resolve("none"),
                false,
                Map.of(),
                Map.of("http.port", "0", "media.port", "0", "database.url", database.url()));
    }

    private Stagedoor start(OldestPostgres database) throws IOException {
        return Stagedoor.start(settings(database), folder.resolve("data"), folder);
    }

    private static URI address(Stagedoor server) {
        return URI.create("http://127.0.0.1:" + server.httpPort());
    }

    private void give(OldestPostgres database, UUID viewerId) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (HikariDataSource pool = pool(database);
                Billing billing = Billing.open(
                        pool,
                        Configurations.billing(settings(database), false),
                        new SecretBoxAdapter(new Vault(SecretKeys.of("", data))),
                        InstantSource.system(),
                        new EntitlementsAdapter.News())) {
            billing.wallets().grantPromotion(viewerId, UUID.randomUUID(), Money.coins(500_000), "to try things out");
        }
    }

    private static String roleOfBilling(OldestPostgres database) throws SQLException {
        try (HikariDataSource pool = pool(database);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user")) {
            row.next();
            return row.getString(1);
        }
    }

    private static HikariDataSource pool(OldestPostgres database) {
        return ConnectionPool.open("test", DatabaseAddress.parse(database.url()), 2, Billing.CONNECTION_INIT_SQL);
    }

    /** As typed on the command line, with the database in the settings file. */
    private int run(OldestPostgres database, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("settings"), "database.url=" + database.url() + "\n");
        String[] line = Arrays.copyOf(words, words.length + 2);
        line[words.length] = "--config";
        line[words.length + 1] = file.toString();
        return Main.commandLine().execute(line);
    }
}
