package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.PayoutDesk.NewTaxRule;
import dev.stagedoor.signaling.PayoutDesk.TaxRuleTaken;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** New versions of tax rules over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaxRuleTest {
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

    private Answer propose(String from, String more) {
        return finance.post("/api/v1/admin/tax-rules", """
                {"proposalId": "%s", "preset": "IN-30K", "baseVersion": 1, "section": "194J", "rateBasisPoints": 1000,
                 "noIdRateBasisPoints": 2000, "thresholdMinor": 5000000, "onCross": "ENTIRE", "validFrom": "%s"%s,
                 "reason": "the budget"}""".formatted(TestPayouts.PAYOUT, from, more));
    }

    static Stream<Arguments> takings() {
        return Stream.of(
                Arguments.of(new TaxRuleTaken.Refused("today is over"), 422, "TAX_RULE_REFUSED"),
                Arguments.of(new TaxRuleTaken.Outdated(2), 409, "TAX_RULE_OUTDATED"),
                Arguments.of(new TaxRuleTaken.Conflict(), 409, "IDEMPOTENCY_CONFLICT"));
    }

    @ParameterizedTest
    @MethodSource("takings")
    void saysWhyAVersionCannotBe(TaxRuleTaken taken, int status, String code) {
        server.payouts.ruleTaken = taken;
        Answer answer = propose("2026-04-01", "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void laysAVersionBeforeSomebodyElse() {
        server.payouts.ruleTaken = new TaxRuleTaken.Proposed(server.approvals.proposal());
        Answer answer = propose("2026-04-01", ", \"validTo\": \"2027-03-31\"");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("state").asText()).isEqualTo("PROPOSED");
        NewTaxRule wanted = new NewTaxRule(
                "IN-30K",
                1,
                "194J",
                1_000,
                2_000,
                5_000_000,
                "ENTIRE",
                LocalDate.parse("2026-04-01"),
                LocalDate.parse("2027-03-31"));
        assertThat(server.payouts.asked).isEqualTo(wanted + " by " + finance.id() + ": the budget");
    }

    @ParameterizedTest
    @CsvSource({"2026-02-30", "1 April", "2026-4-1"})
    void refusesWhatIsNoDay(String from) {
        assertThat(propose(from, "").status()).isEqualTo(400);
    }
}
