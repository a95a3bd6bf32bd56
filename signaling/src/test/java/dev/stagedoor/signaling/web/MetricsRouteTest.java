package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsRouteTest {
    private TestServer open;
    private TestServer locked;

    @BeforeAll
    void start() {
        open = new TestServer();
        locked = TestServer.withMetricsToken("scrape-me");
    }

    @AfterAll
    void stop() {
        open.close();
        locked.close();
    }

    @Test
    void thisMachineReadsThemWhileNoTokenIsSet() {
        Answer answer = open.anybody().get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.raw().body()).isEqualTo(TestServer.METRICS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded"})
    void aProxyOnThisMachineDoesNot(String header) {
        assertThat(open.anybody().get("/metrics", header, "for=127.0.0.1").status())
                .isEqualTo(403);
    }

    @Test
    void aTokenIsAskedForEverywhereOnceItIsSet() {
        assertThat(locked.anybody().get("/metrics").status()).isEqualTo(401);
        assertThat(locked.anybody()
                        .get("/metrics", "Authorization", "Bearer scrape-m")
                        .status())
                .isEqualTo(401);
        assertThat(locked.anybody()
                        .get("/metrics", "Authorization", "Bearer scrape-me", "X-Forwarded-For", "203.0.113.9")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAdminsOwnTokenIsNotTheOperators() {
        assertThat(locked.admin().get("/metrics").status()).isEqualTo(401);
    }
}
