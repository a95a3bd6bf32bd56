package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import io.vertx.openapi.contract.Operation;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A house that asks everybody who works for it for a second factor: the password alone makes nobody an admin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseSecondFactorTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.askingTheHouse();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Stream<Operation> ofTheHouse() {
        return server.responses.contract().operations().stream()
                .filter(operation -> operation.getOpenAPIPath().startsWith("/api/v1/admin/"));
    }

    private static Answer call(Operation operation, Browser browser) {
        String path = operation
                .getOpenAPIPath()
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return browser.send(operation.getHttpMethod().name(), path, null);
    }

    @Test
    void letsAnAdminDoNothingUntilTheFactorIsThere() {
        Browser admin = server.admin();

        assertThat(ofTheHouse()).hasSizeGreaterThan(30).allSatisfy(operation -> {
            Answer answer = call(operation, admin);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("SECOND_FACTOR_NOT_SET_UP");
        });
        assertThat(admin.get("/api/v1/me/second-factor").body().path("required").asBoolean())
                .isTrue();

        SecondFactorTest.setUp(admin);
        assertThat(admin.get("/api/v1/admin/users").status())
                .as("the token from before is no better for it")
                .isEqualTo(403);
        Answer renewed = server.anybody()
                .post(
                        "/api/v1/auth/refresh",
                        "{\"refreshToken\": \"" + admin.refreshToken() + "\"}",
                        "X-Token-Transport",
                        "body");
        String token = renewed.body().path("accessToken").asText();
        assertThat(server.anybody()
                        .get("/api/v1/admin/users", "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void doesNotAskThePublic() {
        Browser viewer = server.newPerson("VIEWER");

        assertThat(viewer.get("/api/v1/wallet").status()).isEqualTo(200);
        assertThat(viewer.get("/api/v1/me/second-factor")
                        .body()
                        .path("required")
                        .asBoolean())
                .isFalse();
        assertThat(viewer.get("/api/v1/admin/users").code())
                .as("nor offers it the console")
                .isEqualTo("FORBIDDEN");
    }
}
