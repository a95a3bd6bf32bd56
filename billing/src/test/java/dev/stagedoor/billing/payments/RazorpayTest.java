package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.RazorpayDouble;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.AnswerKept;
import dev.stagedoor.billing.disputes.CaseAnswer;
import dev.stagedoor.billing.disputes.Chargeback;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Buying by Razorpay from end to end: real HTTP to a double that loses answers, real PostgreSQL. */
class RazorpayTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String PACKAGE = "inr-49";
    private static final long COINS = 50_000;

    private final RazorpayDouble razorpay = new RazorpayDouble();
    private final UUID viewer = TestBilling.id();
    private TestBilling test;
    private int events;

    @BeforeEach
    void open() {
        test = new TestBilling(
                DATABASE.pool(),
                BillingConfig.builder()
                        .providers(List.of(new ProviderTerms.Razorpay(
                                razorpay.url(), "id", "secret", "hook", "https://us.example/wallet")))
                        .build());
        // Orders are dated by the database.
        test.pass(Duration.between(TestBilling.NOON, Instant.now()).toMillis());
    }

    @AfterEach
    void theBooksBalance() {
        razorpay.close();
        Invariants.check(DATABASE.owner());
    }

    private OrderOutcome tryOrder() {
        return test.billing.payments().order(viewer, PACKAGE, "key-" + viewer);
    }

    private Order order() {
        OrderOutcome outcome = tryOrder();
        assertThat(outcome).isInstanceOf(OrderOutcome.Created.class);
        return ((OrderOutcome.Created) outcome).order();
    }

    private OrderState stateOf(Order order) {
        return Objects.requireNonNull(test.billing.payments().findOrder(viewer, order.orderId()))
                .state();
    }

    /** A webhook with a name of its own. */
    private WebhookOutcome says(String body) {
        return says("ev-" + viewer + ++events, body);
    }

    private WebhookOutcome says(String eventId, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of("x-razorpay-signature", Signatures.hmacSha256("hook", bytes), "x-razorpay-event-id", eventId);
        return test.billing.providerNews().webhook("razorpay", headers, bytes, "203.0.113.9");
    }

    private static String link(String event, Order order, long amountMinor) {
        return """
                {"event":"%s","payload":{"payment_link":{"entity":{"id":"plink_1","reference_id":"%s","amount":4900,
                 "currency":"INR"}},"payment":{"entity":{"id":"pay_%s","amount":%d,"currency":"INR"}}}}""".formatted(event, order.orderId(), order.orderId(), amountMinor);
    }

    private static String orderPaid(Order order) {
        return """
                {"event":"order.paid","payload":{"order":{"entity":{"notes":{"stagedoor_order":"%s"}}},
                 "payment":{"entity":{"id":"pay_%s","amount":4900,"currency":"INR"}}}}""".formatted(order.orderId(), order.orderId());
    }

    private static String refund(String event, Order order) {
        return """
                {"event":"%s","payload":{"refund":{"entity":{"amount":4900,"currency":"INR","payment_id":"pay_%s"}},
                 "payment":{"entity":{"captured":true}}}}""".formatted(event, order.orderId());
    }

    private static String dispute(String event, Order order) {
        return """
                {"event":"payment.dispute.%s","payload":{"dispute":{"entity":{"id":"disp_%s","payment_id":"pay_%s",
                 "amount":4900,"currency":"INR","amount_deducted":0,"phase":"chargeback"}}}}""".formatted(event, order.orderId(), order.orderId());
    }

    private Order bought() {
        Order order = order();
        assertThat(says(link("payment_link.paid", order, 4_900))).isEqualTo(new WebhookOutcome.Accepted());
        return order;
    }

    @Test
    void shouldAskForALinkThatNamesOurOrderAndItsPriceInPaise() {
        Order order = order();

        assertThat(order.redirectUrl()).isEqualTo("https://rzp.example/1");
        assertThat(razorpay.asked())
                .containsExactly(
                        ("POST /v1/payment_links {\"amount\":4900,\"currency\":\"INR\",\"accept_partial\":false,"
                                        + "\"reference_id\":\"%s\",\"description\":\"inr-49\",\"reminder_enable\":false,"
                                        + "\"notes\":{\"stagedoor_order\":\"%s\"},"
                                        + "\"callback_url\":\"https://us.example/wallet\",\"callback_method\":\"get\"}")
                                .formatted(order.orderId(), order.orderId()));
    }

    @Test
    void shouldFindTheLinkWhoseAnswerWasLost() {
        razorpay.loseNextAnswer();
        assertThat(tryOrder()).isEqualTo(new OrderOutcome.ProviderUnavailable());
        Order order = order();

        assertThat(razorpay.links()).isEqualTo(1);
        assertThat(order.redirectUrl()).isEqualTo("https://rzp.example/1");
        assertThat(razorpay.asked()).hasSize(3).last().asString().startsWith("GET /v1/payment_links");
    }

    @Test
    void shouldSellNothingWhileItRefuses() {
        razorpay.refuseNext(400, "The currency is not allowed for this account");
        assertThat(tryOrder()).isEqualTo(new OrderOutcome.ProviderUnavailable());
        razorpay.refuseNext(503, "busy");
        assertThat(tryOrder()).isEqualTo(new OrderOutcome.ProviderUnavailable());

        assertThat(order().redirectUrl()).isEqualTo("https://rzp.example/1");
    }

    @Test
    void shouldCreditOnceHoweverOftenAndInWhateverOrderItIsTold() {
        Order order = order();
        assertThat(says(link("payment_link.cancelled", order, 4_900))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(stateOf(order)).isEqualTo(OrderState.FAILED);
        assertThat(says("twice-" + viewer, orderPaid(order))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says("twice-" + viewer, orderPaid(order))).isEqualTo(new WebhookOutcome.Duplicate());
        assertThat(says(link("payment_link.paid", order, 4_900))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says(link("payment_link.expired", order, 4_900))).isEqualTo(new WebhookOutcome.Accepted());

        assertThat(stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(test.available(viewer)).isEqualTo(COINS);
    }

    @Test
    void shouldKeepAWrongAmountAside() {
        Order order = order();

        assertThat(says(link("payment_link.paid", order, 4_899))).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(test.available(viewer)).isZero();
    }

    @Test
    void shouldTakeWhatIsNotForUsAndRefuseWhatIsNotRazorpays() {
        assertThat(says("{\"event\":\"settlement.processed\",\"payload\":{}}"))
                .isEqualTo(new WebhookOutcome.Accepted());
        byte[] body = orderPaid(order()).getBytes(StandardCharsets.UTF_8);
        Map<String, String> forged = Map.of(
                "x-razorpay-signature", Signatures.hmacSha256("secret", body), "x-razorpay-event-id", "ev-forged");

        assertThat(test.billing.providerNews().webhook("razorpay", forged, body, "203.0.113.9"))
                .isEqualTo(new WebhookOutcome.BadSignature());
        assertThat(test.available(viewer)).isZero();
    }

    private InboxEntry newest() {
        return test.billing.providerNews().inbox("razorpay", null, 1).items().getFirst();
    }

    private String refundState(UUID claim) {
        return Sql.rows(
                        DATABASE.owner(),
                        "select provider_state from billing.refund_request where id = '" + claim + "'")
                .getFirst();
    }

    private UUID grantedRefund(Order order) {
        UUID claim = TestBilling.id();
        test.billing.disputes().requestRefund(claim, viewer, order.orderId(), "not used");
        test.billing.disputes().refund(claim, TestBilling.id(), "unused");
        assertThat(test.available(viewer)).isZero();
        return claim;
    }

    @Test
    void shouldGiveMoneyBackOnceAlthoughTheAnswerWasLost() {
        Order order = bought();
        UUID claim = grantedRefund(order);
        razorpay.refuseNext(503, "busy");
        test.billing.refundSender().run(test.now());
        razorpay.loseNextAnswer();
        test.billing.refundSender().run(test.now());
        razorpay.refuseNext(409, "The same request is being processed");
        test.billing.refundSender().run(test.now());
        assertThat(refundState(claim)).isEqualTo("TO_SEND");
        test.billing.refundSender().run(test.now());

        assertThat(refundState(claim)).isEqualTo("DONE");
        assertThat(razorpay.refunds()).isEqualTo(1);
        assertThat(razorpay.asked().getLast())
                .isEqualTo("POST /v1/payments/pay_" + order.orderId() + "/refund {\"amount\":4900}");
        // Its news of what we have asked for books nothing more.
        assertThat(says(refund("refund.processed", order))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(stateOf(order)).isEqualTo(OrderState.REFUNDED);
    }

    @Test
    void shouldLeaveToPeopleWhatRazorpayCannotGiveBack() {
        Order order = bought();
        UUID claim = grantedRefund(order);
        razorpay.refuseNext(400, "The payment is older than six months");
        test.billing.refundSender().run(test.now());

        assertThat(refundState(claim)).isEqualTo("BY_HAND");
        assertThat(says(refund("refund.failed", order)))
                .isEqualTo(new WebhookOutcome.Quarantined(
                        "razorpay could not give INR 49.00 back: do it on its site, then let this be decided again"));
        assertThat(test.billing.providerNews().replay(newest().inboxId())).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(newest().outcome()).isEqualTo("STALE");
    }

    @Test
    void shouldBookARefundThatWasMadeOnRazorpaysSite() {
        Order order = bought();

        assertThat(says(refund("refund.processed", order))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(stateOf(order)).isEqualTo(OrderState.REFUNDED);
        assertThat(test.available(viewer)).isZero();
    }

    @Test
    void shouldFollowADisputeThatNamesThePaymentOnly() {
        Order order = bought();

        assertThat(says(dispute("created", order))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(stateOf(order)).isEqualTo(OrderState.CHARGEDBACK);
        assertThat(test.available(viewer)).isZero();
        assertThat(says(dispute("under_review", order))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says(dispute("created", order))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says(dispute("won", order))).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says(dispute("lost", order))).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(test.available(viewer)).isEqualTo(COINS);
    }

    @Test
    void shouldContestADisputeOnceWithAPaperAlthoughTheReplyWasLost() {
        Order order = bought();
        razorpay.dispute("disp_" + order.orderId(), "open");
        says(dispute("created", order));
        UUID answer = answer(order);
        razorpay.refuseNext(503, "busy");
        test.billing.caseAnswers().send(test.now());
        razorpay.loseAnswerTo("PATCH");
        test.billing.caseAnswers().send(test.now());
        test.billing.caseAnswers().send(test.now());

        assertThat(answerOf(order).state()).isEqualTo(CaseAnswer.State.SENT);
        assertThat(razorpay.asked())
                .filteredOn(request -> request.startsWith("PATCH "))
                .singleElement()
                .asString()
                .startsWith("PATCH /v1/disputes/disp_" + order.orderId()
                        + "/contest {\"amount\":4900,\"summary\":\"It was used.")
                .endsWith(
                        "Our reference: " + answer
                                + "\",\"explanation_letter\":[\"doc_1\"],\"proof_of_service\":[\"doc_1\"],\"action\":\"submit\"}");
        assertThat(razorpay.asked())
                .filteredOn(request -> request.startsWith("POST /v1/documents"))
                .singleElement()
                .asString()
                .contains(
                        "name=\"purpose\"\r\n\r\ndispute_evidence\r\n", "Content-Type: application/pdf\r\n\r\n%PDF-1");
    }

    @Test
    void shouldNotContestWhatIsDecidedThere() {
        Order order = bought();
        razorpay.dispute("disp_" + order.orderId(), "lost");
        says(dispute("created", order));
        answer(order);
        test.billing.caseAnswers().send(test.now());

        assertThat(answerOf(order).state()).isEqualTo(CaseAnswer.State.BY_HAND);
        assertThat(answerOf(order).said()).isEqualTo("Razorpay takes no answer: the case is lost there");
    }

    private UUID answer(Order order) {
        UUID id = TestBilling.id();
        assertThat(test.billing.caseAnswers().answer(id, caseOf(order).id(), TestBilling.id(), "It was used."))
                .isEqualTo(new AnswerKept.Kept());
        return id;
    }

    private CaseAnswer answerOf(Order order) {
        return Objects.requireNonNull(caseOf(order).answer());
    }

    private Chargeback caseOf(Order order) {
        return test.billing.disputes().chargebacks(null, 200).items().stream()
                .filter(found -> found.orderId().equals(order.orderId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldDecideAgainOnADisputeThatCameBeforeItsPayment() {
        Order order = order();
        assertThat(says(dispute("created", order)))
                .isEqualTo(new WebhookOutcome.Quarantined("no such order: that of payment pay_" + order.orderId()));
        long kept = newest().inboxId();
        says(link("payment_link.paid", order, 4_900));

        assertThat(test.billing.providerNews().replay(kept)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(stateOf(order)).isEqualTo(OrderState.CHARGEDBACK);
        assertThat(test.billing
                        .providerNews()
                        .inbox("razorpay", null, 2)
                        .items()
                        .getLast()
                        .orderId())
                .isEqualTo(order.orderId());
    }
}
