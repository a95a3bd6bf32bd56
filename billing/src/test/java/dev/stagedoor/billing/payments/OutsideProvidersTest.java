package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders and webhooks of outside providers from end to end: real HTTP to a double, real PostgreSQL. */
class OutsideProvidersTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String PACKAGE = "inr-49";
    private static final long COINS = 50_000;

    private final ProviderDouble provider = new ProviderDouble();
    private final UUID viewer = TestBilling.id();

    @AfterEach
    void theBooksBalance() {
        provider.close();
        Invariants.check(DATABASE.owner());
    }

    private TestBilling billing(ProviderTerms terms) {
        return new TestBilling(
                DATABASE.pool(),
                BillingConfig.builder().providers(List.of(terms)).build());
    }

    private ProviderTerms.Stripe stripe() {
        return new ProviderTerms.Stripe(provider.url(), "sk_test", "whsec", "https://us.example/wallet");
    }

    private ProviderTerms.Btcpay btcpay() {
        return new ProviderTerms.Btcpay(provider.url(), "key", "store-1", "hook", "https://us.example/wallet");
    }

    private Order order(TestBilling test, String key) {
        OrderOutcome outcome = test.billing.payments().order(viewer, PACKAGE, key);
        assertThat(outcome).isInstanceOf(OrderOutcome.Created.class);
        return ((OrderOutcome.Created) outcome).order();
    }

    private static WebhookOutcome stripeSays(
            TestBilling test, String event, String type, UUID order, long amountMinor) {
        String body = """
                {"id":"%s","type":"%s","data":{"object":{"id":"cs_1","client_reference_id":"%s",
                 "payment_status":"paid","payment_intent":"pi_%s","amount_total":%d,"currency":"inr"}}}""".formatted(event, type, order, order, amountMinor);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String signature = WebhookSignature.sign(
                "whsec".getBytes(StandardCharsets.UTF_8), test.now().getEpochSecond(), bytes);
        return test.billing
                .providerNews()
                .webhook("stripe", Map.of("stripe-signature", signature), bytes, "203.0.113.9");
    }

    private static WebhookOutcome btcpaySays(TestBilling test, String delivery, String type, UUID order) {
        String body = """
                {"deliveryId":"%s","isRedelivery":false,"type":"%s","storeId":"store-1","invoiceId":"inv-%s",
                 "metadata":{"orderId":"%s","priceMinor":4900,"priceCurrency":"INR"}}""".formatted(delivery, type, order, order);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return test.billing
                .providerNews()
                .webhook(
                        "btcpay", Map.of("btcpay-sig", "sha256=" + Signatures.hmacSha256("hook", bytes)), bytes, "::1");
    }

    @Test
    void shouldSendBuyersToStripeAndCreditWhatIsPaidThere() {
        TestBilling test = billing(stripe());
        Order order = order(test, "a");

        assertThat(order.provider()).isEqualTo("stripe");
        assertThat(order.redirectUrl()).isEqualTo("https://pay.example/cs_1");
        assertThat(provider.asked)
                .singleElement()
                .asString()
                .startsWith("POST /v1/checkout/sessions ")
                .contains(
                        "mode=payment",
                        "client_reference_id=" + order.orderId(),
                        "line_items%5B0%5D%5Bprice_data%5D%5Bcurrency%5D=inr",
                        "line_items%5B0%5D%5Bprice_data%5D%5Bunit_amount%5D=4900",
                        "success_url=https%3A%2F%2Fus.example%2Fwallet");

        String done = "checkout.session.completed";
        assertThat(stripeSays(test, "evt_a1", done, order.orderId(), 4_900)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(stripeSays(test, "evt_a1", done, order.orderId(), 4_900)).isEqualTo(new WebhookOutcome.Duplicate());
        assertThat(stripeSays(test, "evt_a2", "checkout.session.expired", order.orderId(), 4_900))
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(test.available(viewer)).isEqualTo(COINS);
        assertThat(Objects.requireNonNull(test.billing.payments().findOrder(viewer, order.orderId()))
                        .state())
                .isEqualTo(OrderState.PAID);
    }

    @Test
    void shouldMakeOneCheckoutHoweverOftenTheAnswerIsLost() {
        TestBilling test = billing(stripe());
        provider.failNext(2);

        assertThat(test.billing.payments().order(viewer, PACKAGE, "b"))
                .isEqualTo(new OrderOutcome.ProviderUnavailable());
        assertThat(test.billing.payments().order(viewer, PACKAGE, "b"))
                .isEqualTo(new OrderOutcome.ProviderUnavailable());
        Order order = order(test, "b");

        assertThat(provider.made()).isEqualTo(1);
        assertThat(order(test, "b")).isEqualTo(order);
        assertThat(provider.asked).hasSize(3);
    }

    @Test
    void shouldKeepAWrongAmountAsideAndCreditNothing() {
        TestBilling test = billing(stripe());
        Order order = order(test, "c");

        assertThat(stripeSays(test, "evt_c1", "checkout.session.completed", order.orderId(), 4_899))
                .isInstanceOf(WebhookOutcome.Quarantined.class);

        assertThat(test.available(viewer)).isZero();
    }

    @Test
    void shouldDecideAgainOnWhatWasKeptAsideForAnUnknownOrder() {
        TestBilling test = billing(stripe());
        UUID unknown = TestBilling.id();
        stripeSays(test, "evt_d1", "checkout.session.completed", unknown, 4_900);
        InboxEntry kept =
                test.billing.providerNews().inbox("stripe", null, 1).items().getFirst();
        assertThat(kept.outcome()).isEqualTo("QUARANTINED");
        assertThat(kept.replayable()).isTrue();

        assertThat(test.billing.providerNews().replay(kept.inboxId())).isInstanceOf(WebhookOutcome.Quarantined.class);
        Order order = order(test, "d");
        dev.stagedoor.billing.Sql.attempt(
                DATABASE.owner(),
                "update billing.provider_event set order_id = '" + order.orderId() + "' where id = " + kept.inboxId());
        assertThat(test.billing.providerNews().replay(kept.inboxId())).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(test.billing.providerNews().replay(kept.inboxId())).isNull();
        assertThat(test.available(viewer)).isEqualTo(COINS);
    }

    @Test
    void shouldCreditBitcoinOnlyWhenItIsSettled() {
        TestBilling test = billing(btcpay());
        Order order = order(test, "e");
        assertThat(provider.asked)
                .singleElement()
                .asString()
                .contains("POST /api/v1/stores/store-1/invoices ", "\"amount\":\"49.00\"", "\"currency\":\"INR\"");

        for (String early : List.of("InvoiceCreated", "InvoiceReceivedPayment", "InvoiceProcessing")) {
            assertThat(btcpaySays(test, "e-" + early, early, order.orderId())).isEqualTo(new WebhookOutcome.Accepted());
            assertThat(test.available(viewer)).as(early).isZero();
        }
        assertThat(btcpaySays(test, "e-s", "InvoiceSettled", order.orderId())).isEqualTo(new WebhookOutcome.Accepted());
        // Late news of an earlier state is true but old.
        assertThat(btcpaySays(test, "e-p", "InvoiceExpired", order.orderId())).isEqualTo(new WebhookOutcome.Accepted());

        assertThat(test.available(viewer)).isEqualTo(COINS);
    }

    @Test
    void shouldSendBuyersToCcbillWithAPriceTheyCannotChange() {
        TestBilling test = billing(
                new ProviderTerms.Ccbill("https://ccbill.example/forms", "flex", "900000", "0001", 30, "salt", null));
        Order order = order(test, "g");

        assertThat(order.redirectUrl())
                .isEqualTo("https://ccbill.example/forms/flex?clientSubacc=0001&initialPrice=49.00&initialPeriod=30"
                        + "&currencyCode=356&formDigest=" + CcbillProvider.formDigest("49.00", "30", "356", "salt")
                        + "&order=" + order.orderId() + "&X-order=" + order.orderId());
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void shouldNotTakeOneProvidersWordForAnothersOrder() {
        Order order = order(billing(btcpay()), "h");

        assertThat(stripeSays(billing(stripe()), "evt_h1", "checkout.session.completed", order.orderId(), 4_900))
                .isInstanceOf(WebhookOutcome.Quarantined.class);
    }
}
