package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.signaling.web.Browser.Answer;
import dev.stagedoor.signaling.whip.HttpOffers;
import dev.stagedoor.signaling.whip.OpenMedia;
import dev.stagedoor.signaling.whip.WhipSettings;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console sees of what is going on now; the contract is checked with every answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminLiveTest {
    private static final String NODES = "/api/v1/admin/nodes";
    private static final String CALLS = "/api/v1/admin/calls";
    private static final String ROOMS = "/api/v1/admin/media/rooms";

    private final OpenMedia media = new OpenMedia();
    private TestServer server;
    private Browser admin;

    @BeforeAll
    void start() {
        server = new TestServer(media, IceConfig.none(), WhipSettings.defaults());
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void tellsHowTheNodeIsUntilItLeaves() {
        try (TestServer own = new TestServer();
                Device _ = new Device(own, own.newPerson("VIEWER"))) {
            Browser owner = own.admin();
            JsonNode node = owner.get(NODES).body().at("/items/0");
            assertThat(node.path("serving").asBoolean()).isTrue();
            assertThat(node.has("stopsBy")).isFalse();
            assertThat(node.path("connections").asInt()).isEqualTo(1);
            assertThat(node.path("processors").asInt()).isPositive();
            assertThat(node.path("cpuMs").asLong()).isPositive();
            assertThat(node.path("heapUsedBytes").asLong())
                    .isBetween(1L, node.path("heapLimitBytes").asLong());
            assertThat(node.at("/loops/0/sentDatagrams").asLong()).isEqualTo(24_000);
            assertThat(node.at("/loops/1/cpuMs").asLong()).isEqualTo(-1);

            String until =
                    owner.post("/api/v1/admin/drain", null).body().path("until").asText();
            JsonNode leaving = owner.get(NODES).body().at("/items/0");
            assertThat(leaving.path("serving").asBoolean()).isFalse();
            assertThat(leaving.path("stopsBy").asText()).isEqualTo(until);
        }
    }

    @Test
    void showsACallFromTheFirstRingOnAndWhoIsWhoInItsRoom() {
        Browser viewer = server.newPerson("VIEWER");
        Browser performer = server.newPerformer();
        try (Device phone = new Device(server, performer);
                Device laptop = new Device(server, viewer)) {
            var _ = phone.must("presence.set", "\"status\": \"ONLINE\"");
            UUID callId = call(viewer, laptop, performer);
            server.mediaBrowser.add(callId, List.of(viewer.id(), UUID.randomUUID(), performer.id()));

            JsonNode call = admin.get(CALLS).body().at("/items/0");
            assertThat(call.path("callId").asText()).isEqualTo(callId.toString());
            assertThat(call.path("state").asText()).isEqualTo("RINGING");
            assertThat(call.at("/viewer/id").asText()).isEqualTo(viewer.id().toString());
            assertThat(call.path("deliveredMs").asLong()).isZero();
            // Held: three minutes at the rate.
            assertThat(call.path("fundedMs").asLong()).isEqualTo(180_000);
            assertThat(call.has("fundedUntil")).isFalse();

            JsonNode room = roomOf(callId);
            assertThat(room.path("kind").asText()).isEqualTo("CALL");
            assertThat(room.path("name").asText()).isEqualTo("Somebody");
            assertThat(room.path("participants").findValuesAsText("role"))
                    .containsExactly("PERFORMER", "VIEWER", "UNKNOWN");
            assertThat(room.at("/participants/0/id").asText())
                    .isEqualTo(performer.id().toString());

            var _ = laptop.must("call.cancel", "\"callId\": \"%s\"".formatted(callId));
        }
    }

    @Test
    void namesTheRoomOfAPerformerWhoIsLive() {
        Browser performer = server.newPerformer();
        Set<UUID> before = media.openRooms();
        Answer begun = performer.send(
                "POST",
                "/whip/" + performer.id(),
                HttpOffers.audioAndVideo("sendonly"),
                "Content-Type",
                "application/sdp");
        assertThat(begun.status()).isEqualTo(201);
        UUID roomId = media.openRooms().stream()
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
        UUID late = UUID.randomUUID();
        server.mediaBrowser.add(
                roomId, List.of(late, media.participantsOf(roomId).getFirst()));

        JsonNode room = roomOf(roomId);
        assertThat(room.path("kind").asText()).isEqualTo("BROADCAST");
        assertThat(room.path("name").asText()).isEqualTo("Somebody");
        assertThat(room.path("participants").findValuesAsText("role")).containsExactly("PERFORMER", "UNKNOWN");
        performer.send("DELETE", begun.header("Location"), null);
        assertThat(roomOf(roomId).path("kind").asText()).isEqualTo("UNKNOWN");
    }

    @Test
    void listsTheConnectionsOfARoomThatNobodyElseKnows() {
        JsonNode room = roomOf(TestMediaBrowser.ROOM);

        assertThat(room.path("kind").asText()).isEqualTo("UNKNOWN");
        assertThat(room.at("/participants/0/downlinkScore").asDouble()).isEqualTo(4.1);
        assertThat(room.at("/participants/0/tracks/0/retransmitted").asInt()).isEqualTo(11);
    }

    @Test
    void tellsWhatHappenedToAParticipant() {
        Answer answer = admin.get(timelineOf(TestMediaBrowser.PERSON));

        assertThat(answer.body().at("/items/0/kind").asText()).isEqualTo("KEY_FRAME_WANTED");
        assertThat(answer.body().at("/items/0/lastAt").asText()).isEqualTo("2026-11-21T10:00:05Z");
        assertThat(admin.get(timelineOf(UUID.randomUUID())).body().at("/items")).isEmpty();
    }

    @Test
    void showsAddressesOfPeersToAdministratorsOnly() throws Exception {
        String support = new Tokens(server.database).good(admin.id(), "SUPPORT");
        String path = timelineOf(TestMediaBrowser.PERSON);

        assertThat(admin.get(path).body().at("/items/1/detail").asText()).isEqualTo("192.0.2.7:40000");
        JsonNode seen =
                server.anybody().get(path, "Authorization", "Bearer " + support).body();
        assertThat(seen.at("/items/0/detail").asText()).isEqualTo("1");
        assertThat(seen.at("/items/1/kind").asText()).isEqualTo("PATH_SELECTED");
        assertThat(seen.at("/items/1/detail").asText()).isEmpty();
    }

    @Test
    void headersOfAParticipantAreWrittenDownUntilThatIsEnded() {
        String capture = captureOf(TestMediaBrowser.PERSON);
        assertThat(admin.get(capture).status()).isEqualTo(404);
        assertThat(admin.send("PUT", captureOf(UUID.randomUUID()), null).status())
                .isEqualTo(404);

        assertThat(admin.send("PUT", capture, null).status()).isEqualTo(204);
        Answer file = admin.get(capture);
        assertThat(file.header("Content-Type")).isEqualTo("application/vnd.tcpdump.pcap");
        assertThat(file.header("Content-Disposition")).contains(TestMediaBrowser.PERSON + ".pcap");
        assertThat(file.raw().body()).isEqualTo(TestMediaBrowser.CAPTURE);

        assertThat(admin.send("DELETE", capture, null).status()).isEqualTo(204);
        assertThat(admin.get(capture).status()).isEqualTo(404);
        assertThat(admin.send("DELETE", capture, null).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {NODES, CALLS, ROOMS})
    void nobodyElseSeesAnyOfIt(String path) {
        assertThat(server.newPerson("VIEWER").get(path).status()).isEqualTo(403);
        assertThat(server.finance().get(path).status()).isEqualTo(403);
        assertThat(server.anybody().get(path).status()).isEqualTo(401);
    }

    private UUID call(Browser viewer, Device device, Browser performer) {
        String asked = """
                {"performerId": "%s", "kind": "VIDEO"}
                """.formatted(performer.id());
        Answer quote = viewer.post("/api/v1/calls/quotes", asked);
        JsonNode begun = device.must(
                "call.request",
                "\"quoteId\": \"%s\"".formatted(quote.body().path("quoteId").asText()));
        return UUID.fromString(begun.at("/call/callId").asText());
    }

    private JsonNode roomOf(UUID roomId) {
        for (JsonNode room : admin.get(ROOMS).body().path("items")) {
            if (room.path("id").asText().equals(roomId.toString())) {
                return room;
            }
        }
        throw new AssertionError("no room " + roomId);
    }

    private static String captureOf(UUID participant) {
        return ROOMS + "/" + TestMediaBrowser.ROOM + "/participants/" + participant + "/capture";
    }

    private static String timelineOf(UUID participant) {
        return ROOMS + "/" + TestMediaBrowser.ROOM + "/participants/" + participant + "/timeline";
    }
}
