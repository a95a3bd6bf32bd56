package dev.stagedoor.server.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What a database says of itself.
 *
 * @param version for people
 * @param versionNumber for comparing: 180006 is 18.6
 * @param settings those on which durability hangs, by name
 * @param connectionsFree that ordinary users may still open
 * @param clockAheadMs its clock minus this machine's; negative when it is behind
 */
public record DatabaseFacts(
        String version, int versionNumber, Map<String, String> settings, int connectionsFree, long clockAheadMs) {
    private static final String LIMIT_S = "5";

    /**
     * Connects once and asks. Blocks for a few seconds at most.
     *
     * @throws IOException in the driver's words if it cannot be reached or asked
     */
    public static DatabaseFacts read(DatabaseAddress address) throws IOException {
        Properties properties = new Properties();
        if (!address.user().isEmpty()) {
            properties.setProperty("user", address.user());
            properties.setProperty("password", address.password());
        }
        properties.setProperty("connectTimeout", LIMIT_S);
        properties.setProperty("loginTimeout", LIMIT_S);
        properties.setProperty("socketTimeout", LIMIT_S);
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
                Statement statement = connection.createStatement()) {
            return read(statement);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static DatabaseFacts read(Statement statement) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (ResultSet rows = statement.executeQuery("""
                select name, setting from pg_settings
                where name in ('server_version', 'server_version_num', 'fsync', 'full_page_writes', 'synchronous_commit',
                               'max_connections', 'superuser_reserved_connections')
                """)) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        long before = System.currentTimeMillis();
        long theirs;
        int used;
        try (ResultSet row = statement.executeQuery("""
                select (extract(epoch from clock_timestamp()) * 1000)::bigint,
                       (select count(*) from pg_stat_activity where backend_type = 'client backend')
                """)) {
            row.next();
            theirs = row.getLong(1);
            used = row.getInt(2);
        }
        // The answer was made somewhere between; the middle is at most half a round trip wrong.
        long ours = (before + System.currentTimeMillis()) / 2;
        int free = number(settings, "max_connections") - number(settings, "superuser_reserved_connections") - used;
        return new DatabaseFacts(
                settings.getOrDefault("server_version", "unknown"),
                number(settings, "server_version_num"),
                Map.copyOf(settings),
                free,
                theirs - ours);
    }

    private static int number(Map<String, String> settings, String name) {
        return Integer.parseInt(settings.getOrDefault(name, "0"));
    }
}
