package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.MediaBrowser.Event;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.admin.MediaRecords;
import dev.stagedoor.signaling.calls.CallTerms;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.store.CallTable;
import dev.stagedoor.signaling.store.Database;
import dev.stagedoor.signaling.store.MediaRecordTable;
import dev.stagedoor.signaling.whip.OpenMedia;
import dev.stagedoor.signaling.whip.WhipSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What is kept of a call, as the console reads it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaRecordsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T10:16:00Z");
    private static final Duration KEPT = Duration.ofDays(30);
    private static final List<Event> SEEN =
            List.of(new Event(BEGIN, BEGIN.plusMillis(5), 2, "NEGOTIATED", "0 opus sendrecv"), path("192.0.2.7:40000"));

    private final OpenMedia media = new OpenMedia();
    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private TestServer server;
    private Browser admin;
    private Browser viewer;

    @BeforeAll
    void start() {
        server = new TestServer(media, IceConfig.none(), WhipSettings.defaults());
        admin = server.admin();
        viewer = server.newPerson("VIEWER");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Event path(String address) {
        return TestMediaBrowser.pathSelected(address);
    }

    /** Written by whoever calls, by a clock of ours. */
    private MediaRecords records(Duration kept) {
        return new MediaRecords(new MediaRecordTable(new Database(server.database, 2)), Runnable::run, now::get, kept);
    }

    private UUID call() {
        UUID callId = UUID.randomUUID();
        new CallTable(new Database(server.database, 2))
                .opened(new CallTerms(
                        callId,
                        UUID.randomUUID(),
                        CallKind.VIDEO,
                        Increment.MINUTE,
                        new Money(8_000, "COIN"),
                        null,
                        new Party(viewer.id(), "Somebody"),
                        new Party(server.newPerformer().id(), "Somebody"),
                        BEGIN));
        return callId;
    }

    private JsonNode timeline(UUID callId) {
        return admin.get("/api/v1/admin/media/rooms/" + callId + "/participants/" + viewer.id() + "/timeline")
                .body()
                .path("items");
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void keepsWhatTheNodeForgets() {
        UUID callId = call();
        media.forgets(callId, Map.of(viewer.id(), SEEN));

        // It is written beside the call's end, which nobody lets wait.
        while (timeline(callId).isEmpty()) {
            Thread.onSpinWait();
        }
        JsonNode kept = timeline(callId);
        assertThat(kept).hasSize(2);
        assertThat(kept.at("/0/kind").asText()).isEqualTo("NEGOTIATED");
        assertThat(kept.at("/0/lastAt").asText()).isEqualTo("2026-01-05T10:16:00.005Z");
        assertThat(kept.at("/0/times").asInt()).isEqualTo(2);
        assertThat(kept.at("/1/detail").asText()).isEqualTo("192.0.2.7:40000");
    }

    @Test
    void hidesAddressesFromWhoeverIsNoAdministrator() throws Exception {
        UUID callId = call();
        records(KEPT).closed(callId, Map.of(viewer.id(), SEEN));

        String support = new Tokens(server.database).good(admin.id(), "SUPPORT");
        JsonNode seen = server.anybody()
                .get(
                        "/api/v1/admin/media/rooms/" + callId + "/participants/" + viewer.id() + "/timeline",
                        "Authorization",
                        "Bearer " + support)
                .body();
        assertThat(seen.findValuesAsText("detail")).containsExactly("0 opus sendrecv", "");
    }

    @Test
    void keepsNothingOfRoomsThatAreNoCallsNorWhereItIsNotWanted() {
        UUID broadcast = UUID.randomUUID();
        records(KEPT).closed(broadcast, Map.of(viewer.id(), SEEN));
        assertThat(timeline(broadcast)).isEmpty();

        UUID callId = call();
        records(Duration.ZERO).closed(callId, Map.of(viewer.id(), SEEN));
        assertThat(timeline(callId)).isEmpty();
    }

    @Test
    void deletesWhatIsOldEnough() {
        UUID older = call();
        UUID newer = call();
        MediaRecords records = records(KEPT);
        now.set(BEGIN);
        records.closed(older, Map.of(viewer.id(), SEEN));
        now.set(BEGIN.plusSeconds(60));
        records.closed(newer, Map.of(viewer.id(), SEEN));

        now.set(BEGIN.plus(KEPT));
        records.deleteOld();
        assertThat(timeline(older)).as("not a moment early").hasSize(2);
        now.set(BEGIN.plus(KEPT).plusSeconds(1));
        records.deleteOld();
        assertThat(timeline(older)).isEmpty();
        assertThat(timeline(newer)).hasSize(2);
    }

    @Test
    void losesARecordRatherThanACallWhereTheDatabaseIsAway() {
        HikariDataSource away = TestDatabase.fresh();
        away.close();
        var table = new MediaRecordTable(new Database(away, 1));
        assertThatCode(() -> new MediaRecords(table, Runnable::run, now::get, KEPT)
                        .closed(UUID.randomUUID(), Map.of(viewer.id(), SEEN)))
                .doesNotThrowAnyException();
    }
}
