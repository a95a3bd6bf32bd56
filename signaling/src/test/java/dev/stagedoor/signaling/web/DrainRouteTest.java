package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import org.junit.jupiter.api.Test;

class DrainRouteTest {
    @Test
    void aDrainingServerIsAliveAndNotReady() {
        try (TestServer server = new TestServer()) {
            Browser viewer = server.newPerson("VIEWER");
            assertThat(viewer.post("/api/v1/admin/drain", null).status()).isEqualTo(403);
            assertThat(server.anybody().get("/health/ready").status()).isEqualTo(200);

            Answer answer = server.admin().post("/api/v1/admin/drain", null);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("calls").asInt()).isZero();
            assertThat(answer.body().path("until").asText()).isNotEmpty();

            Answer ready = server.anybody().get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body().path("checks").path("serving").asText()).isEqualTo("DOWN");
            assertThat(ready.body().path("checks").path("database").asText()).isEqualTo("UP");
            assertThat(server.anybody().get("/health/live").status()).isEqualTo(200);
            // Who is there can still look around and leave.
            assertThat(viewer.get("/api/v1/me").status()).isEqualTo(200);
        }
    }

    @Test
    void withoutItsDatabaseAServerIsAliveAndNotReady() {
        try (TestServer server = new TestServer()) {
            server.database.close();
            Answer ready = server.anybody().get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body().path("checks").path("database").asText()).isEqualTo("DOWN");
            assertThat(server.anybody().get("/health/live").status()).isEqualTo(200);
        }
    }
}
