package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What looks like fraud, over HTTP, and the browsers by which it is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RiskTest {
    private static final String FLAGS = "/api/v1/admin/risk-flags";
    private static final String DECISION = FLAGS + "/" + TestRisk.FLAG + "/decision";

    private TestServer server;
    private Browser finance;

    @BeforeAll
    void start() {
        server = new TestServer();
        server.admin();
        finance = server.finance();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void nobodyHasDecided() {
        server.risk.decision = null;
        server.risk.subject = UUID.randomUUID();
        server.risk.signedIn.clear();
    }

    @Test
    void showsFlagsWithTheNamesOfWhomTheyConcern() {
        Browser viewer = server.newPerson("VIEWER");
        server.risk.subject = viewer.id();
        Answer answer = finance.get(FLAGS + "?state=OPEN");

        assertThat(server.risk.asked).isEqualTo("OPEN");
        assertThat(answer.body().at("/items/0/kind").asText()).isEqualTo("GIFT_LOOP");
        assertThat(answer.body().at("/items/0/parties/0/name").asText()).isEqualTo("Somebody");
        assertThat(answer.body().at("/items/0/parties/0/held").asBoolean()).isTrue();
        assertThat(answer.body().at("/items/0/parties/1").has("name")).isFalse();
        finance.get(FLAGS);
        assertThat(server.risk.asked).isEqualTo("null");
        assertThat(viewer.get(FLAGS).code()).isEqualTo("FORBIDDEN");
    }

    @Test
    void decidesOnceAndWithAReason() {
        assertThat(finance.post(DECISION, "{\"ruling\": \"DISMISS\", \"note\": \"\"}")
                        .status())
                .isEqualTo(400);
        Answer done = finance.post(DECISION, "{\"ruling\": \"CONFIRM\", \"note\": \"stolen cards\"}");
        assertThat(done.body().path("releasedPayouts").asInt()).isEqualTo(2);
        assertThat(done.body().at("/flag/decision/note").asText()).isEqualTo("stolen cards");
        assertThat(done.body().at("/flag/decision/person").asText())
                .isEqualTo(finance.id().toString());
        assertThat(finance.post(DECISION, "{\"ruling\": \"DISMISS\", \"note\": \"late\"}")
                        .code())
                .isEqualTo("ALREADY_DECIDED");
        String elsewhere = FLAGS + "/01989f4e-7a10-7b3c-9d55-2f1f6f0a1c78/decision";
        assertThat(finance.post(elsewhere, "{\"ruling\": \"DISMISS\", \"note\": \"late\"}")
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void saysThatSomebodyElseMustDecideOnWhatNamesWhoAsks() {
        server.risk.subject = finance.id();
        Answer answer = finance.post(DECISION, "{\"ruling\": \"DISMISS\", \"note\": \"it was me\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("OWN_CASE");
    }

    @Test
    void tellsByWhichBrowserSomebodyCameInAndLetsItKeepItsName() {
        Answer first = register("one@example.org");
        String cookie = device(first);
        assertThat(cookie).matches("stagedoor_device=[A-Za-z0-9_-]{22}; .*");
        assertThat(cookie).contains("HTTPOnly", "SameSite=Strict", "Path=/api/v1/auth");
        String pair = cookie.substring(0, cookie.indexOf(';'));

        Answer second = register("two@example.org", "Cookie", pair);
        assertThat(device(second)).startsWith(pair + ";");
        assertThat(server.risk.signedIn)
                .containsExactly(
                        id(first) + " " + pair.substring(pair.indexOf('=') + 1),
                        id(second) + " " + pair.substring(pair.indexOf('=') + 1));
    }

    @Test
    void takesNoNameThatItHasNotGiven() {
        Answer answer = register("three@example.org", "Cookie", "stagedoor_device=" + "x".repeat(4_000));
        assertThat(device(answer)).matches("stagedoor_device=[A-Za-z0-9_-]{22}; .*");
    }

    @Test
    void tellsNothingOfThoseWhoAreNotLetInOrAreNoBrowser() {
        server.anybody()
                .post(
                        "/api/v1/auth/sign-in",
                        "{\"email\": \"admin@example.org\", \"password\": \"wrong wrong wrong\"}");
        server.newPerson("VIEWER");
        assertThat(server.risk.signedIn).isEmpty();
    }

    private Answer register(String email, String... headers) {
        Answer answer =
                server.anybody().post("/api/v1/auth/register", """
                {"email": "%s", "password": "%s", "displayName": "Somebody", "role": "VIEWER", "dateOfBirth": "1990-01-01"}
                """.formatted(email, TestServer.PASSWORD), headers);
        assertThat(answer.status()).isEqualTo(201);
        return answer;
    }

    private static String device(Answer answer) {
        List<String> cookies = answer.raw().headers().allValues("Set-Cookie");
        return cookies.stream()
                .filter(cookie -> cookie.startsWith("stagedoor_device="))
                .findFirst()
                .orElse("");
    }

    private static String id(Answer answer) {
        return answer.body().at("/user/id").asText();
    }
}
