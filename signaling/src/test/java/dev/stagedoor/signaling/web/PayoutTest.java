package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PayoutDesk.Acted;
import dev.stagedoor.signaling.PayoutDesk.Outcome;
import dev.stagedoor.signaling.PayoutDesk.Ruled;
import dev.stagedoor.signaling.PayoutDesk.Settling;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Earnings and payouts over HTTP, for performers and for the house. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayoutTest {
    private static final String PAYOUTS = "/api/v1/performer/payouts";

    private TestServer server;
    private Browser performer;
    private Browser finance;

    @BeforeAll
    void start() {
        server = new TestServer();
        server.admin();
        finance = server.finance();
        performer = server.newPerformer();
        server.payouts.payee = performer.id();
        server.payouts.reviewer = finance.id();
    }

    @BeforeEach
    void reset() {
        server.payouts.next = null;
        server.payouts.acted = null;
        server.payouts.ruled = Ruled.DONE;
        server.payouts.secondFactor = false;
        server.payouts.waiting = 0;
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer request(String body) {
        return performer.post(PAYOUTS, body, "Idempotency-Key", "tap-00001");
    }

    @Test
    void showsAPerformerTheMoneyAndTheRules() {
        Answer answer = performer.get("/api/v1/performer/earnings/summary");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/becoming/0/amount/amountMinor").asLong()).isEqualTo(6_400);
        assertThat(answer.body().at("/standing/account/maskedNumber").asText()).isEqualTo("••••0001");
        assertThat(answer.body().at("/terms/dayCap/amountMinor").asLong()).isEqualTo(5_000_000);
    }

    @Test
    void passesARequestOnWithItsKey() {
        assertThat(request("{\"amount\": {\"amountMinor\": 100000, \"currency\": \"INR\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(server.payouts.asked).isEqualTo(new Money(100_000, "INR") + " NOT_REQUIRED tap-00001");
        assertThat(request("{}").status()).isEqualTo(201);
        assertThat(server.payouts.asked).isEqualTo("null NOT_REQUIRED tap-00001");
        server.payouts.secondFactor = true;
        request("{}");
        assertThat(server.payouts.asked).isEqualTo("null NOT_SET_UP tap-00001");
    }

    static Stream<Arguments> refusals() {
        Money some = TestPayouts.inr(12_345_678);
        return Stream.of(
                Arguments.of(
                        new Outcome.BelowMinimum(TestPayouts.inr(50_000)),
                        "PAYOUT_BELOW_MINIMUM",
                        "The smallest payout is INR 500.00."),
                Arguments.of(new Outcome.NotEnough(some), "PAYOUT_NOT_ENOUGH", "You can withdraw INR 1,23,456.78 now."),
                Arguments.of(
                        new Outcome.DayCap(new Money(12_345_678, "USD"), some),
                        "PAYOUT_DAY_CAP",
                        "At most USD 123,456.78 can be withdrawn in a day; INR 1,23,456.78 are left for today."),
                Arguments.of(
                        new Outcome.MonthCap(some, TestPayouts.inr(0)),
                        "PAYOUT_MONTH_CAP",
                        "At most INR 1,23,456.78 can be withdrawn in a month; INR 0.00 are left for this one."),
                Arguments.of(
                        new Outcome.NotVerified(""),
                        "PAYOUT_NOT_VERIFIED",
                        "Your papers and bank account have not been checked yet. You will be paid once they are."),
                Arguments.of(
                        new Outcome.NotVerified("blurred"),
                        "PAYOUT_NOT_VERIFIED",
                        "Your papers were not accepted: blurred"),
                Arguments.of(
                        new Outcome.NoAccount(),
                        "PAYOUT_NO_ACCOUNT",
                        "Name the bank account first to which you want to be paid."),
                Arguments.of(
                        new Outcome.SecondFactorNeeded(false),
                        "SECOND_FACTOR_NOT_SET_UP",
                        "Set up a second factor first; payouts need one here."),
                Arguments.of(new Outcome.SecondFactorNeeded(true), "SECOND_FACTOR_NEEDED", FactorGate.NEEDED),
                Arguments.of(
                        new Outcome.Frozen(),
                        "PAYOUTS_STOPPED",
                        "Payouts of your account are stopped. Write to support to learn more."),
                Arguments.of(
                        new Outcome.TaxTakesAll(some),
                        "PAYOUT_ALL_TAX",
                        "Tax that is due on earlier payments would take all INR 1,23,456.78 of it. Ask for more at"
                                + " once."),
                Arguments.of(
                        new Outcome.TestMoney(some, TestPayouts.inr(0)),
                        "PAYOUT_TEST_MONEY",
                        "INR 1,23,456.78 of what you earned came from test payments, which bring nobody money. You can"
                                + " withdraw INR 0.00; ask the site to correct the rest."),
                Arguments.of(
                        new Outcome.Conflict(),
                        "IDEMPOTENCY_CONFLICT",
                        "This Idempotency-Key was used before for another amount."),
                Arguments.of(new Outcome.WrongCurrency(), "WRONG_CURRENCY", "Payouts are not made in this currency."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysInAProblemWhyThereIsNoMoneyNow(Outcome outcome, String code, String detail) {
        server.payouts.next = outcome;

        Answer answer = request("{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void takesABankAccountAndASchedule() {
        assertThat(performer
                        .put(
                                PAYOUTS + "/account",
                                "{\"holder\": \"Asha Rao\", \"accountNumber\": \"000000000001\", \"bankCode\": \"TEST0001\"}")
                        .status())
                .isEqualTo(200);
        assertThat(server.payouts.asked).isEqualTo("Asha Rao 000000000001 TEST0001");
        assertThat(performer
                        .put(PAYOUTS + "/schedule", "{\"schedule\": \"WEEKLY\"}")
                        .status())
                .isEqualTo(200);
        assertThat(server.payouts.asked).isEqualTo("WEEKLY");
        assertThat(performer
                        .put(
                                PAYOUTS + "/account",
                                "{\"holder\": \"   \", \"accountNumber\": \"000000000001\", \"bankCode\": \"TEST0001\"}")
                        .status())
                .isEqualTo(400);
        assertThat(performer
                        .put(
                                "/api/v1/performer/payouts/account",
                                "{\"holder\": \"\", \"accountNumber\": \"x y\", \"bankCode\": \"1\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsAPerformersOwnPayouts() {
        assertThat(performer.get(PAYOUTS).body().at("/items/0/net/amountMinor").asLong())
                .isEqualTo(100_000);
        assertThat(server.payouts.asked).isEqualTo(performer.id() + " null");
    }

    @Test
    void showsTheHouseWhoIsPaidAndWhoActed() {
        Answer page = finance.get("/api/v1/admin/payouts?state=HELD");
        assertThat(page.body().at("/items/0/payeeName").asText()).isEqualTo("Somebody");
        assertThat(server.payouts.asked).isEqualTo("null HELD");
        Answer one = finance.get("/api/v1/admin/payouts/" + TestPayouts.PAYOUT);
        assertThat(one.body().at("/steps/0/actorName").asText()).isEqualTo("Finance");
        assertThat(finance.get("/api/v1/admin/payouts/" + UUID.randomUUID()).code())
                .isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({"APPROVE", "HOLD", "CALL_OFF", "CHECK", "PAID", "RETURNED"})
    void actsOnAPayoutWithAReason(String action) {
        String path = "/api/v1/admin/payouts/" + TestPayouts.PAYOUT + "/action";
        String body = "{\"action\": \"" + action + "\", \"reason\": \"looked at it\"}";
        assertThat(finance.post(path, body).status()).isEqualTo(200);
        assertThat(server.payouts.asked).isEqualTo(action + " by " + finance.id() + ": looked at it");
        server.payouts.acted = new Acted.TooLate("CONFIRMED");
        assertThat(finance.post(path, body).code()).isEqualTo("PAYOUT_TOO_FAR");
        server.payouts.acted = new Acted.Flagged();
        assertThat(finance.post(path, body).code()).isEqualTo("PAYOUT_FLAGGED");
        server.payouts.acted = new Acted.Missing();
        assertThat(finance.post(path, body).code()).isEqualTo("NOT_FOUND");
        assertThat(finance.post(path, "{\"action\": \"" + action + "\", \"reason\": \"\"}")
                        .status())
                .isEqualTo(400);
    }

    static Stream<Arguments> settlings() {
        return Stream.of(
                Arguments.of(new Settling.Missing(), 404, "NOT_FOUND"),
                Arguments.of(new Settling.NotOpen("FAILED"), 409, "PAYOUT_TOO_FAR"),
                Arguments.of(new Settling.ByBankFile(), 409, "BY_BANK_FILE"),
                Arguments.of(new Settling.Conflict(), 409, "IDEMPOTENCY_CONFLICT"));
    }

    @ParameterizedTest
    @MethodSource("settlings")
    void saysWhyAPayoutCannotBeSettled(Settling settling, int status, String code) {
        server.payouts.settling = settling;
        assertThat(settle().status()).isEqualTo(status);
        assertThat(settle().code()).isEqualTo(code);
    }

    @Test
    void laysASettlementBeforeSomebodyElse() {
        server.payouts.settling = new Settling.Proposed(server.approvals.proposal());
        assertThat(settle().status()).isEqualTo(201);
        assertThat(settle().body().path("state").asText()).isEqualTo("PROPOSED");
        assertThat(server.payouts.asked)
                .isEqualTo(TestPayouts.PAYOUT + " paid true by " + finance.id() + ": on the statement");
    }

    private Answer settle() {
        return finance.post(
                "/api/v1/admin/payouts/" + TestPayouts.PAYOUT + "/settlement",
                "{\"proposalId\": \"%s\", \"paid\": true, \"reason\": \"on the statement\"}"
                        .formatted(TestPayouts.PAYOUT));
    }

    @Test
    void reviewsAndStopsPayees() {
        assertThat(finance.get("/api/v1/admin/payees")
                        .body()
                        .at("/items/0/reviewerName")
                        .asText())
                .isEqualTo("Finance");
        String path = "/api/v1/admin/payees/" + performer.id();
        assertThat(finance.post(
                                path + "/review",
                                "{\"verified\": true, \"taxIdTail\": \"234F\", \"reason\": \"papers seen\"}")
                        .status())
                .isEqualTo(204);
        assertThat(server.payouts.asked).contains("234F").endsWith("by " + finance.id());
        assertThat(finance.post(path + "/freeze", "{\"frozen\": true, \"reason\": \"case 7\"}")
                        .status())
                .isEqualTo(204);
        assertThat(finance.post(path + "/freeze", "{\"frozen\": false, \"reason\": \"case 7\"}")
                        .code())
                .isEqualTo("NOTHING_TO_DO");
        assertThat(finance.post(
                                "/api/v1/admin/payees/" + UUID.randomUUID() + "/freeze",
                                "{\"frozen\": true, \"reason\": \"case 7\"}")
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void saysThatSomebodyElseMustDecideOnWhatIsOnesOwn() {
        server.payouts.acted = new Acted.OwnCase();
        server.payouts.ruled = Ruled.OWN_CASE;
        String payee = "/api/v1/admin/payees/" + finance.id();
        for (Answer answer : new Answer[] {
            finance.post(
                    "/api/v1/admin/payouts/" + TestPayouts.PAYOUT + "/action",
                    "{\"action\": \"APPROVE\", \"reason\": \"mine\"}"),
            finance.post(payee + "/review", "{\"verified\": true, \"taxIdTail\": \"234F\", \"reason\": \"mine\"}"),
            finance.post(payee + "/freeze", "{\"frozen\": true, \"reason\": \"mine\"}")
        }) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("OWN_CASE");
            assertThat(answer.body().path("detail").asText()).contains("Ask another person to decide");
        }
    }

    @Test
    void exportsTheBanksFileAndShowsTaxRules() {
        assertThat(finance.post("/api/v1/admin/bank-file", null).code()).isEqualTo("NOTHING_TO_DO");
        server.payouts.waiting = 2;
        assertThat(finance.post("/api/v1/admin/bank-file", null).status()).isEqualTo(200);
        assertThat(finance.get("/api/v1/admin/tax-rules")
                        .body()
                        .at("/inForce/threshold/amountMinor")
                        .asLong())
                .isEqualTo(3_000_000);
    }

    @Test
    void handsOutPapers() {
        Answer pdf = performer.get("/api/v1/performer/statements/2026-03");
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).contains("paper.PDF");
        assertThat(server.payouts.asked).isEqualTo("Somebody 2026-03 PDF");
        performer.get("/api/v1/performer/tax-papers/2026?format=CSV");
        assertThat(server.payouts.asked).isEqualTo("Somebody 2026 CSV");
        assertThat(performer.get("/api/v1/performer/statements/2026-13").status())
                .isEqualTo(400);
    }

    @Test
    void keepsStrangersOut() {
        assertThat(server.newPerson("VIEWER").get(PAYOUTS).status()).isEqualTo(403);
        assertThat(performer.get("/api/v1/admin/payouts").status()).isEqualTo(403);
        assertThat(server.anybody().get("/api/v1/admin/payees").status()).isEqualTo(401);
    }
}
