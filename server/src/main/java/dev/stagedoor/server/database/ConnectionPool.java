package dev.stagedoor.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/** The pools in front of the one store. */
public final class ConnectionPool {
    private static final long CONNECT_LIMIT_MS = 10_000;

    private ConnectionPool() {}

    /**
     * Opens a pool and proves that one connection works.
     *
     * @param name for logs and metrics
     * @param initSql run on every new connection, null for nothing
     */
    public static HikariDataSource open(String name, DatabaseAddress address, int size, @Nullable String initSql) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setConnectionInitSql(initSql);
        config.setJdbcUrl(address.jdbcUrl());
        if (!address.user().isEmpty()) {
            config.setUsername(address.user());
            config.setPassword(address.password());
        }
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_LIMIT_MS);
        config.setAutoCommit(true);
        config.addDataSourceProperty("ApplicationName", "stagedoor");
        // A dead database must be noticed by the write that waits for it, not minutes later by TCP.
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }
}
