package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What outside providers answer when they are asked about an order, in the forms of their documents: real HTTP, real PostgreSQL. */
class FetchedOrdersTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final ProviderDouble provider = new ProviderDouble();
    private final UUID viewer = TestBilling.id();

    /** What the tests before have left unpaid would be asked about as well. */
    @BeforeEach
    void forgetOlderOrders() {
        assertThat(Sql.attempt(DATABASE.owner(), "update billing.payment_order set fetch_at = null"))
                .isEmpty();
    }

    @AfterEach
    void theBooksBalance() {
        provider.close();
        Invariants.check(DATABASE.owner());
    }

    private TestBilling billing(String name) {
        ProviderTerms terms = switch (name) {
            case "stripe" -> new ProviderTerms.Stripe(provider.url(), "sk_test", "whsec", "https://us.example/wallet");
            case "razorpay" ->
                new ProviderTerms.Razorpay(provider.url(), "id", "secret", "hook", "https://us.example/wallet");
            default -> new ProviderTerms.Btcpay(provider.url(), "key", "store-1", "hook", "https://us.example/wallet");
        };
        TestBilling test = new TestBilling(
                DATABASE.pool(),
                BillingConfig.builder().providers(List.of(terms)).build());
        // Orders are dated by the database.
        test.pass(Duration.between(TestBilling.NOON, Instant.now()).toMillis());
        return test;
    }

    private Order order(TestBilling test) {
        return ((OrderOutcome.Created) test.billing.payments().order(viewer, "inr-49", "key-" + viewer)).order();
    }

    private static String path(String name) {
        return switch (name) {
            case "stripe" -> "/v1/checkout/sessions/cs_1";
            case "razorpay" -> "/v1/payment_links/plink_1";
            default -> "/api/v1/stores/store-1/invoices/inv-1";
        };
    }

    private static String answer(String name, String status, UUID order, String amount) {
        String[] words = status.split(" ", -1);
        return switch (name) {
            case "stripe" ->
                """
                {"id":"cs_1","object":"checkout.session","status":"%s","payment_status":"%s","client_reference_id":"%s",
                 "amount_total":%s,"currency":"inr","payment_intent":%s}""".formatted(
                                words[0],
                                words[1],
                                order,
                                amount,
                                words[2].equals("none")
                                        ? "null"
                                        : "{\"id\":\"pi_%s\",\"object\":\"payment_intent\",\"status\":\"%s\"}"
                                                .formatted(order, words[2]));
            case "razorpay" ->
                """
                {"id":"plink_1","status":"%s","reference_id":"%s","amount":4900,"currency":"INR","payments":%s}""".formatted(words[0], order, words.length == 1 ? "null" : """
                                [{"payment_id":"pay_no","amount":4900,"status":"failed"},
                                 {"payment_id":"pay_%s","amount":%s,"method":"upi","status":"%s"}]""".formatted(order, amount, words[1]));
            default -> """
                {"id":"inv-%s","storeId":"store-1","status":"%s","additionalStatus":"None","amount":"%s","currency":"INR",
                 "metadata":{"orderId":"%s","priceMinor":4900,"priceCurrency":"INR"}}""".formatted(order, words[0], amount, order);
        };
    }

    @ParameterizedTest(name = "{0}: {1} of {2} is {3}, asked {4} times in an hour")
    @CsvSource({
        "stripe,   open unpaid none,                       4900,  CREATED, 4",
        "stripe,   complete paid succeeded,                4900,  PAID,    1",
        "stripe,   complete paid succeeded,                4899,  CREATED, 1",
        "stripe,   complete unpaid processing,             4900,  PENDING, 4",
        "stripe,   complete unpaid requires_payment_method, 4900, FAILED,  1",
        "stripe,   expired unpaid none,                    4900,  FAILED,  1",
        "razorpay, created,                                4900,  CREATED, 4",
        "razorpay, paid captured,                          4900,  PAID,    1",
        "razorpay, paid captured,                          4800,  CREATED, 1",
        "razorpay, paid refunded,                          4900,  CREATED, 4",
        "razorpay, expired,                                4900,  FAILED,  1",
        "razorpay, cancelled,                              4900,  FAILED,  1",
        "btcpay,   New,                                    49.00, CREATED, 4",
        "btcpay,   Processing,                             49.00, PENDING, 4",
        "btcpay,   Settled,                                49,    PAID,    1",
        "btcpay,   Settled,                                48.99, CREATED, 1",
        "btcpay,   Settled,                                oops,  CREATED, 4",
        "btcpay,   Expired,                                49.00, FAILED,  1",
        "btcpay,   Invalid,                                49.00, FAILED,  1",
    })
    void shouldBeWhatTheProviderSays(String name, String status, String amount, OrderState state, int times) {
        TestBilling test = billing(name);
        Order order = order(test);
        provider.has(path(name), answer(name, status, order.orderId(), amount));

        for (int minute = 0; minute < 60; minute++) {
            test.pass(Duration.ofMinutes(1).toMillis());
            test.billing.orderFetcher().runDue(test.now());
        }

        assertThat(stateOf(test, order)).isEqualTo(state);
        assertThat(test.available(viewer)).isEqualTo(state == OrderState.PAID ? 50_000 : 0);
        assertThat(provider.askedFor(path(name))).isEqualTo(times);
    }

    private OrderState stateOf(TestBilling test, Order order) {
        return Objects.requireNonNull(test.billing.payments().findOrder(viewer, order.orderId()))
                .state();
    }

    @Test
    void shouldBeTheSamePaymentThatTheWebhookNames() {
        TestBilling test = billing("stripe");
        Order order = order(test);
        provider.has(path("stripe"), answer("stripe", "complete paid succeeded", order.orderId(), "4900"));
        test.pass(Duration.ofMinutes(4).toMillis());
        test.billing.orderFetcher().runDue(test.now());

        byte[] late = """
                {"id":"evt_late_%s","type":"checkout.session.completed","data":{"object":{"id":"cs_1",
                 "client_reference_id":"%s","payment_status":"paid","payment_intent":"pi_%s","amount_total":4900,
                 "currency":"inr"}}}""".formatted(viewer, order.orderId(), order.orderId()).getBytes(StandardCharsets.UTF_8);
        String signature = WebhookSignature.sign(
                "whsec".getBytes(StandardCharsets.UTF_8), test.now().getEpochSecond(), late);
        assertThat(test.billing
                        .providerNews()
                        .webhook("stripe", Map.of("stripe-signature", signature), late, "203.0.113.9"))
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(test.available(viewer)).isEqualTo(50_000);
    }

    @Test
    void shouldKeepNewsOfAnotherOrderAside() {
        TestBilling test = billing("razorpay");
        Order order = order(test);
        UUID another = TestBilling.id();
        provider.has(path("razorpay"), answer("razorpay", "paid captured", another, "4900"));
        test.pass(Duration.ofMinutes(4).toMillis());
        test.billing.orderFetcher().runDue(test.now());

        assertThat(stateOf(test, order)).isEqualTo(OrderState.CREATED);
        assertThat(Sql.rows(DATABASE.owner(), """
                select reason from billing.provider_event where order_id = '%s'""".formatted(another)))
                .containsExactly("asked about " + order.orderId() + ", told of " + another);
    }

    @Test
    void shouldNotWaitForAProviderThatIsDownOrderByOrder() {
        TestBilling test = billing("btcpay");
        for (int i = 0; i < 5; i++) {
            test.billing.payments().order(viewer, "inr-49", "key-" + i + viewer);
        }
        test.pass(Duration.ofMinutes(4).toMillis());
        assertThat(Sql.attempt(DATABASE.owner(), "delete from billing.alert")).isEmpty();
        provider.failNext(3);
        assertThat(test.billing.orderFetcher().runDue(test.now()))
                .isEqualTo("3 orders asked about, 0 with news, 3 without an answer");
        assertThat(silences()).isEqualTo(1);
    }

    @Test
    void shouldNotTakeTwoForSilence() {
        TestBilling test = billing("btcpay");
        for (int i = 0; i < 2; i++) {
            test.billing.payments().order(viewer, "inr-49", "key-" + i + viewer);
        }
        test.pass(Duration.ofMinutes(4).toMillis());
        assertThat(Sql.attempt(DATABASE.owner(), "delete from billing.alert")).isEmpty();
        provider.failNext(2);
        assertThat(test.billing.orderFetcher().runDue(test.now()))
                .isEqualTo("2 orders asked about, 0 with news, 2 without an answer");
        assertThat(silences()).isZero();
    }

    private static long silences() {
        return Sql.number(
                DATABASE.owner(),
                "select count(*) from billing.alert where kind = 'PROVIDER_SILENT' and subject = 'btcpay'");
    }
}
