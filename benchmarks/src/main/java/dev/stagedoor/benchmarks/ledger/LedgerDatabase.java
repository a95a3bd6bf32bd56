package dev.stagedoor.benchmarks.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.billing.Billing;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import javax.sql.DataSource;

/** A fresh PostgreSQL with the settings of a server's embedded one; gone when closed. */
final class LedgerDatabase implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of(
            "max_connections", "100",
            "shared_buffers", "128MB",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "wal_compression", "on",
            "timezone", "UTC");

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;

    private LedgerDatabase(EmbeddedPostgres postgres, HikariDataSource pool) {
        this.postgres = postgres;
        this.pool = pool;
    }

    /** @param connections the pool's */
    static LedgerDatabase start(int connections) {
        try {
            var builder = EmbeddedPostgres.builder();
            SETTINGS.forEach(builder::setServerConfig);
            var postgres = builder.start();
            Billing.migrate(postgres.getPostgresDatabase());
            var config = new HikariConfig();
            config.setDataSource(postgres.getPostgresDatabase());
            config.setMaximumPoolSize(connections);
            config.setMinimumIdle(connections);
            config.setConnectionInitSql(Billing.CONNECTION_INIT_SQL);
            return new LedgerDatabase(postgres, new HikariDataSource(config));
        } catch (IOException e) {
            throw new LoadFailure("no embedded PostgreSQL: " + e.getMessage(), e);
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Connections of the schema's owner, for what no server may do. */
    DataSource owner() {
        return postgres.getPostgresDatabase();
    }

    int port() {
        return postgres.getPort();
    }

    @Override
    public void close() {
        pool.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new LoadFailure("the embedded PostgreSQL did not stop: " + e.getMessage(), e);
        }
    }
}
