package dev.stagedoor.server.upgrade;

import dev.stagedoor.server.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a server of the baseline that goes on serving: it sends each of its statements again and again on one
 * connection, prepared once, as a pool's connections are, and takes its effects back.
 *
 * <p>A row that is there already, a refusal by a guard or a wait for a migration is an answer like any other, since samples are
 * repeated out of their order. What may not be: that a statement is not understood, or lacks a value that it never knew of.
 */
public final class OlderServer implements AutoCloseable {
    private static final String NOT_NULL_VIOLATION = "23502";
    private static final String FEATURE_NOT_SUPPORTED = "0A000";
    private static final String SYNTAX_OR_ACCESS = "42";

    private final Connection connection;
    private final Map<PreparedStatement, SentStatement> prepared = new LinkedHashMap<>();

    /** Prepares all of them. */
    public OlderServer(DatabaseAddress database, List<SentStatement> statements) throws SQLException {
        // Prepared in the database at once, as statements are that a pool's connection has sent a few times.
        connection = DriverManager.getConnection(
                database.jdbcUrl() + "?prepareThreshold=1", database.user(), database.password());
        try (Statement statement = connection.createStatement()) {
            // A server would wait out a migration; here waiting for one that waits for us must end before it is called
            // a deadlock.
            statement.execute("set lock_timeout = '500ms'");
        }
        connection.setAutoCommit(false);
        for (SentStatement each : statements) {
            prepared.put(connection.prepareStatement(each.sql()), each);
        }
    }

    /** Sends each once; returns what was not understood, with why. */
    public List<String> sendAll() throws SQLException {
        List<String> misunderstood = new ArrayList<>();
        for (Map.Entry<PreparedStatement, SentStatement> each : prepared.entrySet()) {
            try {
                List<@Nullable String> parameters = each.getValue().parameters();
                for (int i = 0; i < parameters.size(); i++) {
                    // As text without a type: the database knows what it wants.
                    each.getKey().setObject(i + 1, parameters.get(i), Types.OTHER);
                }
                each.getKey().execute();
            } catch (SQLException e) {
                if (isMisunderstood(String.valueOf(e.getSQLState()))) {
                    misunderstood.add(e.getMessage() + " in " + each.getValue().sql());
                }
            } finally {
                connection.rollback();
            }
        }
        return misunderstood;
    }

    private static boolean isMisunderstood(String state) {
        return state.startsWith(SYNTAX_OR_ACCESS)
                || state.equals(NOT_NULL_VIOLATION)
                || state.equals(FEATURE_NOT_SUPPORTED);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
