package dev.stagedoor.server.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL's bracket around a copy of its files (its manual, section on low-level base backups). Between begin and end
 * the files may change under the copier's hands; the write-ahead log of that time, which a temporary slot keeps from being
 * recycled, makes them whole again at the first start of the copy.
 */
public final class BaseBackup implements AutoCloseable {
    private static final String SLOT = "stagedoor_backup";

    private final Connection connection;
    private final String firstSegment;

    private BaseBackup(Connection connection, String firstSegment) {
        this.connection = connection;
        this.firstSegment = firstSegment;
    }

    /**
     * What the copy needs beside the files.
     *
     * @param label contents of {@code backup_label}
     * @param tablespaces contents of {@code tablespace_map}, empty if there are none
     * @param firstSegment name of the first log file it needs
     * @param lastSegment name of the last, complete by now
     */
    public record Ending(String label, String tablespaces, String firstSegment, String lastSegment) {}

    /** Begins; the connection must stay open until {@link #end()}. Fails if another backup of this kind runs. */
    public static BaseBackup begin(DatabaseAddress address) throws IOException {
        try {
            return begin(DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password()));
        } catch (SQLException e) {
            throw new IOException("the database takes no backup: " + e.getMessage(), e);
        }
    }

    private static BaseBackup begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('" + SLOT + "', true, true)");
            String lsn = text(statement, "select pg_backup_start('stagedoor', true)::text");
            return new BaseBackup(connection, segmentOf(connection, lsn));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Ends the bracket; the log is complete on disk when this returns. */
    public Ending end() throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select lsn::text, labelfile, coalesce(spcmapfile, '') from pg_backup_stop(false)")) {
            row.next();
            return new Ending(
                    row.getString(2), row.getString(3), firstSegment, segmentOf(connection, row.getString(1)));
        } catch (SQLException e) {
            throw new IOException("the backup was not ended: " + e.getMessage(), e);
        }
    }

    /** Lets the slot go; a bracket that was not ended is forgotten. */
    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String segmentOf(Connection connection, String lsn) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_walfile_name(?::pg_lsn)")) {
            statement.setString(1, lsn);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
