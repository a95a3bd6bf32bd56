package dev.stagedoor.server.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The version from which upgrades are promised: the rows of a database that it worked on, among them the history of its
 * migrations, and the statements that it sends. Made by {@code RecordBaseline}.
 */
public final class Baseline {
    private static final Path FOLDER = Path.of("src/test/resources/upgrade");
    private static final Path ROWS = FOLDER.resolve("rows.jsonl");
    private static final Path STATEMENTS = FOLDER.resolve("statements.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keys and tokens: an installation makes new ones, and a public repository keeps none. */
    private static final List<String> SECRETS =
            List.of("app.signing_key", "app.session", "app.refresh_token", "billing.installation_secret");

    private Baseline() {}

    /** The statements that it sends, each with a sample of its parameters. */
    public static List<SentStatement> statements() throws IOException {
        List<SentStatement> statements = new ArrayList<>();
        for (String line : Files.readAllLines(STATEMENTS)) {
            statements.add(JSON.readValue(line, SentStatement.class));
        }
        return statements;
    }

    /**
     * Makes its tables in an empty database and fills them. The migrations are the present tree's; that they are still those
     * which ran is told by the history's checksums, as in every installation.
     */
    public static void restore(DataSource owner) throws IOException, SQLException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROWS)) {
            rows.add(JSON.readTree(line));
        }
        for (String schema : List.of("billing", "app")) {
            int last = rows.stream()
                    .filter(each -> each.path("table").asText().equals(schema + ".flyway_schema_history"))
                    .mapToInt(each -> each.at("/row/version").asInt())
                    .max()
                    .orElseThrow();
            Flyway.configure()
                    .dataSource(owner)
                    .schemas(schema)
                    .locations("classpath:db/" + schema)
                    .target(Integer.toString(last))
                    .load()
                    .migrate();
        }
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            // Rows come in the order of their tables' names: what refers to what is not asked before all are there, and
            // the guards that stand even then are told to look away.
            statement.execute("set session_replication_role = replica");
            List<String> guards = strings(statement, """
                    select tgrelid::regclass || ' %s trigger ' || quote_ident(tgname) from pg_trigger
                    where tgenabled = 'A' and not tgisinternal order by 1
                    """);
            for (String guard : guards) {
                statement.execute("alter table " + guard.formatted("disable"));
            }
            for (String table : tables(statement)) {
                statement.execute("delete from " + table);
            }
            for (JsonNode row : rows) {
                insert(connection, row);
            }
            for (String guard : guards) {
                statement.execute("alter table " + guard.formatted("enable always"));
            }
            statement.execute("set session_replication_role = default");
        }
    }

    private static void insert(Connection connection, JsonNode line) throws SQLException {
        if (line.has("sequence")) {
            try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?)")) {
                set.setString(1, line.path("sequence").asText());
                set.setLong(2, line.path("value").asLong());
                set.execute();
            }
            return;
        }
        String table = line.path("table").asText();
        String columns = String.join(
                ", ", line.path("row").propertyStream().map(Map.Entry::getKey).toList());
        String sql =
                "insert into %s (%s) overriding system value select %s from jsonb_populate_record(null::%s, ?::jsonb)"
                        .formatted(table, columns, columns, table);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, line.path("row").toString());
            insert.execute();
        }
    }

    /** Writes down a database and what was sent to it. */
    public static void write(DataSource owner, List<SentStatement> statements) throws IOException, SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                if (!SECRETS.contains(table)) {
                    writeRows(statement, table, rows);
                }
            }
            try (ResultSet sequences = statement.executeQuery("""
                    select schemaname || '.' || sequencename, last_value from pg_sequences
                    where schemaname in ('billing', 'app') and last_value is not null order by 1
                    """)) {
                while (sequences.next()) {
                    ObjectNode line = JSON.createObjectNode().put("sequence", sequences.getString(1));
                    rows.add(line.put("value", sequences.getLong(2)).toString());
                }
            }
        }
        List<String> sent = new ArrayList<>();
        for (SentStatement each : statements) {
            sent.add(JSON.writeValueAsString(withoutSecrets(each)));
        }
        Files.createDirectories(FOLDER);
        Files.write(ROWS, rows);
        Files.write(STATEMENTS, sent);
    }

    /** What is put into the tables of secrets keeps its shape only. */
    private static SentStatement withoutSecrets(SentStatement statement) {
        String plain = statement.sql().replace("\"", "");
        if (SECRETS.stream().noneMatch(table -> plain.startsWith("insert into " + table + " "))) {
            return statement;
        }
        List<@Nullable String> shapes = new ArrayList<>();
        for (String value : statement.parameters()) {
            shapes.add(value == null ? null : shapeOf(value));
        }
        return new SentStatement(statement.sql(), shapes);
    }

    private static String shapeOf(String value) {
        return value.replaceAll("^\\\\x[0-9a-f]+$", "\\\\x00").replaceAll("(?s)^\\{.*", "{}");
    }

    private static void writeRows(Statement statement, String table, List<String> rows)
            throws IOException, SQLException {
        List<String> generated = strings(
                statement,
                "select attname from pg_attribute where attrelid = '%s'::regclass and attgenerated <> ''"
                        .formatted(table));
        try (ResultSet all = statement.executeQuery("select to_jsonb(t)::text from " + table + " t order by 1")) {
            while (all.next()) {
                ObjectNode row = (ObjectNode) JSON.readTree(all.getString(1));
                row.remove(generated);
                rows.add(JSON.createObjectNode()
                        .put("table", table)
                        .set("row", row)
                        .toString());
            }
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        return strings(statement, """
                select schemaname || '.' || tablename from pg_tables where schemaname in ('billing', 'app') order by 1
                """);
    }

    private static List<String> strings(Statement statement, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
