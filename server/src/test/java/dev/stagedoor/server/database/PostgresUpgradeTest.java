package dev.stagedoor.server.database;

import static dev.stagedoor.server.database.Asked.execute;
import static dev.stagedoor.server.database.Asked.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another version of Stagedoor brings other programs of PostgreSQL to the same data. */
class PostgresUpgradeTest {
    @Test
    void theProgramsAreOfTheVersionThatTheyAreFoundBy(@TempDir Path folder) throws IOException {
        PostgresBinaries binaries =
                PostgresBinaries.unpack(TestData.in(folder, "data").resolve("lib"));
        Process asked =
                new ProcessBuilder(binaries.home().resolve("bin/postgres").toString(), "--version").start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(said).startsWith("postgres (PostgreSQL) ");
        assertThat(binaries.version()).startsWith(said.substring(said.lastIndexOf(' ') + 1) + ".");
        assertThat(said).contains(" " + binaries.majorVersion() + ".");
    }

    @Test
    void anotherMinorVersionIsTakenUpAtTheNextStart(@TempDir Path folder) throws IOException, SQLException {
        Path lib = folder.resolve("lib");
        EmbeddedPostgres former = EmbeddedPostgres.start(unpack(lib, "18.0.0"), folder);
        execute(former.address(), "create table kept as select 42 as answer");
        // The server is killed: its database goes on.
        try (DataDirectory data = DataDirectory.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(query(postgres.address(), "select answer from kept")).isEqualTo("42");
            assertThat(Files.readString(folder.resolve("postgres/postmaster.opts")))
                    .startsWith(lib.toRealPath()
                                    .resolve("postgres-"
                                            + PostgresBinaries.unpack(lib).version()) + "/bin/postgres ");
        }
        try (Stream<Path> left = Files.list(lib)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactly("postgres-" + PostgresBinaries.unpack(lib).version());
        }
    }

    @Test
    void anotherMajorVersionIsRefusedAndLeftAsItIs(@TempDir Path folder) throws IOException {
        Path data = TestData.in(folder, "data");
        Path cluster = Files.createDirectory(data.resolve("postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
        try (DataDirectory directory = DataDirectory.open(data)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(cluster + " is of PostgreSQL 17")
                    .hasMessageContaining("brings PostgreSQL 18")
                    .hasMessageContaining("\"Another major version of PostgreSQL\"");
        }
        try (Stream<Path> files = Files.list(cluster)) {
            assertThat(files).containsExactly(cluster.resolve("PG_VERSION"));
        }
        assertThat(Files.readString(Path.of("../docs/operations.md")))
                .contains("### Another major version of PostgreSQL");
    }

    private static PostgresBinaries unpack(Path lib, String version) throws IOException {
        try (InputStream archive = Objects.requireNonNull(
                PostgresUpgradeTest.class.getResourceAsStream("/postgres-linux-x86_64.txz"), "archive")) {
            return PostgresBinaries.unpack(archive, lib, version);
        }
    }
}
