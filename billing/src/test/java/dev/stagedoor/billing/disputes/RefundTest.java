package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Obstacle;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.payments.InboxEntry;
import dev.stagedoor.billing.payments.NewsClosed;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderNews;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.Movement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Money back for coins that are not used. */
class RefundTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID viewer = id();
    private final UUID finance = id();
    private final UUID claim = id();
    private Shop shop;
    private Disputes disputes;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.builder().peakWindows(List.of()).build());
        disputes = shop.test.billing.disputes();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldUnwindAnUnusedPurchaseCompletely() {
        Order order = shop.buy(viewer);
        assertThat(request(order)).isEqualTo(new ClaimOutcome.Open());
        assertThat(shop.test.available(viewer)).isEqualTo(110_000);
        assertThat(disputes.refund(claim, finance, "unused")).isEqualTo(new ClaimOutcome.Refunded());
        assertThat(shop.lines("REFUND", order.orderId()))
                .containsExactly(
                        "viewer.available -110000",
                        "platform.coins_issued_paid 95000",
                        "platform.coins_issued_bonus 15000",
                        "psp.receivable 9900",
                        "platform.deferred_revenue -8390",
                        "tax.gst_output -1510");
        assertThat(shop.stateOf(order)).isEqualTo("REFUNDED");
        assertThat(shop.test.available(viewer)).isZero();
    }

    @Test
    void shouldKeepWhatStandsForTheUsedPart() {
        Order order = shop.buy(viewer);
        shop.tip(viewer, id(), 15);
        request(order);
        disputes.refund(claim, finance, "mostly unused");
        assertThat(shop.lines("REFUND", order.orderId()))
                .containsExactly(
                        "viewer.available -95000",
                        "platform.coins_issued_paid 95000",
                        "psp.receivable 8548",
                        "platform.deferred_revenue -8390",
                        "tax.gst_output -1303",
                        "platform.revenue_commission 1145");
        assertThat(shop.stateOf(order)).isEqualTo("PART_REFUNDED");
    }

    @Test
    void shouldLeaveWhatARunningCallHasSetAside() {
        Order order = shop.buy(viewer);
        UUID call = shop.test.hold(viewer, id(), 20, Increment.MINUTE);
        request(order);
        disputes.refund(claim, finance, "the rest");
        assertThat(shop.test.available(viewer)).isZero();
        assertThat(shop.test.held(viewer)).isEqualTo(60_000);
        shop.test.billing.metering().end(call, 0, EndReason.CANCELLED);
    }

    @Test
    void shouldDecideByWhatIsLeftAtThatMoment() {
        Order order = shop.buy(viewer);
        request(order);
        shop.tip(viewer, id(), 110);
        assertThat(disputes.refund(claim, finance, "too late")).isEqualTo(new ClaimOutcome.NothingLeft());
        assertThat(disputes.rejectRefund(claim, finance, "all used")).isEqualTo(new ClaimOutcome.Rejected());
    }

    @Test
    void shouldRefundOnceWhoeverDecidesHoweverOften() {
        Order order = shop.buy(viewer);
        request(order);
        Callable<ClaimOutcome> decision = () -> disputes.refund(claim, finance, "unused");
        assertThat(Together.run(List.of(decision, decision, decision, decision)))
                .containsOnly(new ClaimOutcome.Refunded());
        assertThat(shop.lines("REFUND", order.orderId())).hasSize(6);
        assertThat(disputes.rejectRefund(claim, finance, "changed my mind"))
                .isEqualTo(new ClaimOutcome.Over(ClaimState.REFUNDED));
        assertThat(disputes.requestRefund(id(), viewer, order.orderId(), "once more"))
                .isEqualTo(new ClaimOutcome.Over(ClaimState.REFUNDED));
    }

    @Test
    void shouldBeAskedForWithinSevenDaysByTheBuyerWithAReason() {
        Order order = shop.buy(viewer);
        assertThat(disputes.requestRefund(claim, id(), order.orderId(), "not mine"))
                .isEqualTo(new ClaimOutcome.NotFound());
        assertThat(disputes.requestRefund(claim, viewer, id(), "no such")).isEqualTo(new ClaimOutcome.NotFound());
        assertThat(disputes.requestRefund(claim, viewer, order.orderId(), " no "))
                .isEqualTo(new ClaimOutcome.NoReason());
        shop.test.pass(Duration.ofDays(7).plusMinutes(10).toMillis());
        assertThat(request(order)).isEqualTo(new ClaimOutcome.TooLate());
    }

    @Test
    void shouldSayUntilWhenItMayBeAskedFor() {
        Order order = shop.buy(viewer);
        Instant paidAt = shop.receipt(order).paidAt();
        assertThat(disputes.refundableUntil(paidAt)).isEqualTo(paidAt.plus(Duration.ofDays(7)));
    }

    @Test
    void shouldTakeARepeatForTheSameRequest() {
        Order order = shop.buy(viewer);
        assertThat(request(order)).isEqualTo(new ClaimOutcome.Open());
        assertThat(request(order)).isEqualTo(new ClaimOutcome.Open());
        assertThat(disputes.requestRefund(id(), viewer, order.orderId(), "me too"))
                .isEqualTo(new ClaimOutcome.Over(ClaimState.OPEN));
        assertThat(disputes.refunds(ClaimState.OPEN, viewer, null, 10).items())
                .extracting(RefundRequest::id)
                .containsExactly(claim);
    }

    @Test
    void shouldPassTheRefundOnToTheProviderAndKnowItsNews() {
        Order order = shop.buy(viewer);
        request(order);
        disputes.refund(claim, finance, "unused");
        shop.test.billing.refundSender().run(Instant.now());
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select provider_state from billing.refund_request where id = '" + claim + "'"))
                .containsExactly("DONE");
        assertThat(shop.test.billing.refundSender().run(Instant.now()))
                .isEqualTo("0 refunds passed on, 0 to do by hand, 0 to send again");
        assertThat(shop.returned(order, 9_900)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.lines("REFUND", order.orderId())).hasSize(6);
        assertThat(shop.returned(order, 100))
                .isEqualTo(new WebhookOutcome.Quarantined(
                        "INR 99.00 had been returned, now INR 1.00: more than was paid"));
    }

    @Test
    void shouldBookWhatTheProviderReturnedWithoutAsking() {
        Order order = shop.buy(viewer);
        shop.tip(viewer, id(), 65);
        var news = shop.test.billing.payments().sandbox().refund(order.orderId(), 9_900);
        assertThat(shop.deliver(news)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.deliver(news)).isInstanceOf(WebhookOutcome.Duplicate.class);
        assertThat(shop.lines("REFUND", order.orderId()))
                .containsExactly(
                        "viewer.available -45000",
                        "platform.coins_issued_paid 45000",
                        "psp.receivable 9900",
                        "platform.deferred_revenue -3975",
                        "tax.gst_output -715",
                        "platform.chargeback_loss -5210");
    }

    @Test
    void shouldPassOnTheOtherRefundsAlthoughOneCannotBe() {
        request(shop.buy(viewer));
        disputes.refund(claim, finance, "unused");
        UUID other = id();
        disputes.requestRefund(other, viewer, shop.buy(viewer).orderId(), "never used");
        disputes.refund(other, finance, "unused");
        try (Obstacle _ = new Obstacle(DATABASE, "refund_request", "id", claim)) {
            assertThatThrownBy(() -> shop.test.billing.refundSender().run(Instant.now()))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(atProvider(other)).isEqualTo("DONE");
        assertThat(atProvider(claim)).isEqualTo("TO_SEND");
        shop.test.billing.refundSender().run(Instant.now());
        assertThat(atProvider(claim)).isEqualTo("DONE");
    }

    private static String atProvider(UUID refund) {
        return Sql.rows(
                        DATABASE.owner(),
                        "select provider_state from billing.refund_request where id = '" + refund + "'")
                .getFirst();
    }

    /** It stays aside however often it is decided on: somebody puts it right by another way, and says so. */
    @Test
    void shouldLetPeopleCloseWhatCannotBeBooked() {
        Order order = shop.buy(viewer);
        shop.returned(order, 9_900);
        shop.returned(order, 100);
        List<String> before = shop.journal();
        ProviderNews news = shop.test.billing.providerNews();
        InboxEntry kept = news.inbox(null, null, 1).items().getFirst();
        assertThat(kept.dismissable()).isTrue();
        assertThat(news.replay(kept.inboxId())).isInstanceOf(WebhookOutcome.Quarantined.class);

        assertThat(news.dismiss(kept.inboxId(), finance, "the provider took it back"))
                .isEqualTo(NewsClosed.DONE);
        assertThat(news.inbox(null, null, 1).items().getFirst().outcome()).isEqualTo("SETTLED");
        assertThat(news.replay(kept.inboxId())).isNull();
        assertThat(shop.journal()).isEqualTo(before);
    }

    /** Each by news of its own, which names what that one gave back. */
    @Test
    void shouldBookEveryPartThatTheProviderReturns() {
        Order order = shop.buy(viewer);
        assertThat(shop.returned(order, 2_000)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.returned(order, 2_000)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.stateOf(order)).isEqualTo("PART_REFUNDED");
        assertThat(shop.returned(order, 5_900)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.stateOf(order)).isEqualTo("REFUNDED");
        assertThat(shop.returned(order, 1)).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(shop.lines("REFUND", order.orderId()))
                .filteredOn(line -> line.startsWith("psp."))
                .containsExactly("psp.receivable 2000", "psp.receivable 2000", "psp.receivable 5900");
    }

    /** However many parts it goes back in: nobody keeps coins of a price that was given back. */
    @Test
    void shouldTakeAllCoinsWithTheLastPartOfThePrice() {
        Order order = shop.buy(viewer);
        assertThat(purchase().returnable()).isTrue();
        shop.returned(order, 3_300);
        assertThat(purchase().returnable()).isFalse();
        assertThat(shop.test.available(viewer)).isEqualTo(73_334);
        shop.returned(order, 3_300);
        shop.returned(order, 3_300);
        assertThat(shop.stateOf(order)).isEqualTo("REFUNDED");
        assertThat(shop.test.available(viewer)).isZero();
    }

    @Test
    void shouldBookWhatTheProviderReturnsBeyondWhatWasGranted() {
        Order order = shop.buy(viewer);
        shop.tip(viewer, id(), 65);
        request(order);
        disputes.refund(claim, finance, "unused");
        assertThat(shop.lines("REFUND", order.orderId())).contains("psp.receivable 4049");
        assertThat(shop.returned(order, 4_049)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.returned(order, 5_851)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.lines("REFUND", order.orderId()))
                .endsWith("psp.receivable 5851", "platform.chargeback_loss -5851");
        assertThat(shop.stateOf(order)).isEqualTo("REFUNDED");
    }

    /** News of what went back by another way before is no news of what was granted, which nobody has sent yet. */
    @Test
    void shouldSendWhatWasGrantedAlthoughLessHadGoneBackBefore() {
        Order order = shop.buy(viewer);
        shop.tip(viewer, id(), 65);
        request(order);
        disputes.refund(claim, finance, "unused");
        assertThat(shop.returned(order, 2_000)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(atProvider(claim)).isEqualTo("TO_SEND");
        shop.test.billing.refundSender().run(Instant.now());
        assertThat(shop.returned(order, 4_049)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(atProvider(claim)).isEqualTo("DONE");
        assertThat(shop.lines("REFUND", order.orderId()))
                .filteredOn(line -> line.startsWith("psp."))
                .containsExactly("psp.receivable 4049", "psp.receivable 2000");
    }

    private Movement purchase() {
        return shop.test
                .billing
                .wallets()
                .movements(viewer, Movement.Filter.BOUGHT, null, 1)
                .items()
                .getFirst();
    }

    @Test
    void shouldHaveTheEvidenceReady() {
        Order order = shop.buy(viewer);
        request(order);
        String evidence = disputes.evidenceOfOrder(order.orderId());
        assertThat(evidence)
                .contains(
                        "\"providerEvents\"",
                        "\"sha256\"",
                        "\"refunds\"",
                        "never used",
                        "\"platform.deferred_revenue\"");
        assertThat(disputes.evidenceOfOrder(id())).isNull();
        assertThat(Sql.number(DATABASE.owner(), "select count(*) from billing.provider_event"))
                .isPositive();
    }

    private ClaimOutcome request(Order order) {
        return disputes.requestRefund(claim, viewer, order.orderId(), "never used");
    }
}
