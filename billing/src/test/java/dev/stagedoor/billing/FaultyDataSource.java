package dev.stagedoor.billing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "commit" -> commit(connection, () -> invoke(connection, method, arguments));
            case "prepareStatement" -> {
                PreparedStatement statement =
                        (PreparedStatement) Objects.requireNonNull(invoke(connection, method, arguments));
                yield connection.getAutoCommit() ? committing(connection, statement) : statement;
            }
            default -> invoke(connection, method, arguments);
        });
    }

    /** A statement that is a transaction of its own. */
    private PreparedStatement committing(Connection connection, PreparedStatement statement) {
        return proxy(
                PreparedStatement.class,
                (method, arguments) -> method.getName().startsWith("execute")
                        ? commit(connection, () -> invoke(statement, method, arguments))
                        : invoke(statement, method, arguments));
    }

    private @Nullable Object commit(Connection connection, Call commit) throws SQLException {
        if (goodCommits.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return commit.go();
        }
        if (fault.compareAndSet(Fault.BEFORE_COMMIT, Fault.NONE)) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            throw new SQLException("connection lost before commit", CONNECTION_LOST);
        }
        Object result = commit.go();
        if (fault.compareAndSet(Fault.AFTER_COMMIT, Fault.NONE)) {
            throw new SQLException("connection lost after commit", CONNECTION_LOST);
        }
        return result;
    }

    private interface Call {
        @Nullable
        Object go() throws SQLException;
    }

    private interface Answer {
        @Nullable
        Object to(Method method, @Nullable Object @Nullable [] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                FaultyDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> answer.to(method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is not for us", e);
        }
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
