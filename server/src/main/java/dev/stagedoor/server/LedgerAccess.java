package dev.stagedoor.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.Books;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DatabaseAddress;
import java.io.IOException;
import java.time.InstantSource;

/** The way to the books for a command of a few seconds, see {@link DatabaseAccess}. */
final class LedgerAccess {
    private final DatabaseAccess database;

    LedgerAccess(SettingsOptions options) {
        database = new DatabaseAccess(options);
    }

    /** What a command does with the books; returns the exit code. */
    interface Work {
        int run(Books books) throws IOException;
    }

    /** Does the work. Exit code 2, with a word on standard error, if the books could not be reached. */
    int run(Work work) {
        return database.run(address -> with(address, work));
    }

    private static int with(DatabaseAddress address, Work work) throws IOException {
        try (HikariDataSource owner = ConnectionPool.open("migrations", address, 2, null)) {
            Billing.migrate(owner);
        }
        try (HikariDataSource pool = ConnectionPool.openPatient("ledger", address, 1, Billing.CONNECTION_INIT_SQL)) {
            return work.run(Books.open(pool, InstantSource.system()));
        }
    }
}
