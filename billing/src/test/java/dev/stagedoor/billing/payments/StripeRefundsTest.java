package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.disputes.RefundRequest;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresPayments;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refunds at Stripe, from end to end: real HTTP to a double that loses answers, real PostgreSQL. */
class StripeRefundsTest {
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

    private WebhookOutcome refunded(String type, String status) {
        return sale.says(type, """
                {"id":"re_1","status":"%s","amount":4900,"amount_refunded":4900,"currency":"inr","payment_intent":"%s",
                 "metadata":{"stagedoor_refund":"x"}}""".formatted(status, sale.intent()));
    }

    private RefundState refundState() {
        return test.billing.disputes().refunds(null, sale.viewer, null, 1).items().stream()
                .map(RefundRequest::atProvider)
                .findFirst()
                .orElseThrow();
    }

    private void grantRefund() {
        UUID claim = TestBilling.id();
        test.billing.disputes().requestRefund(claim, sale.viewer, sale.order.orderId(), "not used");
        test.billing.disputes().refund(claim, TestBilling.id(), "unused");
        assertThat(test.available(sale.viewer)).isZero();
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
                .contains("payment_intent=" + sale.intent(), "amount=4900", "metadata%5Bstagedoor_refund%5D=");
        // Its news of what we have asked for books nothing more.
        assertThat(refunded("charge.refunded", "succeeded")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(sale.state()).isEqualTo(OrderState.REFUNDED);
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
        // What deciding again would settle is not closed instead.
        assertThat(test.billing.providerNews().dismiss(kept, TestBilling.id(), "done by hand"))
                .isEqualTo(NewsClosed.MISSING);
        assertThat(refundState()).isEqualTo(RefundState.FAILED);
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
                .refunds(null, sale.viewer, null, 1)
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
        assertThat(sale.state()).isEqualTo(OrderState.REFUNDED);
        assertThat(test.available(sale.viewer)).isZero();
    }

    /** Stripe says of a charge what was given back of it in all, and not always in order. */
    @Test
    void shouldBookOnceEachWhatIsGivenBackInParts() {
        assertThat(returnedInAll(1_000)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(returnedInAll(4_000)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(returnedInAll(2_500)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(sale.state()).isEqualTo(OrderState.PART_REFUNDED);
        assertThat(returnedInAll(4_900)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(sale.state()).isEqualTo(OrderState.REFUNDED);
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select e.amount::text from billing.transfer t join billing.entry e on e.transfer_id = t.id"
                                + " join billing.account a on a.id = e.account_id where a.kind = 'psp.receivable'"
                                + " and t.idem_key like 'refund:" + sale.order.orderId() + "%' order by t.id"))
                .containsExactly("1000", "3000", "900");
    }

    private WebhookOutcome returnedInAll(long amountMinor) {
        return sale.says("charge.refunded", """
                {"id":"ch_1","amount":4900,"amount_refunded":%d,"currency":"inr","payment_intent":"%s"}""".formatted(amountMinor, sale.intent()));
    }
}
