package dev.stagedoor.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The pool in front of the one store. */
public final class ConnectionPool {
    private static final long CONNECT_LIMIT_MS = 10_000;

    private ConnectionPool() {}

    /** Opens the pool and proves that one connection works. */
    public static HikariDataSource open(DatabaseAddress address, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.jdbcUrl());
        if (!address.user().isEmpty()) {
            config.setUsername(address.user());
            config.setPassword(address.password());
        }
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECT_LIMIT_MS);
        config.setAutoCommit(true);
        config.addDataSourceProperty("ApplicationName", "stagedoor");
        // A dead database must be noticed by the write that waits for it, not minutes later by TCP.
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }
}
