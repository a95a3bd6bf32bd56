package dev.stagedoor.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
    @ParameterizedTest
    @CsvSource({
        "08001, true", // connection refused
        "08006, true", // connection lost
        "53300, true", // too many connections
        "57P01, true", // ended by an administrator
        "57P03, true", // starting up
        "58030, true", // input or output failed
        "23505, false", // a key that is there already
        "40001, false", // serialization, which is repeated elsewhere
        "42601, false", // wrong SQL
    })
    void theDatabasesOwnWordTells(String state, boolean outage) {
        RuntimeException failure =
                new IllegalStateException("posting failed", new RuntimeException(new SQLException("said so", state)));

        assertThat(isOutage(failure)).isEqualTo(outage);
    }

    @Test
    void aPoolWithoutAConnectionIsOne() {
        assertThat(isOutage(new RuntimeException(new SQLTransientConnectionException("timed out after 5000 ms"))))
                .isTrue();
    }

    @Test
    void connectionsThatAreAllInUseAreOne() {
        assertThat(isOutage(new Database.BusyException(Duration.ofSeconds(5)))).isTrue();
    }

    @Test
    void whatHasNothingToDoWithADatabaseIsNone() {
        assertThat(isOutage(new IllegalArgumentException("a fault of ours"))).isFalse();
        assertThat(isOutage(new RuntimeException(new SQLException("no state at all"))))
                .isFalse();
    }

    private static boolean isOutage(Throwable failure) {
        return Outage.isBehind(failure);
    }
}
