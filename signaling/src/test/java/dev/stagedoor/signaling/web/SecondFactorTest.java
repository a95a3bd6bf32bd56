package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.ApprovalDesk.Outcome;
import dev.stagedoor.signaling.identity.TestApp;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Second factors over HTTP. Time is the machine's here: so each test shows one code of the app, when it sets the factor up, and
 * recovery codes from then on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorTest {
    private static final String FACTOR = "/api/v1/me/second-factor";
    private static final String WITH_PASSWORD = "{\"password\": \"" + TestServer.PASSWORD + "\"}";

    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** What a person has after setting it up. */
    record Own(String usedCode, String wrongCode, Deque<String> recoveryCodes) {
        String next() {
            return recoveryCodes.pop();
        }
    }

    static Own setUp(Browser person) {
        String secret = person.post(FACTOR, WITH_PASSWORD).body().path("secret").asText();
        Instant now = Instant.now();
        String code = TestApp.code(secret, now);
        Answer done = confirm(person, code);
        assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
        Deque<String> codes = new ArrayDeque<>();
        done.body().path("recoveryCodes").forEach(each -> codes.add(each.asText()));
        return new Own(code, TestApp.wrong(secret, now), codes);
    }

    private static Answer confirm(Browser person, String code) {
        return person.post(FACTOR + "/confirmation", "{\"code\": \"" + code + "\"}");
    }

    private Answer signIn(String email, String password, String code) {
        return server.anybody()
                .post(
                        "/api/v1/auth/sign-in",
                        "{\"email\": \"%s\", \"password\": \"%s\", \"secondFactor\": \"%s\"}"
                                .formatted(email, password, code),
                        "X-Token-Transport",
                        "body");
    }

    private Answer refresh(Browser person) {
        return server.anybody()
                .post(
                        "/api/v1/auth/refresh",
                        "{\"refreshToken\": \"" + person.refreshToken() + "\"}",
                        "X-Token-Transport",
                        "body");
    }

    @Test
    void isSetUpWithThePasswordAndACodeAndAskedForFromThenOn() {
        Browser asha = server.anybody().register("VIEWER", "factor@example.org");
        Browser elsewhere = server.anybody().signIn("factor@example.org", TestServer.PASSWORD);

        assertThat(asha.post(FACTOR, "{\"password\": \"somebody else's\"}").code())
                .isEqualTo("WRONG_PASSWORD");
        assertThat(confirm(asha, "123456").code()).isEqualTo("SECOND_FACTOR_NOT_SET_UP");
        Own own = setUp(asha);

        assertThat(own.recoveryCodes()).hasSize(10);
        assertThat(asha.get(FACTOR).body().path("enabled").asBoolean()).isTrue();
        assertThat(asha.post(FACTOR, WITH_PASSWORD).code()).isEqualTo("SECOND_FACTOR_ON");
        assertThat(refresh(elsewhere).status()).as("a session from before").isEqualTo(401);
        assertThat(refresh(asha).status()).as("the session it was set up in").isEqualTo(200);
        assertThat(server.anybody()
                        .post(
                                "/api/v1/auth/sign-in",
                                "{\"email\": \"factor@example.org\", \"password\": \"" + TestServer.PASSWORD + "\"}")
                        .code())
                .isEqualTo("SECOND_FACTOR_NEEDED");
        assertThat(signIn("factor@example.org", TestServer.PASSWORD, own.wrongCode())
                        .code())
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(signIn("factor@example.org", TestServer.PASSWORD, own.usedCode())
                        .code())
                .isEqualTo("SECOND_FACTOR_USED");
        assertThat(signIn("factor@example.org", "not the password", own.next()).code())
                .as("the code tells nothing without the password")
                .isEqualTo("WRONG_CREDENTIALS");
        assertThat(signIn("factor@example.org", TestServer.PASSWORD, own.next()).status())
                .isEqualTo(200);
    }

    @Test
    void isRenewedAndRemovedOnlyByWhoShowsIt() {
        Browser asha = server.anybody().register("VIEWER", "removal@example.org");
        assertThat(asha.post(FACTOR + "/removal", null).code()).isEqualTo("SECOND_FACTOR_NOT_SET_UP");
        Own own = setUp(asha);

        assertThat(asha.post(FACTOR + "/recovery-codes", null).code()).isEqualTo("SECOND_FACTOR_NEEDED");
        Answer renewed = asha.post(FACTOR + "/recovery-codes", null, "Second-Factor", own.next());
        assertThat(renewed.body().path("recoveryCodes")).hasSize(10);
        assertThat(asha.post(FACTOR + "/removal", null, "Second-Factor", own.next())
                        .code())
                .as("a code from before")
                .isEqualTo("SECOND_FACTOR_WRONG");
        String fresh = renewed.body().at("/recoveryCodes/0").asText();
        assertThat(asha.post(FACTOR + "/removal", null, "Second-Factor", fresh).status())
                .isEqualTo(204);
        assertThat(asha.get(FACTOR).body().path("enabled").asBoolean()).isFalse();
        assertThat(server.anybody()
                        .signIn("removal@example.org", TestServer.PASSWORD)
                        .token())
                .isNotEmpty();
    }

    @Test
    void isAskedForAgainBeforeAPerformerIsPaid() {
        Browser maya = server.newPerformer();
        server.payouts.payee = maya.id();
        Own own = setUp(maya);

        payout(maya);
        assertThat(server.payouts.asked).isEqualTo("null MISSING factor-0001");
        server.payouts.asked = "";
        assertThat(payout(maya, "Second-Factor", own.wrongCode()).code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(payout(maya, "Second-Factor", own.usedCode()).code()).isEqualTo("SECOND_FACTOR_USED");
        assertThat(server.payouts.asked).as("billing hears nothing of that").isEmpty();
        assertThat(payout(maya, "Second-Factor", own.next()).status()).isEqualTo(201);
        assertThat(server.payouts.asked).isEqualTo("null FRESH factor-0001");

        String account = "{\"holder\": \"Maya\", \"accountNumber\": \"000000000001\", \"bankCode\": \"TEST0000001\"}";
        String path = "/api/v1/performer/payouts/account";
        server.payouts.asked = "";
        assertThat(maya.put(path, account).code()).isEqualTo("SECOND_FACTOR_NEEDED");
        assertThat(server.payouts.asked).isEmpty();
        assertThat(maya.send("PUT", path, account, "Second-Factor", own.next()).status())
                .isEqualTo(200);
    }

    private static Answer payout(Browser performer, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Idempotency-Key";
        all[1] = "factor-0001";
        return performer.post("/api/v1/performer/payouts", "{}", all);
    }

    @Test
    void isAskedForAgainBeforeTheHouseLetsMoneyGo() {
        server.admin();
        Browser finance = server.finance();
        Own own = setUp(finance);
        server.approvals.next = new Outcome.Decided(server.approvals.proposal());
        String any = UUID.randomUUID().toString();
        String[][] asked = {
            {"/api/v1/admin/approvals/" + server.approvals.id + "/decision", "\"verdict\": \"APPROVE\""},
            {"/api/v1/admin/payouts/" + any + "/action", "\"action\": \"APPROVE\""},
            {"/api/v1/admin/refunds/" + any + "/decision", "\"grant\": true"},
            {"/api/v1/admin/disputes/" + any + "/decision", "\"grant\": true"},
            {"/api/v1/admin/payouts/" + any + "/action", "\"action\": \"RETURNED\""},
            {"/api/v1/admin/payees/" + finance.id() + "/review", "\"verified\": true, \"taxIdTail\": \"\""},
            {"/api/v1/admin/payees/" + finance.id() + "/freeze", "\"frozen\": false"},
        };
        for (String[] each : asked) {
            String body = "{" + each[1] + ", \"reason\": \"looks right\"}";
            assertThat(finance.post(each[0], body).code()).as(each[0]).isEqualTo("SECOND_FACTOR_NEEDED");
            assertThat(finance.post(each[0], body, "Second-Factor", own.next()).code())
                    .as(each[0])
                    .doesNotStartWith("SECOND_FACTOR");
        }
        assertThat(finance.post("/api/v1/admin/bank-file", null).code()).isEqualTo("SECOND_FACTOR_NEEDED");
        assertThat(finance.post("/api/v1/admin/bank-file", null, "Second-Factor", own.next())
                        .code())
                .as("the bank does what the file says")
                .isEqualTo("NOTHING_TO_DO");
        assertThat(finance.post(asked[0][0], "{\"verdict\": \"REJECT\", \"reason\": \"looks wrong\"}")
                        .status())
                .as("turning down moves nothing")
                .isEqualTo(200);
        assertThat(finance.post(
                                "/api/v1/admin/payees/" + finance.id() + "/freeze",
                                "{\"frozen\": true, \"reason\": \"looks wrong\"}")
                        .status())
                .as("stopping moves nothing")
                .isEqualTo(204);
    }
}
