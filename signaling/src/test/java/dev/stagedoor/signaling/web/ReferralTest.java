package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.ReferralDesk.Newcomer;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** By whose link somebody came, from the form to billing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferralTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer register(String name, String code) {
        return server.anybody().post("/api/v1/auth/register", """
                {"email": "%s@example.org", "password": "%s", "displayName": "Somebody", "role": "VIEWER",
                 "dateOfBirth": "1990-01-01", "referral": {"code": "%s", "secondsAgo": 86400}}
                """.formatted(name, TestServer.PASSWORD, code));
    }

    private static UUID id(Answer answer) {
        assertThat(answer.status()).isEqualTo(201);
        return UUID.fromString(answer.body().at("/user/id").asText());
    }

    /** What billing hears of that person; who was told of is told of again if somebody signs up in that moment. */
    private Newcomer heardOf(UUID accountId) throws InterruptedException {
        while (true) {
            Newcomer newcomer = server.referrals.heard.poll(60, TimeUnit.SECONDS);
            Objects.requireNonNull(newcomer, "billing did not hear of " + accountId);
            assertThat(newcomer.code()).isNotEqualTo("UNKEPT");
            if (newcomer.accountId().equals(accountId)) {
                return newcomer;
            }
        }
    }

    @Test
    void tellsBillingWhoCameByALinkUntilItHasHeard() throws InterruptedException {
        server.newPerson("VIEWER");
        Newcomer newcomer = heardOf(id(register("first", "7kq2m9xa")));
        assertThat(newcomer.code()).isEqualTo("7kq2m9xa");
        assertThat(Duration.between(newcomer.seenAt(), newcomer.registeredAt())).isEqualTo(Duration.ofDays(1));

        server.referrals.failing = "7KQ2M9XB";
        UUID second = id(register("second", "7KQ2M9XB"));
        server.referrals.failed.acquire();
        UUID third = id(register("third", "7KQ2M9XA"));
        heardOf(second);
        heardOf(third);

        assertThat(register("third", "UNKEPT").code()).isEqualTo("EMAIL_TAKEN");
        heardOf(id(register("fourth", "7KQ2M9XA")));
    }

    @Test
    void refusesWhatIsNoCode() {
        Answer answer = register("nobody", "<script>");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("#/referral");
    }

    @Test
    void showsPerformersTheirLinkAndNobodyElse() {
        Answer answer = server.newPerformer().get("/api/v1/performer/referrals");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/code").asText()).isEqualTo("7KQ2M9XA");
        assertThat(answer.body().at("/pending/amountMinor").asLong()).isEqualTo(419);
        assertThat(server.newPerson("VIEWER").get("/api/v1/performer/referrals").status())
                .isEqualTo(403);
    }
}
