package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.database.OldestPostgres;
import dev.stagedoor.signaling.DemoAccounts.SignIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        Path data = Files.createDirectory(folder.resolve("data"));
        try (OldestPostgres one = OldestPostgres.start(Files.createDirectory(folder.resolve("one")));
                OldestPostgres other = OldestPostgres.start(Files.createDirectory(folder.resolve("other")))) {
            ForeignDatabase first = new ForeignDatabase(one.url(), data);
            ForeignDatabase second = new ForeignDatabase(other.url(), data);
            JsonNode wallet;
            try (Stagedoor server = first.start()) {
                Caller asha = Caller.register(ForeignDatabase.address(server), "VIEWER", ASHA);
                first.giveCoins(UUID.fromString(asha.id()));
                var begun = asha.post(
                        SUBSCRIPTIONS, "{\"subscriptionId\": \"%s\", \"plan\": \"VIP\"}".formatted(UUID.randomUUID()));
                assertThat(begun.status()).isEqualTo(201);
                wallet = asha.get("/api/v1/wallet").body().path("available");
                // A server may go on running.
                assertThat(first.run("backup", file)).isZero();
            }
            assertThat(Files.getPosixFilePermissions(Path.of(file)))
                    .as("it holds everything")
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(second.run("restore", file)).isZero();
            assertThat(second.run("ledger", "check")).isZero();

            try (Stagedoor server = second.start()) {
                Caller asha = new Caller(ForeignDatabase.address(server), ASHA);
                assertThat(asha.get("/api/v1/wallet").body().path("available")).isEqualTo(wallet);
                String id = asha.get(SUBSCRIPTIONS)
                        .body()
                        .at("/items/0/subscriptionId")
                        .asText();
                // It is a database to go on with: the role that posts is there and has its grants.
                assertThat(asha.post(SUBSCRIPTIONS + '/' + id + "/change", "{\"action\": \"CANCEL_NOW\"}")
                                .status())
                        .isEqualTo(200);
                assertThat(second.roleOfBilling()).isEqualTo("stagedoor_billing");
            }
            assertThat(second.run("ledger", "check")).isZero();
            // What is there is not overwritten.
            assertThat(second.run("restore", file)).isEqualTo(1);
        }
    }
}
