package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.AnswerKept;
import dev.stagedoor.billing.disputes.CaseAnswer;
import dev.stagedoor.billing.disputes.Chargeback;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Banks' cases at Stripe, from end to end: real HTTP to a double that loses answers, real PostgreSQL. */
class StripeCasesTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final StripeSale sale = new StripeSale(DATABASE);
    private final StripeDouble stripe = sale.stripe;
    private final TestBilling test = sale.test;

    @AfterEach
    void theBooksBalance() {
        sale.close();
        Invariants.check(DATABASE.owner());
    }

    private String caseId() {
        return "dp_" + sale.order.orderId();
    }

    private WebhookOutcome disputed(String event, String status, long... feesMinor) {
        return sale.says("charge.dispute." + event, """
                {"id":"%s","status":"%s","amount":4900,"currency":"inr","payment_intent":"%s",
                 "balance_transactions":[%s],
                 "evidence_details":{"due_by":%d}}""".formatted(
                        caseId(),
                        status,
                        sale.intent(),
                        LongStream.of(feesMinor)
                                .mapToObj("{\"amount\":-4900,\"currency\":\"inr\",\"fee\":%d}"::formatted)
                                .collect(Collectors.joining(",")),
                        test.now().plus(Duration.ofDays(7)).getEpochSecond()));
    }

    @Test
    void shouldFollowADisputeAndLearnItsFeeLater() {
        assertThat(disputed("created", "needs_response", 0)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(sale.state()).isEqualTo(OrderState.CHARGEDBACK);
        assertThat(test.available(sale.viewer)).isZero();
        assertThat(chargeback().fee().amountMinor()).isZero();
        assertThat(disputed("funds_withdrawn", "needs_response", 1_500)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(disputed("updated", "under_review", 1_500)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(chargeback().fee().amountMinor()).isEqualTo(1_500);
        assertThat(chargeback().underReview()).isTrue();
        assertThat(Sql.number(
                        DATABASE.owner(),
                        "select count(*) from billing.transfer where idem_key like 'cb:stripe:" + caseId() + ":%'"))
                .isEqualTo(2);

        // A fee is taken once, whatever later news makes of it.
        assertThat(disputed("updated", "under_review", 1_700)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(chargeback().fee().amountMinor()).isEqualTo(1_500);

        assertThat(disputed("closed", "won", 1_500)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(disputed("funds_reinstated", "won", 1_500)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(test.available(sale.viewer)).isEqualTo(50_000);
        assertThat(chargeback().stage()).isEqualTo(Chargeback.Stage.WON);
    }

    @Test
    void shouldBookTheFeeThatStripeGivesBackOnceItSaysSo() {
        disputed("created", "needs_response", 1_500);
        disputed("closed", "won", 1_500);
        assertThat(feesBooked()).isEqualTo(-1_500);
        assertThat(disputed("funds_reinstated", "won", 1_500, -1_500)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(disputed("funds_reinstated", "won", 1_500, -1_500)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(feesBooked()).isZero();
        assertThat(chargeback().fee().amountMinor()).isZero();
    }

    private long feesBooked() {
        return Sql.number(
                DATABASE.owner(),
                "select coalesce(sum(e.amount), 0) from billing.transfer t join billing.entry e on e.transfer_id = t.id"
                        + " join billing.account a on a.id = e.account_id where a.kind = 'platform.psp_fees'"
                        + " and t.idem_key like 'cb:stripe:" + caseId() + ":%'");
    }

    @Test
    void shouldLetOlderNewsTakeNoTimeAway() {
        disputed("created", "needs_response", 0);
        Instant by = Objects.requireNonNull(chargeback().respondBy());
        test.setWrong(-Duration.ofDays(2).toMillis());
        assertThat(disputed("updated", "needs_response", 0)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(chargeback().respondBy()).isEqualTo(by);
        test.setWrong(Duration.ofDays(3).toMillis());
        assertThat(disputed("updated", "needs_response", 0)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(chargeback().respondBy()).isEqualTo(by.plus(Duration.ofDays(1)));
    }

    @Test
    void shouldAnswerADisputeOnceAlthoughTheReplyWasLostAndTheKeyForgotten() {
        stripe.dispute(caseId(), "needs_response");
        disputed("created", "needs_response", 0);
        assertThat(answer("Everything was delivered.")).isEqualTo(new AnswerKept.Kept());
        stripe.refuseNext(500, "busy");
        test.billing.caseAnswers().send(test.now());
        stripe.loseNextAnswer();
        test.billing.caseAnswers().send(test.now());
        assertThat(answerState()).isEqualTo(CaseAnswer.State.TO_SEND);
        stripe.forgetKeys();
        test.billing.caseAnswers().send(test.now());

        assertThat(answerState()).isEqualTo(CaseAnswer.State.SENT);
        assertThat(stripe.submissions(caseId())).isEqualTo(1);
        assertThat(stripe.asked)
                .filteredOn(request -> request.startsWith("POST /v1/disputes/" + caseId()))
                .last()
                .asString()
                .contains(
                        "evidence%5Buncategorized_text%5D=Everything+was+delivered.",
                        "evidence%5Bproduct_description%5D=virtual+currency", "submit=true");
    }

    @Test
    void shouldSayWhatStripeSaidWhenItTakesNoAnswer() {
        stripe.dispute(caseId(), "under_review");
        disputed("created", "needs_response", 0);
        answer("Everything was delivered.");
        test.billing.caseAnswers().send(test.now());

        assertThat(answerState()).isEqualTo(CaseAnswer.State.BY_HAND);
        assertThat(Objects.requireNonNull(chargeback().answer()).said())
                .isEqualTo("Stripe takes no answer: the case is under_review there");
        assertThat(stripe.submissions(caseId())).isZero();
    }

    private AnswerKept answer(String statement) {
        return test.billing.caseAnswers().answer(TestBilling.id(), chargeback().id(), TestBilling.id(), statement);
    }

    private CaseAnswer.State answerState() {
        return Objects.requireNonNull(chargeback().answer()).state();
    }

    private Chargeback chargeback() {
        return test.billing.disputes().chargebacks(null, 200).items().stream()
                .filter(found -> found.orderId().equals(sale.order.orderId()))
                .findFirst()
                .orElseThrow();
    }
}
