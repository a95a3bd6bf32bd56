package dev.stagedoor.benchmarks.torture.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void shouldHaveTheTimeThatItsClockIsSetTo() throws SQLException {
        var clocks = WallClocks.in(folder);
        assumeTrue(clocks.canBeSet(), "libfaketime is not installed: ./stagedoor test installs it where it can");
        try (var postgres = OwnPostgres.start(folder.resolve("postgres"), clocks);
                var connection = postgres.connect()) {
            awaitWrong(connection, clocks, Duration.ZERO);
            clocks.set(WallClocks.Whose.SERVER, Duration.ofHours(-2));
            clocks.set(WallClocks.Whose.DATABASE, Duration.ofHours(1));
            awaitWrong(connection, clocks, Duration.ofHours(1));
            clocks.set(WallClocks.Whose.MACHINE, Duration.ZERO);
            awaitWrong(connection, clocks, Duration.ZERO);
        }
    }

    /** Asks until it is as wrong as it should be, by half an hour at most. */
    private static void awaitWrong(Connection connection, WallClocks clocks, Duration wanted) throws SQLException {
        var off = Duration.ofDays(1);
        while (off.minus(wanted).abs().compareTo(Duration.ofMinutes(30)) > 0) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                off = Duration.between(
                        clocks.now(), row.getObject(1, OffsetDateTime.class).toInstant());
            }
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
