package dev.stagedoor.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.mail.MailServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole server that writes to people, those who speak with it, and what its database says. */
record MailHouse(Stagedoor server, URI here, Path data, Caller asha, Caller maya, Caller admin, String address)
        implements AutoCloseable {
    private static final String FROM = "no-reply@stagedoor.example";

    /** @param mail null for a server that has none */
    static MailHouse open(Path folder, Path data, @Nullable MailServer mail) throws IOException {
        return with(folder, data, mail == null ? Map.of() : by(mail));
    }

    /** @param more settings */
    static MailHouse with(Path folder, Path data, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(
                Map.of("http.port", "0", "media.port", "0", "http.public-url", "https://live.example.org"));
        settings.putAll(more);
        Stagedoor server =
                Stagedoor.start(Settings.load(folder.resolve("none"), false, Map.of(), settings), data, folder);
        URI here = URI.create("http://127.0.0.1:" + server.httpPort());
        DemoPeople people = requireNonNull(server.demoPeople());
        return new MailHouse(
                server,
                here,
                data,
                new Caller(here, people.viewer()),
                new Caller(here, people.performer()),
                new Caller(here, people.admin()),
                people.viewer().email());
    }

    private static Map<String, String> by(MailServer mail) {
        return Map.of(
                "mail.smtp.host",
                MailServer.HOST,
                "mail.smtp.port",
                Integer.toString(mail.port()),
                "mail.smtp.trust",
                mail.trust().toString(),
                "mail.smtp.user",
                MailServer.USER,
                "mail.smtp.password",
                MailServer.PASSWORD,
                "mail.from",
                FROM);
    }

    @Override
    public void close() {
        server.close();
    }

    JsonNode shown() {
        return admin.get("/api/v1/admin/mail").body();
    }

    JsonNode only() {
        JsonNode items = shown().path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private Connection connect() throws IOException, SQLException {
        DatabaseAddress database = EmbeddedPostgres.running(data).orElseThrow();
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    void execute(String sql) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits for something in the database. */
    void until(String condition) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            while (!holds(statement, condition)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean holds(Statement statement, String condition) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select " + condition)) {
            assertThat(rows.next()).isTrue();
            return rows.getBoolean(1);
        }
    }
}
