package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import dev.stagedoor.billing.payments.WebhookOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where an order stands whose bank has decided for us. */
class WonCasesTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID viewer = id();
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
                ChargebackTest.class.getResourceAsStream("/db/billing/V128__won_orders_are_paid.sql"))) {
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
        List<String> before = journal();
        shop.test
                .billing
                .payments()
                .sandbox()
                .pay(order.orderId(), "SUCCESS")
                .forEach(webhook -> shop.deliver(List.of(webhook)));
        assertThat(journal()).isEqualTo(before);
        assertThat(shop.stateOf(order)).isEqualTo("PAID");
    }

    private static List<String> journal() {
        return Sql.rows(
                DATABASE.owner(), "select transfer_id || ' ' || line || ' ' || amount from billing.entry order by 1");
    }

    private Order used() {
        Order order = shop.buy(viewer);
        shop.tip(viewer, id(), 65);
        return order;
    }

    private WebhookOutcome tell(Order order, Kind stage) {
        return shop.deliver(shop.test.billing.payments().sandbox().dispute(order.orderId(), stage, 50_000));
    }
}
