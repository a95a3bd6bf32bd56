package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
    private static final String REFRESH = "/api/v1/auth/refresh";

    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # email,            password,              name,        role,      born,       status, code
            new@example.org,    correct-horse-battery, Asha,        VIEWER,    1990-01-01, 201, ''
            NEW@Example.org,    correct-horse-battery, Asha,        VIEWER,    1990-01-01, 409, EMAIL_TAKEN
            young@example.org,  correct-horse-battery, Asha,        VIEWER,    2015-01-01, 422, UNDERAGE
            same@example.org,   SAME@example.org,      Asha,        VIEWER,    1990-01-01, 422, WEAK_PASSWORD
            blank@example.org,  correct-horse-battery, 'A   b',     VIEWER,    1990-01-01, 201, ''
            space@example.org,  correct-horse-battery, '  A  ',     VIEWER,    1990-01-01, 422, INVALID_DISPLAY_NAME
            flip@example.org,   correct-horse-battery, 'A\u202Eb',  VIEWER,    1990-01-01, 422, INVALID_DISPLAY_NAME
            short@example.org,  short,                 Asha,        VIEWER,    1990-01-01, 400, INVALID_REQUEST
            no-address,         correct-horse-battery, Asha,        VIEWER,    1990-01-01, 400, INVALID_REQUEST
            boss@example.org,   correct-horse-battery, Asha,        ADMIN,     1990-01-01, 400, INVALID_REQUEST
            never@example.org,  correct-horse-battery, Asha,        VIEWER,    1990-02-30, 400, INVALID_REQUEST
            """)
    void registersWhoeverKeepsTheRules(
            String email, String password, String name, String role, String born, int status, String code) {
        Answer answer =
                server.anybody().post("/api/v1/auth/register", """
                        {"email": "%s", "password": "%s", "displayName": "%s", "role": "%s", "dateOfBirth": "%s"}
                        """.formatted(email, password, name, role, born));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void doesNotTellAnUnknownAddressFromAWrongPassword() {
        server.anybody().register("VIEWER", "known@example.org");

        Answer wrong = signIn("known@example.org", "not the password");
        Answer unknown = signIn("unknown@example.org", "not the password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("WRONG_CREDENTIALS");
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void slowsDownWhoeverGuessesAndNobodyElse() {
        server.anybody().register("VIEWER", "victim@example.org");
        server.anybody().register("VIEWER", "neighbour@example.org");

        List<Answer> guesses = Stream.generate(() -> signIn("victim@example.org", "guess"))
                .limit(12)
                .toList();

        assertThat(guesses.getFirst().code()).isEqualTo("WRONG_CREDENTIALS");
        assertThat(guesses.getLast().code()).isEqualTo("RATE_LIMITED");
        assertThat(Integer.parseInt(guesses.getLast().header("Retry-After"))).isBetween(1, 30);
        assertThat(signIn("neighbour@example.org", TestServer.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void doesNotCountSignInsThatSucceed() {
        server.anybody().register("VIEWER", "often@example.org");

        assertThat(Stream.generate(() -> signIn("often@example.org", TestServer.PASSWORD))
                        .limit(15)
                        .map(Answer::status))
                .containsOnly(200);
    }

    @Test
    void keepsTheRefreshTokenFromScriptsAndOtherSites() {
        Answer answer = server.anybody().post("/api/v1/auth/register", """
                        {"email": "cookie@example.org", "password": "correct-horse-battery", "displayName": "Asha",
                         "role": "VIEWER", "dateOfBirth": "1990-01-01"}
                        """);

        assertThat(answer.body().has("refreshToken")).isFalse();
        assertThat(answer.header("Set-Cookie"))
                .startsWith("stagedoor_refresh=")
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Strict", "; Path=/api/v1/auth")
                .doesNotContain("Secure");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # X-Requested-With, Sec-Fetch-Site, status
            stagedoor,          same-origin,    200
            stagedoor,          none,           200
            stagedoor,          cross-site,     403
            stagedoor,          same-site,      403
            other,              same-origin,    403
            """)
    void takesTheCookieOnlyFromItsOwnPages(String requestedWith, String site, int status) {
        Browser person = server.newPerson("VIEWER");

        Answer answer = server.anybody()
                .post(
                        REFRESH,
                        null,
                        "Cookie",
                        "stagedoor_refresh=" + person.refreshToken(),
                        "X-Requested-With",
                        requestedWith,
                        "Sec-Fetch-Site",
                        site);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void refusesTheCookieWithoutTheGuardHeader() {
        Browser person = server.newPerson("VIEWER");

        Answer answer = server.anybody().post(REFRESH, null, "Cookie", "stagedoor_refresh=" + person.refreshToken());

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void endsTheWholeSessionWhenARefreshTokenIsUsedTwice() {
        Browser person = server.newPerson("VIEWER");

        Answer first = refresh(person.refreshToken());
        Answer again = refresh(person.refreshToken());
        Answer successor = refresh(first.body().path("refreshToken").asText());

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.code()).isEqualTo("REFRESH_TOKEN_REUSED");
        assertThat(successor.status()).isEqualTo(401);
    }

    @Test
    void letsOneOfManySimultaneousRenewalsThroughAtMost() throws Exception {
        Browser person = server.newPerson("VIEWER");
        Callable<Integer> renewal = () -> refresh(person.refreshToken()).status();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> statuses = threads.invokeAll(List.of(renewal, renewal, renewal, renewal, renewal));

            assertThat(statuses)
                    .extracting(Future::get)
                    .containsOnlyOnce(200)
                    .filteredOn(s -> s == 401)
                    .hasSize(4);
        }
    }

    @Test
    void endsASessionOnSignOutAndOnlyThat() {
        Browser person = server.anybody().register("VIEWER", "two-devices@example.org");
        Browser other = server.anybody().signIn("two-devices@example.org", TestServer.PASSWORD);

        Answer out = server.anybody()
                .post("/api/v1/auth/sign-out", "{\"refreshToken\": \"%s\"}".formatted(person.refreshToken()));

        assertThat(out.status()).isEqualTo(204);
        assertThat(refresh(person.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(other.refreshToken()).status()).isEqualTo(200);
    }

    private Answer signIn(String email, String password) {
        return server.anybody()
                .post("/api/v1/auth/sign-in", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private Answer refresh(String token) {
        return server.anybody()
                .post(REFRESH, "{\"refreshToken\": \"%s\"}".formatted(token), "X-Token-Transport", "body");
    }
}
