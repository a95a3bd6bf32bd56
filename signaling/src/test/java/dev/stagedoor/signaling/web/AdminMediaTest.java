package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the console sees of the media node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminMediaTest {
    private static final String ROOMS = "/api/v1/admin/media/rooms";

    private TestServer server;
    private Browser admin;

    @BeforeAll
    void start() {
        server = new TestServer();
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void listsRoomsWithTheirConnections() {
        Answer answer = admin.get(ROOMS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/items/0/id").asText()).isEqualTo(TestMediaBrowser.ROOM.toString());
        assertThat(answer.body().at("/items/0/participants/0/downlinkScore").asDouble())
                .isEqualTo(4.1);
        assertThat(answer.body()
                        .at("/items/0/participants/0/tracks/0/retransmitted")
                        .asInt())
                .isEqualTo(11);
    }

    @Test
    void tellsWhatHappenedToOneOfThem() {
        Answer answer = admin.get(timelineOf(TestMediaBrowser.PERSON));

        assertThat(answer.body().at("/items/0/kind").asText()).isEqualTo("KEY_FRAME_WANTED");
        assertThat(answer.body().at("/items/0/lastAt").asText()).isEqualTo("2026-11-21T10:00:05Z");
        assertThat(admin.get(timelineOf(UUID.randomUUID())).body().at("/items")).isEmpty();
    }

    @Test
    void viewersSeeNothingOfIt() {
        Browser viewer = server.newPerson("VIEWER");

        assertThat(viewer.get(ROOMS).status()).isEqualTo(403);
        assertThat(server.anybody().get(ROOMS).status()).isEqualTo(401);
    }

    private static String timelineOf(UUID participant) {
        return ROOMS + "/" + TestMediaBrowser.ROOM + "/participants/" + participant + "/timeline";
    }
}
