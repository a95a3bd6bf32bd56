package dev.stagedoor.server.database;

import static dev.stagedoor.server.database.Asked.execute;
import static dev.stagedoor.server.database.Asked.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    /** One folder for the class: making a cluster takes seconds, and each test leaves it stopped. */
    @TempDir
    private static Path folder = Path.of("");

    @Test
    void keepsWhatWasCommittedAcrossRestartsAndIsDurable() throws IOException, SQLException {
        try (DataDirectory data = DataDirectory.open(folder)) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
                execute(postgres.address(), "CREATE TABLE kept AS SELECT 42 AS answer");
                assertThat(query(postgres.address(), "SHOW fsync")).isEqualTo("on");
                assertThat(query(postgres.address(), "SHOW synchronous_commit")).isEqualTo("on");
                assertThat(query(postgres.address(), "SHOW full_page_writes")).isEqualTo("on");
            }
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
                assertThat(query(postgres.address(), "SELECT answer FROM kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void takesOverADatabaseThatAKilledServerLeftRunning() throws IOException, SQLException {
        try (DataDirectory data = DataDirectory.open(folder)) {
            EmbeddedPostgres left = EmbeddedPostgres.start(data);
            try (EmbeddedPostgres adopted = EmbeddedPostgres.start(data)) {
                assertThat(adopted.address()).isEqualTo(left.address());
                assertThat(query(adopted.address(), "SELECT 1")).isEqualTo("1");
            }
            assertThatThrownBy(() -> query(left.address(), "SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void comesBackOnTheSamePortAfterItWasKilled() throws IOException, SQLException {
        try (DataDirectory data = DataDirectory.open(folder)) {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
            try (postgres) {
                execute(postgres.address(), "CREATE TABLE survived AS SELECT 43 AS answer");
                assertThat(postgres.startAgainIfDead()).isFalse();
                Postmaster.kill(folder);
                assertThatThrownBy(() -> query(postgres.address(), "SELECT 1")).isInstanceOf(SQLException.class);
                assertThat(postgres.startAgainIfDead()).isTrue();
                assertThat(query(postgres.address(), "SELECT answer FROM survived"))
                        .isEqualTo("43");
            }
            assertThat(postgres.startAgainIfDead()).as("once it was stopped").isFalse();
        }
    }

    @Test
    void refusesEveryoneWithoutThePassword() throws IOException {
        try (DataDirectory data = DataDirectory.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            DatabaseAddress stranger = new DatabaseAddress(postgres.address().jdbcUrl(), "stagedoor", "guess");
            assertThatThrownBy(() -> query(stranger, "SELECT 1")).hasMessageContaining("authentication failed");
        }
    }

    @Test
    void secondServerOnTheSameDataIsToldWhoHasIt() throws IOException {
        try (DataDirectory first = DataDirectory.open(folder)) {
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .isInstanceOf(DataDirectory.InUseException.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data DIR");
            assertThat(first.path()).isEqualTo(folder.toAbsolutePath());
        }
        DataDirectory.open(folder).close();
    }
}
