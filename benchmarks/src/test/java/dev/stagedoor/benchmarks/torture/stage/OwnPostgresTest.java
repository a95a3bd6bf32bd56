package dev.stagedoor.benchmarks.torture.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPostgresTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldComeBackWithEverythingThatWasCommitted() throws SQLException {
        try (var postgres = OwnPostgres.start(folder.resolve("postgres"), WallClocks.ofTheMachine())) {
            try (var connection = postgres.connect();
                    var statement = connection.createStatement()) {
                statement.execute("create table kept (n int)");
                statement.execute("insert into kept values (7)");
            }
            postgres.kill();
            assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
            postgres.startAgain();
            assertThat(kept(postgres)).isEqualTo(7);
            postgres.kill();
            postgres.startAgain();
            assertThat(kept(postgres)).isEqualTo(7);
        }
    }

    @Test
    void shouldEndTheConnectionsOfAllWhenOneBackendIsKilled() throws SQLException {
        try (var postgres = OwnPostgres.start(folder.resolve("postgres"), WallClocks.ofTheMachine());
                var connection = postgres.connect();
                var statement = connection.createStatement()) {
            assertThat(postgres.killBackend(5)).isTrue();
            assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
        }
    }

    private static int kept(OwnPostgres postgres) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select n from kept")) {
            row.next();
            return row.getInt(1);
        }
    }
}
