package dev.stagedoor.billing.payments;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders of which no webhook comes, at the sandbox: asked about in time, and counted once whoever says it first. */
class OrderFetcherTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private TestBilling test;
    private UUID buyer;

    @BeforeEach
    void open() {
        test = opened(DATABASE.pool());
        buyer = id();
        // What the tests before have left unpaid is none of ours.
        assertThat(Sql.attempt(DATABASE.owner(), "update billing.payment_order set fetch_at = null"))
                .isEmpty();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        assertThat(test.billing.ledger().trialBalance().zero()).isTrue();
    }

    private static TestBilling opened(DataSource pool) {
        TestBilling opened = new TestBilling(pool, BillingConfig.defaults());
        // Orders are dated by the database.
        opened.pass(Duration.between(TestBilling.NOON, Instant.now()).toMillis());
        return opened;
    }

    private Order order() {
        return ((OrderOutcome.Created) test.billing.payments().order(buyer, "inr-49", id().toString())).order();
    }

    private Order paidUnheard(String card) {
        Order order = order();
        test.billing.payments().sandbox().pay(order.orderId(), card);
        return order;
    }

    private String fetch() {
        return test.billing.orderFetcher().runDue(test.now());
    }

    private void pass(String time) {
        test.pass(Duration.parse(time).toMillis());
    }

    private OrderState state(Order order) {
        return requireNonNull(test.billing.payments().findOrder(buyer, order.orderId()))
                .state();
    }

    private WebhookOutcome deliver(SignedWebhook webhook) {
        return test.billing
                .providerNews()
                .webhook("sandbox", webhook.headers(), webhook.body().getBytes(StandardCharsets.UTF_8), "127.0.0.1");
    }

    @Test
    void shouldCreditWhatWasPaidAndNeverTold() {
        Order order = paidUnheard("NEWS_LOST");
        pass("PT2M50S");
        fetch();
        assertThat(state(order)).isEqualTo(OrderState.CREATED);
        pass("PT15S");
        fetch();
        assertThat(state(order)).isEqualTo(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(50_000);
        pass("PT20H");
        assertThat(fetch()).startsWith("0 orders asked about");
    }

    @Test
    void shouldFindThePaymentThatFollowedADecline() {
        Order order = order();
        test.billing.payments().sandbox().pay(order.orderId(), "DECLINE").forEach(this::deliver);
        assertThat(state(order)).isEqualTo(OrderState.FAILED);
        test.billing.payments().sandbox().pay(order.orderId(), "NEWS_LOST");
        pass("PT4M");
        fetch();
        assertThat(state(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void shouldAskSoonWhileTheBuyerLooks() {
        Order order = paidUnheard("NEWS_LOST");
        OrderFetcher fetcher = test.billing.orderFetcher();
        state(order);
        pass("PT10S");
        fetcher.run(test.now());
        assertThat(state(order)).isEqualTo(OrderState.CREATED);
        pass("PT15S");
        fetcher.run(test.now());
        assertThat(state(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void shouldAskAboutNothingThatNobodyLooksAtBeforeItsTime() {
        Order order = paidUnheard("NEWS_LOST");
        pass("PT1M");
        test.billing.orderFetcher().run(test.now());
        assertThat(state(order)).isEqualTo(OrderState.CREATED);
    }

    @Test
    void shouldKeepAWrongAmountAsideOnceAndLeaveItToPeople() {
        Order order = paidUnheard("AMOUNT_MISMATCH");
        pass("PT4M");
        fetch();
        pass("PT1H");
        assertThat(fetch()).startsWith("0 orders asked about");
        assertThat(state(order)).isEqualTo(OrderState.CREATED);
        assertThat(test.available(buyer)).isZero();
        assertThat(Sql.rows(DATABASE.owner(), """
                select outcome || ': ' || reason from billing.provider_event where order_id = '%s'""".formatted(order.orderId())))
                .singleElement()
                .asString()
                .startsWith("QUARANTINED: paid ");
    }

    @Test
    void shouldNotAskAgainAboutAPaymentThatPeopleHaveClosed() {
        paidUnheard("AMOUNT_MISMATCH");
        pass("PT4M");
        fetch();
        ProviderNews news = test.billing.providerNews();
        InboxEntry kept = news.inbox("sandbox", null, 1).items().getFirst();
        assertThat(news.dismiss(kept.inboxId(), id(), "given back there")).isEqualTo(NewsClosed.DONE);
        pass("PT1H");
        assertThat(fetch()).startsWith("0 orders asked about");
    }

    @Test
    void shouldCountOnceWhenWebhookAndAnswerComeAtTheSameMoment() {
        TestBilling other = opened(DATABASE.pool());
        List<Order> orders = new ArrayList<>();
        List<Callable<Object>> atOnce = new ArrayList<>();
        pass("PT4M");
        other.pass(Duration.ofMinutes(4).toMillis());
        for (int i = 0; i < 8; i++) {
            Order order = order();
            orders.add(order);
            for (SignedWebhook webhook : test.billing.payments().sandbox().pay(order.orderId(), "SUCCESS")) {
                atOnce.add(() -> deliver(webhook));
            }
        }
        atOnce.add(this::fetch);
        atOnce.add(() -> other.billing.orderFetcher().runDue(other.now()));
        Together.run(atOnce);

        assertThat(test.available(buyer)).isEqualTo(8 * 50_000);
        assertThat(orders).extracting(this::state).containsOnly(OrderState.PAID);
        assertThat(Sql.number(DATABASE.owner(), """
                select count(*) from billing.provider_event e join billing.payment_order o on o.id = e.order_id
                 where o.user_id = '%s' and e.outcome = 'QUARANTINED'""".formatted(buyer))).isZero();
    }

    @ParameterizedTest(name = "{1}, after {0} commits")
    @CsvSource({
        "0, BEFORE_COMMIT",
        "0, AFTER_COMMIT",
        "2, BEFORE_COMMIT",
        "2, AFTER_COMMIT",
    })
    void shouldCreditOnceWhateverIsLost(int commits, FaultyDataSource.Fault fault) {
        FaultyDataSource database = new FaultyDataSource(DATABASE.pool());
        test = opened(database);
        Order order = paidUnheard("NEWS_LOST");
        pass("PT4M");
        // First the order is noted as asked about, then the sandbox looks into its books, then it is booked.
        database.breakAfter(commits, fault);
        try {
            fetch();
        } catch (LedgerUnavailableException e) {
            // The job is run again.
        }
        assertThat(database.isWaiting()).isFalse();
        pass("PT8M");
        assertThatCode(this::fetch).doesNotThrowAnyException();
        assertThat(state(order)).isEqualTo(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(50_000);
    }
}
