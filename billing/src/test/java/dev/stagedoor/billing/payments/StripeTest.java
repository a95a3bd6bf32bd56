package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.AnswerKept;
import dev.stagedoor.billing.disputes.CaseAnswer;
import dev.stagedoor.billing.disputes.Chargeback;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.disputes.RefundRequest;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresPayments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes back at Stripe, from end to end: real HTTP to a double that loses answers, real PostgreSQL. */
class StripeTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String PACKAGE = "inr-49";
    private static final long COINS = 50_000;

    private final StripeDouble stripe = new StripeDouble();
    private final UUID viewer = TestBilling.id();
    private TestBilling test;
    private Order order;
    private int events;

    @BeforeEach
    void buy() {
        test = new TestBilling(
                DATABASE.pool(),
                BillingConfig.builder()
                        .providers(List.of(new ProviderTerms.Stripe(
                                stripe.url(), "sk_test", "whsec", "https://us.example/wallet")))
                        .build());
        // Orders are dated by the database.
        test.pass(Duration.between(TestBilling.NOON, Instant.now()).toMillis());
        order = ((OrderOutcome.Created) test.billing.payments().order(viewer, PACKAGE, "key-" + viewer)).order();
        assertThat(says("checkout.session.completed", """
                {"id":"cs_1","client_reference_id":"%s","payment_status":"paid","payment_intent":"%s","amount_total":4900,
                 "currency":"inr"}""".formatted(order.orderId(), intent())))
                .isEqualTo(new WebhookOutcome.Accepted());
    }

    @AfterEach
    void theBooksBalance() {
        stripe.close();
        Invariants.check(DATABASE.owner());
    }

    private String intent() {
        return "pi_" + order.orderId();
    }

    private String caseId() {
        return "dp_" + order.orderId();
    }

    private WebhookOutcome says(String type, String object) {
        String body = "{\"id\":\"evt-%s%d\",\"type\":\"%s\",\"data\":{\"object\":%s}}"
                .formatted(viewer, ++events, type, object);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String signature = WebhookSignature.sign(
                "whsec".getBytes(StandardCharsets.UTF_8), test.now().getEpochSecond(), bytes);
        return test.billing
                .providerNews()
                .webhook("stripe", Map.of("stripe-signature", signature), bytes, "203.0.113.9");
    }

    private WebhookOutcome refunded(String type, String status) {
        return says(type, """
                {"id":"re_1","status":"%s","amount":4900,"amount_refunded":4900,"currency":"inr","payment_intent":"%s",
                 "metadata":{"stagedoor_refund":"x"}}""".formatted(status, intent()));
    }

    private WebhookOutcome disputed(String event, String status, long... feesMinor) {
        return says("charge.dispute." + event, """
                {"id":"%s","status":"%s","amount":4900,"currency":"inr","payment_intent":"%s",
                 "balance_transactions":[%s],
                 "evidence_details":{"due_by":%d}}""".formatted(
                        caseId(),
                        status,
                        intent(),
                        LongStream.of(feesMinor)
                                .mapToObj("{\"amount\":-4900,\"currency\":\"inr\",\"fee\":%d}"::formatted)
                                .collect(Collectors.joining(",")),
                        test.now().plus(Duration.ofDays(7)).getEpochSecond()));
    }

    private OrderState state() {
        return Objects.requireNonNull(test.billing.payments().findOrder(viewer, order.orderId()))
                .state();
    }

    private RefundState refundState() {
        return test.billing.disputes().refunds(null, viewer, null, 1).items().stream()
                .map(RefundRequest::atProvider)
                .findFirst()
                .orElseThrow();
    }

    private void grantRefund() {
        UUID claim = TestBilling.id();
        test.billing.disputes().requestRefund(claim, viewer, order.orderId(), "not used");
        test.billing.disputes().refund(claim, TestBilling.id(), "unused");
        assertThat(test.available(viewer)).isZero();
    }

    private void send() {
        test.billing.refundSender().run(test.now());
    }

    @Test
    void shouldGiveMoneyBackOnceAlthoughTheAnswerWasLostAndTheKeyForgotten() {
        grantRefund();
        stripe.refuseNext(429, "Too many requests");
        send();
        stripe.loseNextAnswer();
        send();
        assertThat(refundState()).isEqualTo(RefundState.TO_SEND);
        stripe.forgetKeys();
        send();

        assertThat(refundState()).isEqualTo(RefundState.DONE);
        assertThat(stripe.refunds()).isEqualTo(1);
        assertThat(stripe.asked)
                .filteredOn(request -> request.startsWith("POST /v1/refunds"))
                .last()
                .asString()
                .contains("payment_intent=" + intent(), "amount=4900", "metadata%5Bstagedoor_refund%5D=");
        // Its news of what we have asked for books nothing more.
        assertThat(refunded("charge.refunded", "succeeded")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(OrderState.REFUNDED);
    }

    @Test
    void shouldFollowARefundThatTakesTime() {
        grantRefund();
        stripe.refundsAre("pending");
        send();
        assertThat(refundState()).isEqualTo(RefundState.SENT);
        assertThat(refunded("refund.updated", "pending")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(refundState()).isEqualTo(RefundState.SENT);
        assertThat(refunded("refund.updated", "succeeded")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(refundState()).isEqualTo(RefundState.DONE);
    }

    @Test
    void shouldLeaveToPeopleWhatStripeCouldNotGiveBack() {
        grantRefund();
        send();
        assertThat(refunded("refund.failed", "failed")).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(refundState()).isEqualTo(RefundState.FAILED);

        long kept = test.billing
                .providerNews()
                .inbox("stripe", null, 1)
                .items()
                .getFirst()
                .inboxId();
        assertThat(test.billing.providerNews().replay(kept)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(refundState()).isEqualTo(RefundState.BY_HAND);
    }

    @Test
    void shouldLeaveToPeopleWhatStripeRefuses() {
        grantRefund();
        stripe.refuseNext(400, "Charge has been charged back; cannot issue a refund.");
        send();
        assertThat(refundState()).isEqualTo(RefundState.BY_HAND);
        assertThat(stripe.refunds()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "canceled"})
    void shouldLeaveToPeopleWhatFailsAtOnce(String status) {
        grantRefund();
        stripe.refundsAre(status);
        send();
        assertThat(refundState()).isEqualTo(RefundState.BY_HAND);
        send();
        assertThat(stripe.refunds()).isEqualTo(1);
    }

    @Test
    void shouldAskForNoRefundWhileStripeDoesNotSayWhatItHasMade() {
        grantRefund();
        stripe.loseNextAnswer();
        send();
        stripe.forgetKeys();
        stripe.refuseNextRead(503, "Not now.");
        send();
        assertThat(refundState()).isEqualTo(RefundState.TO_SEND);
        send();
        assertThat(refundState()).isEqualTo(RefundState.DONE);
        assertThat(stripe.refunds()).isEqualTo(1);
    }

    @Test
    void shouldNotForgetByALateReplyWhatItWasToldMeanwhile() {
        grantRefund();
        stripe.loseNextAnswer();
        send();
        assertThat(refunded("refund.failed", "failed")).isInstanceOf(WebhookOutcome.Quarantined.class);
        UUID refund = test.billing
                .disputes()
                .refunds(null, viewer, null, 1)
                .items()
                .getFirst()
                .id();
        new PostgresPayments(
                        new Database(DATABASE.pool(), 1, TestBilling.id(), _ -> {}),
                        DisputeTerms.defaults(),
                        TestBilling::id,
                        _ -> PriceList.Referral.NONE,
                        Instant::now)
                .refundTold(refund, RefundState.SENT);
        assertThat(refundState()).isEqualTo(RefundState.FAILED);
    }

    @Test
    void shouldBookARefundThatWasMadeOnStripesSite() {
        assertThat(refunded("charge.refunded", "succeeded")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(OrderState.REFUNDED);
        assertThat(test.available(viewer)).isZero();
    }

    /** Stripe says of a charge what was given back of it in all, and not always in order. */
    @Test
    void shouldBookOnceEachWhatIsGivenBackInParts() {
        assertThat(returnedInAll(1_000)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(returnedInAll(4_000)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(returnedInAll(2_500)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(OrderState.PART_REFUNDED);
        assertThat(returnedInAll(4_900)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(OrderState.REFUNDED);
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select e.amount::text from billing.transfer t join billing.entry e on e.transfer_id = t.id"
                                + " join billing.account a on a.id = e.account_id where a.kind = 'psp.receivable'"
                                + " and t.idem_key like 'refund:" + order.orderId() + "%' order by t.id"))
                .containsExactly("1000", "3000", "900");
    }

    private WebhookOutcome returnedInAll(long amountMinor) {
        return says("charge.refunded", """
                {"id":"ch_1","amount":4900,"amount_refunded":%d,"currency":"inr","payment_intent":"%s"}""".formatted(amountMinor, intent()));
    }

    @Test
    void shouldFollowADisputeAndLearnItsFeeLater() {
        assertThat(disputed("created", "needs_response", 0)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(OrderState.CHARGEDBACK);
        assertThat(test.available(viewer)).isZero();
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
        assertThat(test.available(viewer)).isEqualTo(COINS);
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
                .filter(found -> found.orderId().equals(order.orderId()))
                .findFirst()
                .orElseThrow();
    }
}
