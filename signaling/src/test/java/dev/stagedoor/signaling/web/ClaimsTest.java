package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.ClaimDesk.AnswerOutcome;
import dev.stagedoor.signaling.ClaimDesk.CodeOutcome;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletCare.ClaimOutcome;
import dev.stagedoor.signaling.WalletCare.Complaint;
import dev.stagedoor.signaling.WalletCare.RedeemOutcome;
import dev.stagedoor.signaling.WalletCare.TakenBack;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes, limits and what is to go back, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimsTest {
    private final UUID id = UUID.randomUUID();
    private TestServer server;
    private Browser viewer;
    private Browser finance;
    private Browser performer;

    @BeforeAll
    void start() {
        server = new TestServer();
        server.admin();
        finance = server.finance();
        viewer = server.newPerson("VIEWER");
        performer = server.newPerson("PERFORMER");
    }

    @BeforeEach
    void begin() {
        server.claims.accepts = true;
        server.claims.made = new CodeOutcome.Made();
        server.claims.outcome = new ClaimOutcome.Refunded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void redeemsACodeInTheNameOfWhoIsSignedIn() {
        server.care.redeemed = new RedeemOutcome.Redeemed(new Money(25_000, "COIN"), new Money(26_000, "COIN"));
        Answer answer = redeem();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/available/amountMinor").asLong()).isEqualTo(26_000);
        assertThat(server.care.asked).isEqualTo(viewer.id() + " " + id + " welcome-25");
    }

    static Stream<Arguments> refusedCodes() {
        return Stream.of(
                Arguments.of(new RedeemOutcome.Unknown(), 404, "NOT_FOUND"),
                Arguments.of(new RedeemOutcome.OwnCase(), 409, "OWN_CASE"),
                Arguments.of(new RedeemOutcome.UsedUp(), 409, "CODE_USED_UP"),
                Arguments.of(new RedeemOutcome.AlreadyUsed(), 409, "CODE_ALREADY_USED"));
    }

    @ParameterizedTest
    @MethodSource("refusedCodes")
    void saysWhyACodeDoesNotWork(RedeemOutcome outcome, int status, String code) {
        server.care.redeemed = outcome;
        assertThat(redeem().status()).isEqualTo(status);
        assertThat(redeem().body().path("code").asText()).isEqualTo(code);
    }

    @Test
    void saysWhatExpiresAndTakesALookAtTheWalletForASignOfLife() {
        assertThat(viewer.get("/api/v1/wallet/expiring")
                        .body()
                        .at("/items/0/coins/amountMinor")
                        .asLong())
                .isEqualTo(15_000);
        server.care.seen = null;
        viewer.get("/api/v1/wallet");
        assertThat(server.care.seen).isEqualTo(viewer.id());
    }

    @Test
    void setsLimitsAndLiftsThem() {
        assertThat(viewer.put("/api/v1/wallet/limits/SPEND/DAY", "{\"amountMinor\": 100000}")
                        .status())
                .isEqualTo(200);
        assertThat(server.care.asked).isEqualTo(viewer.id() + " SPEND DAY 100000");
        viewer.put("/api/v1/wallet/limits/BUY/MONTH", "{}");
        assertThat(server.care.asked).isEqualTo(viewer.id() + " BUY MONTH null");
        assertThat(viewer.put("/api/v1/wallet/limits/BUY/YEAR", "{}").status()).isEqualTo(400);
        assertThat(viewer.get("/api/v1/wallet/limits")
                        .body()
                        .at("/items/0/used/amountMinor")
                        .asLong())
                .isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_826})
    void shutsPeopleOutForAReasonableTimeOnly(int days) {
        assertThat(viewer.post("/api/v1/wallet/exclusion", "{\"days\": " + days + "}")
                        .status())
                .isEqualTo(400);
        assertThat(viewer.post("/api/v1/wallet/exclusion", "{\"days\": 30}").status())
                .isEqualTo(200);
        assertThat(server.care.asked).isEqualTo(viewer.id() + " 30");
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                Arguments.of(new ClaimOutcome.Open(), 200, "OPEN"),
                Arguments.of(new ClaimOutcome.Refunded(), 200, "REFUNDED"),
                Arguments.of(new ClaimOutcome.Rejected(), 200, "REJECTED"),
                Arguments.of(new ClaimOutcome.NotFound(), 404, "NOT_FOUND"),
                Arguments.of(new ClaimOutcome.OwnCase(), 409, "OWN_CASE"),
                Arguments.of(new ClaimOutcome.TooLate(), 409, "TOO_LATE"),
                Arguments.of(new ClaimOutcome.NothingLeft(), 409, "NOTHING_LEFT"),
                Arguments.of(new ClaimOutcome.Over("REJECTED"), 409, "CLAIM_OVER"));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void takesClaimsAndSaysHowTheyStand(ClaimOutcome outcome, int status, String word) {
        server.care.claim = outcome;
        server.claims.outcome = outcome;
        for (Answer answer : new Answer[] {
            viewer.post(
                    "/api/v1/wallet/refunds",
                    "{\"refundId\": \"%s\", \"orderId\": \"%s\", \"reason\": \"unused\"}".formatted(id, id)),
            viewer.post(
                    "/api/v1/calls/" + id + "/dispute",
                    "{\"disputeId\": \"%s\", \"reason\": \"frozen\"}".formatted(id)),
            finance.post("/api/v1/admin/refunds/" + id + "/decision", "{\"grant\": true, \"reason\": \"unused\"}"),
            finance.post("/api/v1/admin/disputes/" + id + "/decision", "{\"grant\": false, \"reason\": \"delivered\"}")
        }) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body().path(status == 200 ? "state" : "code").asText())
                    .isEqualTo(word);
            assertThat(answer.body().path("detail").asText())
                    .as("no state as a code")
                    .doesNotContain("REJECTED");
            assertThat(answer.body().path("detail").asText())
                    .as("how many days, the price list says")
                    .doesNotContain("days");
        }
    }

    @Test
    void saysWhatBecameOfAComplaint() {
        String path = "/api/v1/calls/" + id + "/dispute";
        assertThat(viewer.get(path).status()).isEqualTo(404);
        assertThat(server.care.asked).isEqualTo(viewer.id() + " " + id);
        server.care.complaint = new Complaint(Instant.EPOCH, null, null, null);
        assertThat(viewer.get(path).body().has("state")).isFalse();
        server.care.complaint = new Complaint(Instant.EPOCH, "REFUNDED", Instant.EPOCH, new Money(20_000, "COIN"));
        Answer refunded = viewer.get(path);
        assertThat(refunded.body().path("state").asText()).isEqualTo("REFUNDED");
        assertThat(refunded.body().at("/returned/amountMinor").asLong()).isEqualTo(20_000);
    }

    @Test
    void tellsPerformersWhatAComplaintTookBack() {
        String path = "/api/v1/performer/calls/" + id + "/taken-back";
        assertThat(viewer.get(path).status()).isEqualTo(403);
        assertThat(performer.get(path).status()).isEqualTo(404);
        assertThat(server.care.asked).isEqualTo(performer.id() + " " + id);
        server.care.takenBack = new TakenBack(new Money(0, "INR"), null);
        assertThat(performer.get(path).body().has("at")).isFalse();
        server.care.takenBack = new TakenBack(new Money(720, "INR"), Instant.EPOCH);
        assertThat(performer.get(path).body().at("/amount/amountMinor").asLong())
                .isEqualTo(720);
    }

    @Test
    void showsTheDeskWhatIsAsked() {
        assertThat(finance.get("/api/v1/admin/refunds?state=OPEN")
                        .body()
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo("unused");
        assertThat(server.claims.asked).isEqualTo("refunds OPEN");
        assertThat(finance.get("/api/v1/admin/disputes")
                        .body()
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo("frozen");
        assertThat(finance.get("/api/v1/admin/chargebacks")
                        .body()
                        .at("/items/0/stage")
                        .asText())
                .isEqualTo("OPENED");
        assertThat(viewer.get("/api/v1/admin/refunds").status()).isEqualTo(403);
        assertThat(server.anybody().get("/api/v1/admin/chargebacks").status()).isEqualTo(401);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(new AnswerOutcome.Kept(), 202, ""),
                Arguments.of(new AnswerOutcome.NotFound(), 404, "NOT_FOUND"),
                Arguments.of(new AnswerOutcome.Over(), 409, "CASE_OVER"),
                Arguments.of(new AnswerOutcome.TooLate(), 409, "TOO_LATE"),
                Arguments.of(new AnswerOutcome.ByHand("https://provider.example"), 409, "BY_HAND"),
                Arguments.of(new AnswerOutcome.NoStatement(), 422, "NO_STATEMENT"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answersABankInTheNameOfWhoIsSignedIn(AnswerOutcome outcome, int status, String code) {
        server.claims.answered = outcome;
        String body = "{\"answerId\": \"%s\", \"statement\": \"It was used.\"}".formatted(id);
        String path = "/api/v1/admin/chargebacks/" + server.claims.id + "/answer";
        Answer answer = finance.post(path, body);
        assertThat(answer.status()).isEqualTo(status);
        if (!code.isEmpty()) {
            assertThat(answer.code()).isEqualTo(code);
        }
        assertThat(server.claims.asked).isEqualTo(id + " " + server.claims.id + " " + finance.id() + " It was used.");
        assertThat(viewer.post(path, body).status()).isEqualTo(403);
    }

    @Test
    void showsWhatIsSaidInACase() {
        Answer answer = finance.get("/api/v1/admin/chargebacks");
        assertThat(answer.body().at("/items/0/answer/said").asText()).isEqualTo("too late");
        assertThat(answer.body().at("/items/0/respondBy").asText()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(answer.body().at("/items/0/answersAt").asText()).isEqualTo("https://provider.example/cases");
    }

    @Test
    void handsTheEvidenceOver() {
        Answer answer = finance.get("/api/v1/admin/evidence/calls/" + server.claims.id);
        assertThat(answer.body().path("kind").asText()).isEqualTo("call");
        assertThat(finance.get("/api/v1/admin/evidence/orders/" + server.claims.id)
                        .body()
                        .path("kind")
                        .asText())
                .isEqualTo("order");
        assertThat(finance.get("/api/v1/admin/evidence/orders/" + id).status()).isEqualTo(404);
    }

    @Test
    void keepsCodes() {
        String code = """
                {"proposalId": "01989f4e-7a10-7b3c-9d55-2f1f6f0a1c50", "code": "WELCOME-25", "coinsMinor": 25000, "validFrom": "%s", "validUntil": "2026-02-01T00:00:00Z",
                 "maximumTotal": 10, "maximumPerUser": 1}""";
        assertThat(finance.post("/api/v1/admin/codes", code.formatted("2026-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(201);
        assertThat(finance.post("/api/v1/admin/codes", code.formatted("2026-03-01T00:00:00Z"))
                        .status())
                .isEqualTo(422);
        assertThat(finance.post("/api/v1/admin/codes/WELCOME-25/activation", "{\"active\": false}")
                        .status())
                .isEqualTo(200);
        assertThat(server.claims.asked).isEqualTo("WELCOME-25 false");
        server.claims.accepts = false;
        assertThat(finance.post("/api/v1/admin/codes/NO-SUCH/activation", "{\"active\": false}")
                        .status())
                .isEqualTo(404);
        assertThat(finance.get("/api/v1/admin/codes")
                        .body()
                        .at("/items/0/redeemed")
                        .asInt())
                .isEqualTo(3);
        assertThat(finance.get("/api/v1/admin/codes")
                        .body()
                        .at("/leftAlone/amountMinor")
                        .asLong())
                .isEqualTo(45_000);
    }

    static Stream<Arguments> codesNotMade() {
        return Stream.of(
                Arguments.of(new CodeOutcome.Exists(), 409, "CODE_EXISTS"),
                Arguments.of(new CodeOutcome.Conflict(), 409, "IDEMPOTENCY_CONFLICT"),
                Arguments.of(new CodeOutcome.NoReason(), 422, "NO_REASON"));
    }

    private Answer makeCode() {
        return finance.post("/api/v1/admin/codes", """
                {"proposalId": "01989f4e-7a10-7b3c-9d55-2f1f6f0a1c50", "reason": "spring", "code": "SPRING-25",
                 "coinsMinor": 25000, "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-02-01T00:00:00Z",
                 "maximumTotal": 1000, "maximumPerUser": 1}""");
    }

    @ParameterizedTest
    @MethodSource("codesNotMade")
    void saysWhyACodeIsNotMade(CodeOutcome outcome, int status, String code) {
        server.claims.made = outcome;
        assertThat(makeCode().status()).isEqualTo(status);
        assertThat(makeCode().code()).isEqualTo(code);
        assertThat(server.claims.asked).endsWith("because 'spring'");
    }

    @Test
    void laysACodeBeforeSomebodyElse() {
        server.claims.made = new CodeOutcome.Proposed(server.approvals.proposal());
        Answer answer = makeCode();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("state").asText()).isEqualTo("PROPOSED");
    }

    @Test
    void keepsCorrectionsForSomebodyElseToApprove() {
        String body = """
                {"proposalId": "%s", "reason": "booked twice", "entries": [
                  {"kind": "platform.psp_fees", "amount": {"amountMinor": 250, "currency": "INR"}},
                  {"kind": "psp.receivable", "qualifier": "sandbox", "amount": {"amountMinor": -250, "currency": "INR"}}]}
                """.formatted(id);
        assertThat(finance.post("/api/v1/admin/adjustments", body).status()).isEqualTo(202);
        assertThat(server.claims.asked).isEqualTo("2 250 booked twice " + finance.id());
        server.claims.accepts = false;
        assertThat(finance.post("/api/v1/admin/adjustments", body).status()).isEqualTo(409);
    }

    private Answer redeem() {
        return viewer.post(
                "/api/v1/wallet/redemptions", "{\"redemptionId\": \"%s\", \"code\": \"welcome-25\"}".formatted(id));
    }
}
