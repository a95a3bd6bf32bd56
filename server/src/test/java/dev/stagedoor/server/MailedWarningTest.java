package dev.stagedoor.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SmtpTls;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.server.mail.MailServer;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who is not there learns that coins will expire: the whole server, its nightly job, and a real mail server. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MailedWarningTest {
    private static final String FROM = "no-reply@stagedoor.example";

    /** Asha was given 500 coins; six days are left of them. */
    private static final String ALMOST_OVER =
            "update billing.coin_lot set granted_at = now() - interval '24 days', expires_at = now() + interval '6 days'";

    private static final String NIGHT = "update billing.job_run set next_run_at = now() where name = 'warn-of-expiry'";

    @TempDir
    private Path folder;

    private Path data;
    private MailServer mail;

    @BeforeEach
    void start() throws IOException {
        data = TestData.in(folder, "data");
        mail = MailServer.start(folder, SmtpTls.STARTTLS, MailServer.HOST);
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    /** A server and two who speak with it. */
    private record House(Stagedoor server, Caller asha, Caller admin, String address) implements AutoCloseable {
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
    }

    private House house(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(
                Map.of("http.port", "0", "media.port", "0", "http.public-url", "https://live.example.org"));
        settings.putAll(more);
        Stagedoor server =
                Stagedoor.start(Settings.load(folder.resolve("none"), false, Map.of(), settings), data, folder);
        URI here = URI.create("http://127.0.0.1:" + server.httpPort());
        DemoPeople people = requireNonNull(server.demoPeople());
        return new House(
                server,
                new Caller(here, people.viewer()),
                new Caller(here, people.admin()),
                people.viewer().email());
    }

    private Map<String, String> withMail() {
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

    private Connection connect() throws IOException, SQLException {
        DatabaseAddress database = EmbeddedPostgres.running(data).orElseThrow();
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private void execute(String sql) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits for something in the database. */
    private void until(String condition) throws IOException, SQLException {
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

    private void night() throws IOException, SQLException {
        execute(ALMOST_OVER);
        execute(NIGHT);
    }

    @Test
    void waitsForTheMailServerAndComesOnceInTheLanguageOfThePageWithTheRightFigures() throws Exception {
        try (House house = house(withMail())) {
            mail.close();
            assertThat(house.asha()
                            .patch("/api/v1/me", "{\"locale\": \"ta-IN\"}")
                            .status())
                    .isEqualTo(200);
            night();
            until("exists (select from app.mail where last_error <> '')");
            JsonNode waiting = house.only();
            assertThat(waiting.path("state").asText()).isEqualTo("WAITING");
            assertThat(waiting.path("lastError").asText()).startsWith("NO_ANSWER");

            mail.comeBack();
            String id = waiting.path("mailId").asText();
            assertThat(house.admin()
                            .post("/api/v1/admin/mail/" + id + "/retry", null)
                            .status())
                    .isEqualTo(204);
            MimeMessage message = mail.next();
            assertThat(message.getMessageID()).isEqualTo("<" + id + "@stagedoor.example>");
            assertThat(message.getSubject()).isEqualTo("உங்கள் 500 நாணயங்கள் விரைவில் காலாவதியாகும்");
            assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly(house.address());
            String text = ((Multipart) message.getContent())
                    .getBodyPart(0)
                    .getContent()
                    .toString();
            assertThat(text).contains("500 நாணயங்கள்", "https://live.example.org/wallet");

            // As if billing had never heard that it was taken over.
            until("exists (select from app.mail where state = 'SENT')");
            execute("update billing.expiry_warning set confirmed_at = null");
            until("not exists (select from billing.expiry_warning where confirmed_at is null)");
            assertThat(house.only().path("state").asText()).isEqualTo("SENT");
            assertThat(house.shown().at("/counts/waiting").asInt()).isZero();
            assertThat(mail.waiting()).isZero();
        }
    }

    @Test
    void withoutAMailServerTheConsoleShowsWhatItWouldHaveBeen() throws Exception {
        try (House house = house(Map.of())) {
            night();
            until("exists (select from app.mail)");
            JsonNode kept = house.only();
            assertThat(house.shown().path("hasServer").asBoolean()).isFalse();
            assertThat(kept.path("state").asText()).isEqualTo("KEPT");
            assertThat(kept.path("recipient").asText()).isEqualTo(house.address());
            assertThat(kept.path("subject").asText()).isEqualTo("500 coins of yours will expire soon");
            String path = "/api/v1/admin/mail/" + kept.path("mailId").asText();
            assertThat(house.admin().get(path).body().path("plainText").asText())
                    .contains("500 coins that came as gifts");
            assertThat(house.admin().post(path + "/retry", null).status()).isEqualTo(409);
        }
    }
}
