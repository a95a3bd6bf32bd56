package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void changesOnlyWhatIsSent() {
        Browser viewer = server.newPerson("VIEWER");

        viewer.patch("/api/v1/me", "{\"bio\": \"Hello\"}");
        Answer answer = viewer.patch("/api/v1/me", "{\"displayName\": \"  Asha   K \"}");

        assertThat(answer.body().path("displayName").asText()).isEqualTo("Asha K");
        assertThat(answer.body().path("bio").asText()).isEqualTo("Hello");
        assertThat(viewer.get("/api/v1/me").body()).isEqualTo(answer.body());
    }

    @Test
    void hidesAPerformerUntilRatesAreSet() {
        Browser viewer = server.newPerson("VIEWER");
        Browser unfinished = server.newPerson("PERFORMER");
        Browser finished = server.newPerformer();

        assertThat(viewer.get("/api/v1/performers/" + unfinished.id()).status()).isEqualTo(404);
        assertThat(viewer.get("/api/v1/performers/" + finished.id()).status()).isEqualTo(200);
        assertThat(idsOf(viewer, "")).contains(finished.id()).doesNotContain(unfinished.id());
    }

    @Test
    void pagesThroughAllPerformersOnceWhileOthersJoin() {
        Browser viewer = server.newPerson("VIEWER");
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(server.newPerformer().id());
        }

        List<UUID> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = viewer.get("/api/v1/performers?limit=2" + cursor);
            page.body()
                    .path("items")
                    .forEach(item -> seen.add(UUID.fromString(item.path("id").asText())));
            server.newPerformer();
            cursor = page.body().has("nextCursor") && seen.size() < 12
                    ? "&cursor=" + page.body().path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().containsAll(made);
    }

    @Test
    void listsNobodyUnderACursorThatIsNotOurs() {
        Browser viewer = server.newPerson("VIEWER");
        server.newPerformer();

        Answer answer = viewer.get("/api/v1/performers?cursor=bm90LW91cnM");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("items")).isEmpty();
    }

    @Test
    void filtersByPresence() {
        Browser viewer = server.newPerson("VIEWER");
        UUID offline = server.newPerformer().id();

        assertThat(idsOf(viewer, "&status=ONLINE")).doesNotContain(offline);
        assertThat(idsOf(viewer, "&status=OFFLINE")).contains(offline);
    }

    @Test
    void findsPeopleForTheConsoleByAnyPartOfThem() {
        Browser admin = server.admin();
        Browser person = server.anybody().register("VIEWER", "Needle.In.Hay@example.org");

        assertThat(admin.get("/api/v1/admin/users?query=needle.in")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(admin.get("/api/v1/admin/users?query=" + person.id())
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        server.anybody().register("VIEWER", "plus+sign@example.org");
        assertThat(admin.get("/api/v1/admin/users?query=plus%2Bsign")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(admin.get("/api/v1/admin/users?query=%25")
                        .body()
                        .path("items")
                        .size())
                .as("a percent sign is no wildcard")
                .isZero();
    }

    @Test
    void makesDemoAccountsOnce() {
        server.admin();
        Browser admin = server.admin();

        assertThat(admin.get("/api/v1/admin/users?query=maya@")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(server.anybody()
                        .signIn("maya@example.org", TestServer.PASSWORD)
                        .id())
                .satisfies(maya -> assertThat(
                                admin.get("/api/v1/performers/" + maya).status())
                        .isEqualTo(200));
    }

    private static List<UUID> idsOf(Browser viewer, String more) {
        List<UUID> ids = new ArrayList<>();
        viewer.get("/api/v1/performers?limit=100" + more)
                .body()
                .path("items")
                .forEach(item -> ids.add(UUID.fromString(item.path("id").asText())));
        return ids;
    }
}
