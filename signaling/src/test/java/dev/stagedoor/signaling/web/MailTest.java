package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.signaling.MailCarrier;
import dev.stagedoor.signaling.MailCarrier.Delivery;
import dev.stagedoor.signaling.MailCarrier.Letter;
import dev.stagedoor.signaling.mail.Draft;
import dev.stagedoor.signaling.mail.MailOutbox;
import dev.stagedoor.signaling.mail.MailOutbox.Renewal;
import dev.stagedoor.signaling.mail.MailOutcome;
import dev.stagedoor.signaling.mail.MailState;
import dev.stagedoor.signaling.store.AccountTable;
import dev.stagedoor.signaling.store.Database;
import dev.stagedoor.signaling.store.MailTable;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail from being written to being forgotten, with the mail server and the clock in our hands, and as the console shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailTest {
    private static final Delivery TAKEN = new Delivery.Taken();
    private static final Instant BEGIN = Instant.parse("2026-01-05T10:16:00Z");

    private TestServer server;
    private Browser admin;
    private Browser reader;
    private Instant now = BEGIN;
    private Function<Letter, Delivery> postman = _ -> TAKEN;
    private final List<Letter> delivered = new ArrayList<>();

    @BeforeAll
    void start() {
        server = new TestServer();
        admin = server.admin();
        reader = server.newPerson("VIEWER");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        execute("delete from app.mail");
        delivered.clear();
        now = BEGIN;
        postman = _ -> TAKEN;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = server.database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Delivery carry(Letter letter) {
        delivered.add(letter);
        return postman.apply(letter);
    }

    /** As on any node of the installation. */
    private MailOutbox node(@Nullable MailCarrier carrier) {
        Database database = new Database(server.database, 4);
        return new MailOutbox(new MailTable(database), new AccountTable(database), carrier, () -> now);
    }

    private MailOutbox node() {
        return node(this::carry);
    }

    private static Draft draft(String key, UUID accountId) {
        return new Draft(key, accountId, "test", "ta-IN", "Subject " + key, "Text " + key, "<p>Html</p>");
    }

    private Draft draft(String key) {
        return draft(key, reader.id());
    }

    private JsonNode listed(String query) {
        return admin.get("/api/v1/admin/mail" + query).body();
    }

    private JsonNode only() {
        JsonNode items = listed("").path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    @Test
    void isSentOnceHoweverOftenItIsWritten() {
        node().write(draft("a"));
        node().write(draft("a"));
        node().send();
        node().write(draft("a"));
        node().send();
        assertThat(delivered).extracting(Letter::plainText).containsExactly("Text a");
        assertThat(delivered.getFirst().to())
                .isEqualTo(reader.get("/api/v1/me").body().path("email").asText());
        assertThat(only().path("state").asText()).isEqualTo("SENT");
        assertThat(only().path("settledAt").asText()).isEqualTo(BEGIN.toString());
    }

    @Test
    void isTriedAgainLaterAndLaterUnderOneIdAndGivenUpAfterFourDays() {
        postman = _ -> new Delivery.Deferred("421 try later");
        node().write(draft("a"));
        List<Duration> tried = new ArrayList<>();
        while (only().path("state").asText().equals("WAITING")) {
            MailOutbox node = node();
            node.send();
            tried.add(Duration.between(BEGIN, now));
            node.send();
            JsonNode mail = only();
            assertThat(mail.path("attempts").asInt()).isEqualTo(tried.size());
            now = mail.has("nextAttemptAt")
                    ? Instant.parse(mail.path("nextAttemptAt").asText())
                    : now;
        }
        assertThat(tried).hasSize(10);
        assertThat(tried.get(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(tried.getLast()).isBetween(Duration.ofDays(3), Duration.ofDays(4));
        assertThat(delivered)
                .extracting(Letter::id)
                .containsOnly(delivered.getFirst().id());
        assertThat(only().path("state").asText()).isEqualTo("FAILED");
        assertThat(only().path("lastError").asText()).isEqualTo("421 try later");
    }

    @Test
    void isGivenUpAtOnceIfTheServerWillNeverTakeIt() {
        postman = _ -> new Delivery.Rejected("550 no such mailbox");
        node().write(draft("a"));
        node().send();
        now = now.plus(Duration.ofDays(1));
        node().send();
        assertThat(delivered).hasSize(1);
        assertThat(only().path("state").asText()).isEqualTo("FAILED");
        assertThat(only().path("lastError").asText()).isEqualTo("550 no such mailbox");
    }

    @Test
    void aServerThatIsAwayIsLeftAloneForAWhile() {
        postman = _ -> new Delivery.Unreachable("connection refused");
        MailOutbox node = node();
        node.write(draft("a"));
        node.write(draft("b"));
        node.send();
        assertThat(delivered).hasSize(1);
        now = now.plusSeconds(59);
        node.send();
        assertThat(delivered).hasSize(1);
        postman = _ -> TAKEN;
        now = now.plusSeconds(1);
        node.send();
        assertThat(delivered).extracting(Letter::plainText).containsExactly("Text a", "Text b", "Text a");
        node.write(draft("c"));
        postman = _ -> new Delivery.Rejected("550 no such mailbox");
        node.send();
        node.write(draft("d"));
        postman = _ -> new Delivery.Deferred("421 try later");
        node.send();
        assertThat(node.attempts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        MailOutcome.UNREACHABLE, 1L,
                        MailOutcome.TAKEN, 2L,
                        MailOutcome.REJECTED, 1L,
                        MailOutcome.DEFERRED, 1L));
    }

    @Test
    void oneNodeAtATimeIsAtAMail() {
        node().write(draft("a"));
        postman = _ -> {
            postman = _ -> TAKEN;
            node().send();
            return TAKEN;
        };
        node().send();
        assertThat(delivered).hasSize(1);
    }

    @Test
    void ofANodeThatDiedAnotherTakesOver() {
        node().write(draft("a"));
        postman = _ -> {
            throw new OutOfMemoryError("as good as dead");
        };
        MailOutbox dying = node();
        org.assertj.core.api.Assertions.assertThatThrownBy(dying::send).isInstanceOf(OutOfMemoryError.class);
        postman = _ -> TAKEN;
        node().send();
        assertThat(delivered).as("it may be at it still").hasSize(1);
        now = now.plus(Duration.ofMinutes(15));
        node().send();
        assertThat(delivered).hasSize(2);
        assertThat(delivered.get(0).id()).isEqualTo(delivered.get(1).id());
        assertThat(only().path("state").asText()).isEqualTo("SENT");
    }

    @Test
    void whoWasTooSlowChangesNothing() {
        node().write(draft("a"));
        postman = _ -> {
            postman = _ -> TAKEN;
            now = now.plus(Duration.ofMinutes(16));
            node().send();
            return new Delivery.Rejected("too late to say");
        };
        node().send();
        assertThat(only().path("state").asText()).isEqualTo("SENT");
    }

    @Test
    void aFaultOfOursIsNoEnd() {
        postman = _ -> {
            throw new IllegalStateException("a fault");
        };
        node().write(draft("a"));
        node().send();
        assertThat(only().path("state").asText()).isEqualTo("WAITING");
        assertThat(only().path("lastError").asText()).contains("a fault");
    }

    @Test
    void withoutAServerItIsKeptToBeReadAndNotSentByItself() {
        MailOutbox none = node(null);
        none.write(draft("a"));
        none.send();
        String id = only().path("mailId").asText();
        assertThat(only().path("state").asText()).isEqualTo("KEPT");
        assertThat(admin.get("/api/v1/admin/mail/" + id)
                        .body()
                        .path("plainText")
                        .asText())
                .isEqualTo("Text a");
        assertThat(none.renew(UUID.fromString(id))).isEqualTo(Renewal.NO_SERVER);
        node().send();
        assertThat(delivered).as("a server comes a year later").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "KEPT", "WAITING"})
    void isTriedFromTheBeginningWhenTheConsoleSaysSo(String state) {
        postman = state.equals("FAILED") ? _ -> new Delivery.Rejected("no") : _ -> new Delivery.Deferred("later");
        MailOutbox first = state.equals("KEPT") ? node(null) : node();
        first.write(draft("a"));
        first.send();
        assertThat(only().path("state").asText()).isEqualTo(state);
        String path = "/api/v1/admin/mail/" + only().path("mailId").asText() + "/retry";
        now = Instant.now();
        assertThat(admin.post(path, null).status()).isEqualTo(204);
        postman = _ -> TAKEN;
        now = Instant.now().plusSeconds(1);
        node().send();
        assertThat(only().path("state").asText()).isEqualTo("SENT");
        assertThat(only().path("attempts").asInt()).isEqualTo(1);
        assertThat(admin.post(path, null).status()).as("it is sent").isEqualTo(404);
    }

    @Test
    void isShownByStateAndPageByPageWithHowManyThereAre() {
        // One node's ids follow each other within a millisecond, too.
        MailOutbox kept = node(null);
        for (String key : List.of("a", "b", "c")) {
            kept.write(draft(key));
        }
        node().write(draft("d"));
        assertThat(listed("?state=KEPT&limit=2").path("items").findValuesAsText("subject"))
                .containsExactly("Subject c", "Subject b");
        String next = listed("?state=KEPT&limit=2").path("nextCursor").asText();
        JsonNode last = listed("?state=KEPT&limit=2&cursor=" + next);
        assertThat(last.path("items").findValuesAsText("subject")).containsExactly("Subject a");
        assertThat(last.has("nextCursor")).isFalse();
        assertThat(last.at("/counts/kept").asInt()).isEqualTo(3);
        assertThat(last.at("/counts/waiting").asInt()).isEqualTo(1);
        assertThat(last.path("hasServer").asBoolean()).isTrue();
        assertThat(admin.get("/api/v1/admin/mail?state=LOST").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/admin/mail/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void goesWithItsAccountAndIsNotWrittenToWhomThereIsNotAnyMore() throws SQLException {
        Browser gone = server.newPerson("VIEWER");
        node().write(draft("a", gone.id()));
        execute("delete from app.account where id = '" + gone.id() + "'");
        node().write(draft("b", gone.id()));
        node().send();
        assertThat(delivered).isEmpty();
        assertThat(listed("").path("items")).isEmpty();
        assertThat(node().recipient(gone.id())).isNull();
    }

    @Test
    void isForgottenThirtyDaysAfterItWasSent() {
        node().write(draft("sent"));
        node().send();
        node(null).write(draft("kept"));
        now = BEGIN.plus(Duration.ofDays(30));
        node().deleteOld();
        assertThat(node().counts()).containsOnlyKeys(MailState.SENT, MailState.KEPT);
        now = now.plusSeconds(1);
        node().deleteOld();
        assertThat(node().counts()).isEmpty();
    }

    @Test
    void keepsTheNewestOnly() throws SQLException {
        node(null).write(draft("oldest"));
        execute("insert into app.mail (id, key, account_id, kind, locale, subject, plain_text, html, state, created_at)"
                + " select ('ffffffff-ffff-7fff-8fff-' || lpad(n::text, 12, '0'))::uuid, 'n' || n, '" + reader.id()
                + "', 'test', 'en', '', '', '', 'KEPT', '" + BEGIN + "' from generate_series(1, 1000) n");
        assertThat(node().counts()).containsEntry(MailState.KEPT, 1_001);
        node().deleteOld();
        assertThat(node().counts()).containsEntry(MailState.KEPT, 1_000);
        assertThat(listed("?limit=100").path("items").findValuesAsText("subject"))
                .doesNotContain("Subject oldest");
    }

    @Test
    void theLanguageIsWhatThePageHasSaidLast() {
        assertThat(reader.get("/api/v1/me").body().has("locale")).isFalse();
        Answer said = reader.patch("/api/v1/me", "{\"locale\": \"ta-IN\"}");
        assertThat(said.body().path("locale").asText()).isEqualTo("ta-IN");
        assertThat(said.body().path("displayName").asText()).isNotEmpty();
        reader.patch("/api/v1/me", "{\"bio\": \"Hello\"}");
        assertThat(reader.get("/api/v1/me").body().path("locale").asText()).isEqualTo("ta-IN");
        for (String bad : List.of("", "tamil", "ta_IN", "ta-IN\\r\\nBcc: x", "a".repeat(40))) {
            assertThat(reader.patch("/api/v1/me", "{\"locale\": \"" + bad + "\"}")
                            .status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }
}
