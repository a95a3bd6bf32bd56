package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.payments.InboxEntry;
import dev.stagedoor.billing.payments.NewsClosed;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import dev.stagedoor.billing.payments.ProviderNews;
import dev.stagedoor.billing.payments.WebhookOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bank's verdict changes, and where the order stands then. 65 of 110 coins are used, a share of 29.25 was earned by them. */
class VerdictTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long FEE_MINOR = 50_000;

    private final UUID viewer = id();
    private final UUID performer = id();
    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.builder().peakWindows(List.of()).build());
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldBeRefundedInPartAgainWhenACaseAboutTheRestIsWon() {
        Order order = used();
        UUID request = id();
        shop.test.billing.disputes().requestRefund(request, viewer, order.orderId(), "I changed my mind");
        shop.test.billing.disputes().refund(request, id(), "in time");
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(shop.stateOf(order)).isEqualTo("CHARGEDBACK");
        tell(order, Kind.CHARGEBACK_WON);
        assertThat(shop.stateOf(order)).isEqualTo("PART_REFUNDED");
    }

    @Test
    void shouldPutOrdersRightWhoseCasesWereWonBefore() throws IOException {
        Order won = used();
        tell(won, Kind.CHARGEBACK_OPENED);
        tell(won, Kind.CHARGEBACK_WON);
        Order open = used();
        tell(open, Kind.CHARGEBACK_OPENED);
        try (InputStream file = Objects.requireNonNull(
                VerdictTest.class.getResourceAsStream("/db/billing/V128__won_orders_are_paid.sql"))) {
            assertThat(Sql.attempt(
                            DATABASE.owner(),
                            "set local search_path = billing",
                            "update payment_order set state = 'CHARGEDBACK' where id = '" + won.orderId() + "'",
                            new String(file.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEmpty();
        }
        assertThat(shop.stateOf(won)).isEqualTo("PAID");
        assertThat(shop.stateOf(open)).isEqualTo("CHARGEDBACK");
    }

    @Test
    void shouldStayTakenBackWhileTheBankHoldsOnToAnotherCase() {
        Order order = used();
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "insert into billing.chargeback (id, provider, dispute_ref, order_id, user_id, stage, disputed_minor, asset,"
                                + " fee_minor, coins, clawed_minor, debt_minor, loss_minor, transfer_id, under_review, opened_at,"
                                + " updated_at) select gen_random_uuid(), provider, 'another', order_id, user_id, 'LOST', 1, asset, 0, 0,"
                                + " 0, 0, 1, transfer_id, false, opened_at, updated_at from billing.chargeback where order_id = '"
                                + order.orderId() + "'"))
                .isEmpty();
        tell(order, Kind.CHARGEBACK_WON);
        assertThat(shop.stateOf(order)).isEqualTo("CHARGEDBACK");
    }

    @Test
    void shouldNotBePaidTwiceByNewsThatComesAfterTheCase() {
        Order order = used();
        tell(order, Kind.CHARGEBACK_OPENED);
        tell(order, Kind.CHARGEBACK_WON);
        List<String> before = shop.journal();
        shop.test
                .billing
                .payments()
                .sandbox()
                .pay(order.orderId(), "SUCCESS")
                .forEach(webhook -> shop.deliver(List.of(webhook)));
        assertThat(shop.journal()).isEqualTo(before);
        assertThat(shop.stateOf(order)).isEqualTo("PAID");
    }

    @Test
    void shouldGiveEverythingBackWhenItIsWonExceptTheFee() {
        Order order = used();
        tell(order, Kind.CHARGEBACK_OPENED);
        shop.test.billing.coinLife().recognise(Instant.now());
        tell(order, Kind.CHARGEBACK_WON);
        assertThat(shop.test.available(viewer)).isEqualTo(45_000);
        assertThat(shop.balance("creator.pending", performer)).isEqualTo(2_925);
        assertThat(shop.balance("viewer.debt", viewer)).isZero();
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select remaining || ' ' || class from billing.coin_lot where owner_ref = '" + viewer
                                + "' order by class"))
                .containsExactly("0 BONUS", "45000 PAID");
        assertThat(tell(order, Kind.CHARGEBACK_WON)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.test.available(viewer)).isEqualTo(45_000);
        assertThat(shop.feesOf(order)).isEqualTo(-FEE_MINOR);
        assertThat(shop.stateOf(order)).isEqualTo("PAID");
    }

    @Test
    void shouldChangeNothingMoreWhenItIsLost() {
        Order order = used();
        tell(order, Kind.CHARGEBACK_OPENED);
        tell(order, Kind.CHARGEBACK_LOST);
        assertThat(shop.lines("CHARGEBACK", order.orderId())).hasSize(7);
        assertThat(shop.test
                        .billing
                        .disputes()
                        .chargebacks(null, 1)
                        .items()
                        .getFirst()
                        .stage())
                .isEqualTo(Chargeback.Stage.LOST);
    }

    @Test
    void shouldShowPeopleACaseThatWasNeverOpened() {
        Order order = used();
        assertThat(tell(order, Kind.CHARGEBACK_WON)).isInstanceOf(WebhookOutcome.Quarantined.class);
    }

    @ParameterizedTest
    @CsvSource({"CHARGEBACK_LOST, CHARGEBACK_WON", "CHARGEBACK_WON, CHARGEBACK_LOST"})
    void shouldKeepAsideWhatContradictsTheVerdictThatIsBooked(Kind booked, Kind said) {
        Order order = used();
        tell(order, Kind.CHARGEBACK_OPENED);
        tell(order, booked);
        List<String> before = shop.journal();
        assertThat(tell(order, said)).isInstanceOf(WebhookOutcome.Quarantined.class);
        ProviderNews news = shop.test.billing.providerNews();
        InboxEntry kept = news.inbox(null, null, 1).items().getFirst();
        assertThat(kept.reason())
                .contains(booked.name().substring(11) + ", now", said.name().substring(11) + ":");
        assertThat(kept.dismissable()).isTrue();
        assertThat(news.replay(kept.inboxId())).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(shop.journal()).isEqualTo(before);

        assertThat(news.dismiss(kept.inboxId(), id(), "the bank's slip")).isEqualTo(NewsClosed.DONE);
        InboxEntry closed = news.inbox(null, null, 1).items().getFirst();
        assertThat(closed.outcome()).isEqualTo("SETTLED");
        assertThat(closed.replayable() || closed.dismissable()).isFalse();
        assertThat(news.dismiss(kept.inboxId(), id(), "again")).isEqualTo(NewsClosed.MISSING);
    }

    private Order used() {
        Order order = shop.buy(viewer);
        shop.tip(viewer, performer, 65);
        return order;
    }

    private WebhookOutcome tell(Order order, Kind stage) {
        return shop.disputed(order, stage, FEE_MINOR);
    }
}
