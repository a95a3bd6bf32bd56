package dev.stagedoor.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DatabaseAddress;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;

/** The way to people's accounts for a command of a few seconds, see {@link DatabaseAccess}. */
final class AccountAccess {
    /** Migrations hold one while they work on another. */
    private static final int CONNECTIONS = 2;

    private final DatabaseAccess database;

    AccountAccess(SettingsOptions options) {
        database = new DatabaseAccess(options);
    }

    /** Does the work, which returns the exit code. Exit code 2, with a word on standard error, if it could not be begun. */
    int run(ToIntFunction<DataSource> work) {
        return database.run(address -> with(address, work));
    }

    private static int with(DatabaseAddress address, ToIntFunction<DataSource> work) {
        try (HikariDataSource pool = ConnectionPool.openPatient("accounts", address, CONNECTIONS, null)) {
            return work.applyAsInt(pool);
        }
    }

    /** Says why nothing was done; exit code 1. */
    static int refused(String why) {
        System.err.println("stagedoor: " + why);
        return 1;
    }
}
