package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {
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
    void listsJobsWithTheirLastRun() {
        JsonNode items = server.admin().get("/api/v1/admin/jobs").body().path("items");
        assertThat(items.findValuesAsText("name")).containsExactly("reconciliation", "seal");
        assertThat(items.get(0).has("last")).isFalse();
        assertThat(items.get(1).path("running").asBoolean()).isTrue();
        assertThat(items.get(1).path("last").path("detail").asText()).isEqualTo("12 transfers sealed");
    }

    @Test
    void tellsWhatTheReconciliationFoundAndWhatToDo() {
        JsonNode items =
                server.admin().get("/api/v1/admin/reconciliation").body().path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("status").asText()).isEqualTo("FAILURE");
        assertThat(items.get(0).path("samples").get(0).asText()).isEqualTo("session x");
        assertThat(items.get(0).path("remedy").asText()).isEqualTo("look");
    }

    @Test
    void tellsNobodyElse() {
        Browser viewer = server.newPerson("VIEWER");
        assertThat(viewer.get("/api/v1/admin/jobs").status()).isEqualTo(403);
        assertThat(viewer.get("/api/v1/admin/reconciliation").status()).isEqualTo(403);
        assertThat(server.anybody().get("/api/v1/admin/jobs").status()).isEqualTo(401);
    }
}
