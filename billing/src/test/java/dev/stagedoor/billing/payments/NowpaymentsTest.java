package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NOWPayments: its news in vectors made by another program than this one, and what each means; its invoices and its list. */
class NowpaymentsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String SECRET = "ipn_secret_recorded";
    private static final UUID ORDER = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06");
    private static final NewOrder TERMS =
            new NewOrder(ORDER, UUID.randomUUID(), "key", "usd-10", new Sale(Asset.USD, 1_025, 0, 10_000, 0));

    private final List<ProviderHttp.Call> asked = new ArrayList<>();

    private NowpaymentsProvider nowpayments(boolean login, ProviderHttp http) {
        return new NowpaymentsProvider(terms("https://api.example", login), call -> {
            asked.add(call);
            return http.send(call);
        });
    }

    private static ProviderTerms.Nowpayments terms(String url, boolean login) {
        return new ProviderTerms.Nowpayments(
                url,
                "api-key",
                SECRET,
                login ? new ProviderTerms.Login("house@example.org", "word") : null,
                "https://us.example/api/v1/webhooks/nowpayments",
                "https://us.example/wallet");
    }

    private WebhookReading read(String signature, String body) {
        return nowpayments(false, _ -> new ProviderHttp.Answer(500, ""))
                .verify(Map.of("x-nowpayments-sig", signature), body.getBytes(StandardCharsets.UTF_8), "203.0.113.9");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvFileSource(resources = "/nowpayments/told.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldUnderstand(String what, Kind kind, long amountMinor, String signature, String body) {
        assertThat(read(signature, body)).as(what).isInstanceOfSatisfying(WebhookReading.Said.class, said -> {
            assertThat(said.event().kind()).isEqualTo(kind);
            assertThat(said.event().orderId()).isEqualTo(ORDER);
            assertThat(said.event().paymentId()).isEqualTo("5077125051");
            assertThat(said.event().eventId()).startsWith("5077125051-");
            assertThat(said.event().amount()).isEqualTo(new Money(amountMinor, Asset.USD));
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/nowpayments/not-for-us.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            numLinesToSkip = 1)
    void shouldTakeAndLeaveWhatIsNotForUs(String what, String signature, String body) {
        assertThat(read(signature, body)).as(what).isEqualTo(new WebhookReading.NotForUs());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/nowpayments/forged.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldBelieveNothingElse(String what, String signature, String body) {
        assertThat(read(signature, body)).as(what).isEqualTo(new WebhookReading.Forged());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    { "b" : 1.50 , "a" : [ 2 , { "d":0e1, "c":null } ] } | {"a":[2,{"c":null,"d":0e1}],"b":1.50}
                    {"a b":1,"a":2}                                     | {"a":2,"a b":1}
                    {"B":1,"a":2,"_":3}                                 | {"B":1,"_":3,"a":2}
                    {"q":"a \\"b\\" , {c:1}","p":"\\u20ac"}             | {"p":"\\u20ac","q":"a \\"b\\" , {c:1}"}
                    []                                                  | []
                    {}                                                  | {}
                    -0.10                                               | -0.10
                    """)
    void shouldSortNamesAndChangeNoLetterOfTheRest(String text, String sorted) {
        assertThat(SortedJson.of(text)).isEqualTo(sorted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{a:1}",
                "01",
                "1.",
                "+1",
                "nul",
                "\"a",
                "\"a\\",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{,}",
                "NaN"
            })
    void shouldSortNothingThatIsNotJson(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SortedJson.of(text));
    }

    @Test
    void shouldNotFollowABottomlessBody() {
        assertThatIllegalArgumentException().isThrownBy(() -> SortedJson.of("[".repeat(100_000)));
    }

    @Test
    void shouldMakeAnInvoiceOfThePriceAndOurOrder() {
        CheckoutOutcome outcome = nowpayments(
                        false,
                        _ -> new ProviderHttp.Answer(
                                200,
                                "{\"id\":\"4522625843\",\"invoice_url\":\"https://nowpayments.example/payment/?iid=4522625843\"}"))
                .checkout(TERMS);
        assertThat(outcome)
                .isEqualTo(
                        new CheckoutOutcome.Ready("https://nowpayments.example/payment/?iid=4522625843", "4522625843"));
        assertThat(asked).singleElement().satisfies(call -> {
            assertThat(call.toString()).isEqualTo("POST https://api.example/v1/invoice");
            assertThat(call.headers()).containsEntry("x-api-key", "api-key");
            assertThat(call.body())
                    .isEqualTo(
                            "{\"price_amount\":10.25,\"price_currency\":\"usd\",\"order_id\":\"" + ORDER
                                    + "\",\"order_description\":\"usd-10\",\"ipn_callback_url\":\"https://us.example/api/v1/webhooks/nowpayments\""
                                    + ",\"success_url\":\"https://us.example/wallet\",\"cancel_url\":\"https://us.example/wallet\"}");
        });
    }

    private static String payment(int id, String status, String paid) {
        return """
                {"payment_id":%d,"parent_payment_id":null,"invoice_id":7,"payment_status":"%s","price_amount":10.25,"price_currency":"usd",
                 "pay_amount":0.5,"actually_paid":%s,"pay_currency":"eth","order_id":"%s"}""".formatted(id, status, paid, ORDER);
    }

    @ParameterizedTest(name = "{0}, then {1}: {2} {3} {4}")
    @CsvSource({
        "'',             '',             Waits, '',        0",
        "waiting,        '',             Said,  PENDING,   1025",
        "expired,        '',             Waits, '',        0",
        "finished,       '',             Said,  SUCCEEDED, 1025",
        "expired,        finished,       Said,  SUCCEEDED, 1025",
        "finished,       waiting,        Said,  SUCCEEDED, 1025",
        "partially_paid, '',             Said,  SUCCEEDED, 0",
        "partially_paid, finished,       Said,  SUCCEEDED, 1025",
        "finished,       partially_paid, Said,  SUCCEEDED, 1025",
    })
    void shouldFindThePaymentOfAnInvoice(String one, String other, String standing, String kind, long amountMinor) {
        List<String> listed = new ArrayList<>();
        if (!one.isEmpty()) {
            listed.add(payment(1, one, "0.5"));
        }
        if (!other.isEmpty()) {
            listed.add(payment(2, other, "0.5"));
        }
        OrderStanding answer = nowpayments(
                        true,
                        call -> new ProviderHttp.Answer(
                                200,
                                call.method().equals("POST")
                                        ? "{\"token\":\"t0k\"}"
                                        : "{\"data\":[" + String.join(",", listed) + "],\"limit\":100}"))
                .fetch(TERMS, "7");
        assertThat(asked.getFirst().body()).contains("house@example.org");
        assertThat(asked.getLast().uri()).hasToString("https://api.example/v1/payment/?invoiceId=7&limit=100&page=0");
        assertThat(asked.getLast().headers())
                .containsEntry("x-api-key", "api-key")
                .containsEntry("Authorization", "Bearer t0k");
        assertThat(answer.getClass().getSimpleName()).isEqualTo(standing);
        if (answer instanceof OrderStanding.Said said) {
            assertThat(said.event().kind()).isEqualTo(Kind.valueOf(kind));
            assertThat(said.event().amount()).isEqualTo(new Money(amountMinor, Asset.USD));
        }
    }

    @Test
    void shouldNotAskWithoutALoginNorBelieveARefusal() {
        NowpaymentsProvider without = nowpayments(false, _ -> new ProviderHttp.Answer(403, "{}"));
        assertThat(without.payableFor()).isEqualTo(Duration.ZERO);
        assertThat(without.fetch(TERMS, "7")).isEqualTo(new OrderStanding.CannotBeAsked());
        NowpaymentsProvider refused = nowpayments(true, _ -> new ProviderHttp.Answer(403, "{}"));
        assertThat(refused.payableFor()).isPositive();
        assertThat(refused.fetch(TERMS, "7")).isInstanceOf(OrderStanding.Unclear.class);
    }

    private static WebhookOutcome says(TestBilling test, String payment, UUID order) {
        String body = payment.replace(ORDER.toString(), order.toString());
        String signature = Signatures.hmacSha512(SECRET, SortedJson.of(body).getBytes(StandardCharsets.UTF_8));
        return test.billing
                .providerNews()
                .webhook(
                        "nowpayments",
                        Map.of("x-nowpayments-sig", signature),
                        body.getBytes(StandardCharsets.UTF_8),
                        "203.0.113.9");
    }

    @Test
    void shouldCreditWhatIsFinishedOnceAndNothingElse() {
        ProviderDouble provider = new ProviderDouble();
        TestBilling test = new TestBilling(
                DATABASE.pool(),
                BillingConfig.builder()
                        .usd()
                        .providers(List.of(terms(provider.url(), false)))
                        .build());
        UUID buyer = TestBilling.id();
        Order order = ((OrderOutcome.Created) test.billing.payments().order(buyer, "usd-10", "key-" + buyer)).order();
        int number = (int) (order.orderId().getLeastSignificantBits() & 0xFFFFFF) * 10;
        String price = order.price().words().replaceAll("[^0-9.]", "");
        for (String early : List.of("waiting", "confirming", "confirmed", "sending")) {
            says(test, payment(number, early, "0").replace("10.25", price), order.orderId());
        }
        assertThat(says(test, payment(number, "partially_paid", "0.4").replace("10.25", price), order.orderId()))
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(says(test, payment(number + 1, "finished", "0.5").replace("10.25", "1.00"), order.orderId()))
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(says(test, payment(number + 2, "finished", "0.5").replace("10.25", price), TestBilling.id()))
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(test.available(buyer)).isZero();

        String finished = payment(number, "finished", "0.5").replace("10.25", price);
        assertThat(says(test, finished, order.orderId())).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says(test, finished, order.orderId())).isEqualTo(new WebhookOutcome.Duplicate());
        assertThat(says(test, payment(number + 3, "finished", "0.5").replace("10.25", price), order.orderId()))
                .as("another payment of the same invoice")
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(test.available(buyer)).isEqualTo(order.coins().amountMinor());
        provider.close();
        Invariants.check(DATABASE.owner());
    }
}
