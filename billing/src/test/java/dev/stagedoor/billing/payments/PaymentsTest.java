package dev.stagedoor.billing.payments;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.subscriptions.Plan.Discount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From an order to coins in the wallet, with every bad habit that webhooks have. */
class PaymentsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private TestBilling test;
    private Payments payments;
    private ProviderNews news;
    private UUID buyer;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        use(test.billing);
        buyer = id();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        assertThat(test.billing.ledger().trialBalance().zero()).isTrue();
    }

    @Test
    void shouldCreditPaidAndBonusCoinsAndBookPriceTaxAndRevenue() {
        Order order = order("inr-99");
        assertThat(order.price()).isEqualTo(new Money(99_00, Asset.INR));
        assertThat(order.state()).isEqualTo(OrderState.CREATED);
        assertThat(order.redirectUrl()).isEqualTo("/sandbox-pay/" + order.orderId());

        assertThat(deliver(order, "4242 4242 4242 4242")).containsOnly(new WebhookOutcome.Accepted());

        assertThat(test.available(buyer)).isEqualTo(110_000);
        assertThat(state(order)).isEqualTo(OrderState.PAID);
        assertThat(Sql.rows(DATABASE.owner(), """
                select k.code || ' ' || e.amount from billing.entry e join billing.account a on a.id = e.account_id
                  join billing.account_kind k using (kind) join billing.transfer t on t.id = e.transfer_id
                 where t.ref = '%s' order by e.line""".formatted(order.orderId())))
                .containsExactly("P1 -95000", "P1 -15000", "V1 110000", "X1 -9900", "P4 8390", "P7 1510");
        assertThat(Sql.rows(DATABASE.owner(), """
                select class || ' ' || remaining || ' ' || cost_minor from billing.coin_lot
                 where owner_ref = '%s' order by class_rank""".formatted(buyer)))
                .containsExactly("BONUS 15000 0", "PAID 95000 8390");
    }

    @ParameterizedTest(name = "{0}: {1}, {2} thousandths")
    @CsvSource({
        "SUCCESS,         PAID,    110000",
        "DECLINE,         FAILED,       0",
        "INSUFFICIENT,    FAILED,       0",
        "LATE,            PAID,    110000",
        "DOUBLE,          PAID,    110000",
        "THREE_D_SECURE,  PAID,    110000",
        "NO_RETURN,       PAID,    110000",
        "NEWS_LOST,       CREATED,      0",
        "LATER_REFUND,    REFUNDED,     0",
        "LATER_CHARGEBACK, CHARGEDBACK, 0",
        "OUT_OF_ORDER,    PAID,    110000",
        "AMOUNT_MISMATCH, CREATED,      0",
    })
    void shouldEndAsTheCardSays(SandboxCard card, OrderState expected, long coins) {
        Order order = order("inr-99");
        List<WebhookOutcome> outcomes = deliver(order, card.name());
        assertThat(state(order)).isEqualTo(expected);
        assertThat(test.available(buyer)).isEqualTo(coins);
        if (card == SandboxCard.DOUBLE) {
            assertThat(outcomes).containsExactly(new WebhookOutcome.Accepted(), new WebhookOutcome.Duplicate());
        }
        if (card == SandboxCard.AMOUNT_MISMATCH) {
            assertThat(outcomes.getFirst()).isInstanceOf(WebhookOutcome.Quarantined.class);
            assertThat(Sql.number(DATABASE.owner(), """
                    select count(*) from billing.provider_event where outcome = 'QUARANTINED' and order_id = '%s'""".formatted(order.orderId())))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldLetAGoodTryFollowAFailedOneButNotTheOtherWay() {
        Order order = order("inr-49");
        deliver(order, "DECLINE");
        deliver(order, "SUCCESS");
        assertThat(state(order)).isEqualTo(OrderState.PAID);
        deliver(order, "DECLINE");
        assertThat(state(order)).isEqualTo(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(50_000);
    }

    @Test
    void shouldKeepASecondPaymentOfTheSameOrderAside() {
        Order order = order("inr-49");
        deliver(order, "SUCCESS");
        assertThat(deliver(order, "SUCCESS").getLast()).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(test.available(buyer)).isEqualTo(50_000);
    }

    @Test
    void shouldRefuseForgeriesReplaysAndStrangers() {
        Order order = order("inr-49");
        SignedWebhook paid = payments.sandbox().pay(order.orderId(), "SUCCESS").getLast();
        byte[] body = paid.body().getBytes(StandardCharsets.UTF_8);
        byte[] forged = paid.body().replace("4900", "1").getBytes(StandardCharsets.UTF_8);
        assertThat(news.webhook("sandbox", Map.of(), body, "127.0.0.1")).isEqualTo(new WebhookOutcome.BadSignature());
        assertThat(news.webhook("sandbox", paid.headers(), forged, "127.0.0.1"))
                .isEqualTo(new WebhookOutcome.BadSignature());
        assertThat(news.webhook("paypal", paid.headers(), body, "127.0.0.1"))
                .isEqualTo(new WebhookOutcome.UnknownProvider());
        test.pass(301_000);
        assertThat(news.webhook("sandbox", paid.headers(), body, "127.0.0.1"))
                .isEqualTo(new WebhookOutcome.BadSignature());
        assertThat(test.available(buyer)).isZero();
    }

    @Test
    void shouldChargeLessToWhoHasAPlanWhenOrdering() {
        test.give(buyer, 199);
        test.billing.subscriptions().subscribe(id(), buyer, "VIP");
        Order order = order("inr-99");
        assertThat(order.price()).isEqualTo(new Money(79_20, Asset.INR));
        test.billing
                .subscriptions()
                .cancelNow(test.billing.subscriptions().of(buyer).getFirst().subscriptionId(), buyer);
        long before = test.available(buyer);
        deliver(order, "SUCCESS");
        assertThat(test.available(buyer) - before).isEqualTo((95 + 15) * 1_000);
        assertThat(order("inr-99").price()).isEqualTo(new Money(99_00, Asset.INR));
    }

    @ParameterizedTest(name = "{0} of {1} basis points: {2} paise for {3} coins, {4} of them bonus")
    @CsvSource({
        "NONE,      0,     9900, 110, 15",
        "PRICE_CUT, 2000,  7920, 110, 15",
        "PRICE_CUT, 3333,  6601, 110, 15",
        "BONUS_LOT, 2000,  9900, 132, 37",
    })
    void shouldOfferWhatThePlanGives(Discount.Kind kind, int basisPoints, long paise, long coins, long bonus) {
        Discount discount = new Discount(kind, basisPoints);
        Till till = new Till(test.billing.prices(), _ -> discount);
        Offer offer = till.offers(payments.packages(), buyer).get(1);
        assertThat(offer.regular()).isEqualTo(payments.packages().get(1));
        assertThat(offer.yours().price()).isEqualTo(new Money(paise, Asset.INR));
        assertThat(offer.yours().totalCoins()).isEqualTo(coins(coins));
        assertThat(offer.yours().bonusCoins()).isEqualTo(coins(bonus));
    }

    @Test
    void shouldGiveTheSameOrderForTheSameKey() {
        OrderOutcome first = payments.order(buyer, "inr-99", "key");
        assertThat(payments.order(buyer, "inr-99", "key")).isEqualTo(first);
        assertThat(payments.order(buyer, "inr-49", "key")).isEqualTo(new OrderOutcome.Conflict());
        assertThat(payments.order(id(), "inr-99", "key")).isNotEqualTo(first);
        assertThat(payments.order(buyer, "inr-1", "other")).isEqualTo(new OrderOutcome.UnknownPackage());
    }

    @Test
    void shouldShowAnOrderToItsBuyerOnly() {
        Order order = order("inr-99");
        assertThat(payments.findOrder(buyer, order.orderId())).isEqualTo(order);
        assertThat(payments.findOrder(id(), order.orderId())).isNull();
        assertThat(payments.findOrder(buyer, id())).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyDataSource.Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldCreditOnceWhenTheAnswerToTheProviderIsLost(FaultyDataSource.Fault fault) {
        FaultyDataSource database = new FaultyDataSource(DATABASE.pool());
        use(new TestBilling(database, BillingConfig.defaults()).billing);
        Order order = order("inr-99");
        SignedWebhook paid = payments.sandbox().pay(order.orderId(), "DOUBLE").getFirst();
        database.breakAt(fault);
        try {
            deliver(paid);
        } catch (LedgerUnavailableException e) {
            // The provider gets no answer and sends it again.
        }
        deliver(paid);
        deliver(paid);
        assertThat(test.available(buyer)).isEqualTo(110_000);
    }

    @Test
    void shouldTakeNoPaymentsInProductionUnlessAllowed() {
        BillingConfig production = BillingConfig.builder().production(true).build();
        Billing billing = new TestBilling(DATABASE.pool(), production).billing;
        Payments strict = billing.payments();
        assertThat(strict.sandbox().enabled()).isFalse();
        assertThat(strict.packages()).isEmpty();
        assertThat(strict.order(buyer, "inr-99", "key")).isEqualTo(new OrderOutcome.UnknownPackage());
        assertThat(billing.providerNews().webhook("sandbox", Map.of(), new byte[0], "127.0.0.1"))
                .isEqualTo(new WebhookOutcome.UnknownProvider());
        BillingConfig allowed = BillingConfig.builder()
                .production(true)
                .allowSandboxInProduction(true)
                .build();
        assertThat(new TestBilling(DATABASE.pool(), allowed)
                        .billing
                        .payments()
                        .sandbox()
                        .enabled())
                .isTrue();
    }

    @Test
    void shouldSellForDollars() {
        BillingConfig dollars = BillingConfig.builder().usd().build();
        TestBilling usd = new TestBilling(DATABASE.pool(), dollars);
        use(usd.billing);
        deliver(order("usd-10"), "SUCCESS");
        assertThat(usd.billing.wallets().wallet(buyer).available()).isEqualTo(coins(900));
        assertThat(usd.billing.wallets().wallet(buyer).totalValue()).isEqualTo(new Money(9_00, Asset.USD));
    }

    private void use(Billing billing) {
        payments = billing.payments();
        news = billing.providerNews();
    }

    private Order order(String packageId) {
        OrderOutcome outcome = payments.order(buyer, packageId, id().toString());
        assertThat(outcome).isInstanceOf(OrderOutcome.Created.class);
        return ((OrderOutcome.Created) outcome).order();
    }

    private OrderState state(Order order) {
        return requireNonNull(payments.findOrder(buyer, order.orderId())).state();
    }

    private List<WebhookOutcome> deliver(Order order, String card) {
        List<WebhookOutcome> outcomes = new ArrayList<>();
        for (SignedWebhook webhook : payments.sandbox().pay(order.orderId(), card)) {
            test.pass(webhook.delayMs());
            outcomes.add(deliver(webhook));
        }
        return outcomes;
    }

    private WebhookOutcome deliver(SignedWebhook webhook) {
        return news.webhook("sandbox", webhook.headers(), webhook.body().getBytes(StandardCharsets.UTF_8), "127.0.0.1");
    }
}
