package dev.stagedoor.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/** The pools in front of the one store. */
public final class ConnectionPool {
    private static final long CONNECT_LIMIT_MS = 10_000;
    private static final int ANSWER_LIMIT_S = 30;
    private static final int PATIENT_LIMIT_S = 3_600;

    private ConnectionPool() {}

    /**
     * Opens a pool and proves that one connection works.
     *
     * @param name for logs and metrics
     * @param initSql run on every new connection, null for nothing
     */
    public static HikariDataSource open(String name, DatabaseAddress address, int size, @Nullable String initSql) {
        // A dead database must be noticed by the write that waits for it, not minutes later by TCP.
        return open(name, address, size, initSql, ANSWER_LIMIT_S);
    }

    /** The same for work whose answers may take minutes. */
    public static HikariDataSource openPatient(
            String name, DatabaseAddress address, int size, @Nullable String initSql) {
        return open(name, address, size, initSql, PATIENT_LIMIT_S);
    }

    private static HikariDataSource open(
            String name, DatabaseAddress address, int size, @Nullable String initSql, int answerLimitS) {
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
        config.addDataSourceProperty("socketTimeout", Integer.toString(answerLimitS));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }
}
