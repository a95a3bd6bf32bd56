package dev.stagedoor.billing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source whose connections break when we say so. */
public final class FaultyDataSource implements DataSource {
    private static final String CONNECTION_LOST = "08006";

    /** Where it breaks. */
    public enum Fault {
        NONE,
        /** No connection is given out: the database is away. */
        UNREACHABLE,
        /** The next commit does not happen, and its caller is told so by a lost connection. */
        BEFORE_COMMIT,
        /** The next commit happens, but its caller never hears of it. */
        AFTER_COMMIT
    }

    private final DataSource target;
    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
    private final AtomicInteger goodCommits = new AtomicInteger();

    public FaultyDataSource(DataSource target) {
        this.target = target;
    }

    /** Breaks from now on; faults of a commit happen once. */
    public void breakAt(Fault where) {
        breakAfter(0, where);
    }

    /** Lets so many commits pass before a fault of a commit. */
    public void breakAfter(int commits, Fault where) {
        goodCommits.set(commits);
        fault.set(where);
    }

    /** Whether a fault of a commit still waits to happen. */
    public boolean isWaiting() {
        return fault.get() != Fault.NONE;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (fault.get() == Fault.UNREACHABLE) {
            throw new SQLException("connection refused", "08001");
        }
        Connection connection = target.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        return method.getName().equals("commit")
                                ? commit(connection)
                                : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    private Void commit(Connection connection) throws SQLException {
        if (goodCommits.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            connection.commit();
            return null;
        }
        if (fault.compareAndSet(Fault.BEFORE_COMMIT, Fault.NONE)) {
            connection.rollback();
            throw new SQLException("connection lost before commit", CONNECTION_LOST);
        }
        connection.commit();
        if (fault.compareAndSet(Fault.AFTER_COMMIT, Fault.NONE)) {
            throw new SQLException("connection lost after commit", CONNECTION_LOST);
        }
        return null;
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return target.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        target.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        target.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return target.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return target.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return target.isWrapperFor(type);
    }
}
