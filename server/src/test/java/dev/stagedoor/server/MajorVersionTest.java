package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.backup.ExternalBackup;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.database.OldestPostgres;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.signaling.DemoAccounts.SignIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory whose database is of an older major version, and the way out that docs/operations.md describes. */
class MajorVersionTest {
    private static final String HEADING = "### Another major version of PostgreSQL";
    private static final SignIn ASHA = new SignIn("asha@example.org", "correct-horse-battery");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void needsTheClientPrograms() {
        assumeTrue(Programs.has("pg_dump"), "pg_dump is not installed: ./stagedoor test installs it where it can");
    }

    @Test
    void everyCoinComesAlongAndTheOldDataStaysAsItWas() throws Exception {
        Path data = TestData.in(folder, "data");
        String file = folder.resolve("whole.dump").toString();
        JsonNode wallet;
        try (OldestPostgres old = OldestPostgres.start(data)) {
            // As the version of Stagedoor that had brought it: only the address that people type differs.
            ForeignDatabase before = new ForeignDatabase(old.url(), data);
            try (Stagedoor server = before.start()) {
                Caller asha = Caller.register(ForeignDatabase.address(server), "VIEWER", ASHA);
                before.giveCoins(UUID.fromString(asha.id()));
                wallet = asha.get("/api/v1/wallet").body().path("available");
                assertThat(new ForeignDatabase(addressByThePage(), data).run("backup", file))
                        .isZero();
            }
        }
        assertThatThrownBy(() -> Stagedoor.start(embedded(), data, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of PostgreSQL 15");

        try (DataDirectory directory = DataDirectory.open(TestData.in(folder, "own"));
                EmbeddedPostgres own = EmbeddedPostgres.start(directory)) {
            ForeignDatabase after = ForeignDatabase.at(own.address(), data);
            assertThat(after.run("restore", file)).isZero();
            assertThat(after.run("ledger", "check")).isZero();
            try (Stagedoor server = after.start()) {
                Caller asha = new Caller(ForeignDatabase.address(server), ASHA);
                assertThat(asha.get("/api/v1/wallet").body().path("available")).isEqualTo(wallet);
                assertThat(after.roleOfBilling()).isEqualTo("stagedoor_billing");
            }
        }
        assertThat(data.resolve("postgres/PG_VERSION")).hasContent("15");
    }

    @Test
    void clientProgramsThatAreTooOldAreToldFromADatabaseThatIsAway() throws Exception {
        assumeTrue(
                majorVersion(said("pg_dump", "--version")) < 18,
                "this system's pg_dump is as new as the database that Stagedoor brings");
        try (DataDirectory directory = DataDirectory.open(TestData.in(folder, "data"));
                EmbeddedPostgres newer = EmbeddedPostgres.start(directory)) {
            assertThatThrownBy(
                            () -> ExternalBackup.dump(ForeignDatabase.urlOf(newer.address()), folder.resolve("dump")))
                    .hasMessageContaining("pg_dump is older than the database")
                    .hasMessageContaining("https://www.postgresql.org/download");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).as("no dump, and no part of one").containsExactly(folder.resolve("data"));
        }
    }

    /** Asks the shell what the page's own lines make of this data directory. */
    private String addressByThePage() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/operations.md"));
        List<String> lines = page.subList(page.indexOf(HEADING), page.size()).stream()
                .dropWhile(line -> !line.startsWith("PASSWORD="))
                .limit(2)
                .map(line -> line.replaceAll("\\./stagedoor .*", "printenv DATABASE_URL"))
                .toList();
        return said("sh", "-c", String.join("\n", lines)).strip();
    }

    private static int majorVersion(String said) {
        return Integer.parseInt(said.replaceAll("(?s)[^0-9]*([0-9]+).*", "$1"));
    }

    private String said(String... command) throws IOException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Settings embedded() throws IOException {
        return Settings.load(folder.resolve("none"), false, Map.of(), Map.of("http.port", "0", "media.port", "0"));
    }
}
