package dev.stagedoor.server.upgrade;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What a server may count on in the tables it was made for. Holds migrations to adding also where no statement of the server was
 * recorded.
 *
 * @param gives tables, and their columns with their types
 * @param asks columns that every new row must have a value for
 */
public record SchemaShape(Set<String> gives, Set<String> asks) {
    private static final String COLUMNS = """
            select table_schema || '.' || table_name, column_name, udt_name,
                   is_nullable = 'NO' and column_default is null and is_identity = 'NO' and is_generated = 'NEVER'
              from information_schema.columns where table_schema in ('billing', 'app')
            """;

    /** That of the database as it is. */
    public static SchemaShape of(DataSource owner) throws SQLException {
        SchemaShape shape = new SchemaShape(new TreeSet<>(), new TreeSet<>());
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery(COLUMNS)) {
            while (columns.next()) {
                String table = columns.getString(1);
                String column = table + " " + columns.getString(2);
                shape.gives.add(table);
                shape.gives.add(column + " " + columns.getString(3));
                if (columns.getBoolean(4)) {
                    shape.asks.add(column);
                }
            }
        }
        return shape;
    }

    /** What it gives and a later one does not, and what that asks of its tables in addition. */
    public Set<String> brokenBy(SchemaShape later) {
        Set<String> broken = new TreeSet<>();
        gives.stream()
                .filter(each -> !later.gives.contains(each))
                .map(each -> "gone: " + each)
                .forEach(broken::add);
        later.asks.stream()
                .filter(each -> !asks.contains(each) && gives.contains(each.substring(0, each.indexOf(' '))))
                .map(each -> "asked for: " + each)
                .forEach(broken::add);
        return broken;
    }
}
