package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls settings allow. */
class CallSettingsTest {
    private static final String OWN_DATABASE = "postgres://stagedoor@db/stagedoor";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "DEVELOPMENT, '',  , 0",
        "DEVELOPMENT, '', 3, 0",
        "DEVELOPMENT, db,  , 5",
        "PRODUCTION,  '',  , 5",
        "PRODUCTION,  db, 3, 3",
        "PRODUCTION,  db, 0, 0",
    })
    void whoHasNeverPaidIsLimitedExceptWhereThingsAreTriedOut(
            String environment, String database, String attempts, int expected) throws IOException {
        Map<String, String> options = new HashMap<>(Map.of("environment", environment));
        if (!database.isEmpty()) {
            options.put("database.url", OWN_DATABASE);
        }
        if (attempts != null) {
            options.put("call.free-attempts", attempts);
        }

        assertThat(Configurations.freeAttempts(Settings.load(folder.resolve("none"), false, Map.of(), options)))
                .isEqualTo(expected);
    }
}
