package dev.stagedoor.billing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Bare SQL for tests that look under the floor, or try to break it. */
public final class Sql {
    private Sql() {}

    /** First column of every row, as text. */
    public static List<String> rows(DataSource database, String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(String.valueOf(result.getString(1)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** First column of the first row as a number. */
    public static long number(DataSource database, String query) {
        return Long.parseLong(rows(database, query).getFirst());
    }

    /** Statements in one transaction; returns the SQL state it was refused with, empty if it was accepted. */
    public static String attempt(DataSource database, String... statements) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                connection.commit();
                return "";
            } catch (SQLException e) {
                connection.rollback();
                return e.getSQLState();
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no connection", e);
        }
    }
}
