package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Verotel FlexPay: what is signed for it, what it signs, in vectors made by another program than this one, and what each means. */
class VerotelTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String KEY = "zpXwe2D77g4P7ysGJcr3rY87TBYs6J";
    private static final UUID ORDER = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06");
    private static final NewOrder TERMS =
            new NewOrder(ORDER, UUID.randomUUID(), "key", "usd-10", new Sale(Asset.USD, 1_000, 0, 10_000, 0));
    private static final ProviderHttp NOBODY = _ -> new ProviderHttp.Answer(500, "");

    private static ProviderTerms.Verotel terms(String version) {
        return new ProviderTerms.Verotel(
                "https://secure.verotel.example", "68849", KEY, version, "https://us.example/wallet");
    }

    private static VerotelProvider verotel(ProviderHttp http) {
        return new VerotelProvider(terms("4"), http);
    }

    private static WebhookReading read(String query) {
        return verotel(NOBODY).verify(Map.of(), query.getBytes(StandardCharsets.UTF_8), "203.0.113.9");
    }

    /** The example of Verotel's own client, whose SHA-1 is in its tests. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SHA-1, fc63f38e2722d2e5bc4f2044ad3ffb2051e89643",
        "SHA-256, e50b4e92fcd0a21114d3bf3a64f888edfbc784df170e70ee165c4350fe9ffc3c",
    })
    void shouldSignAsVerotelsClientDoes(String algorithm, String expected) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "saleID", "433456",
                "priceAmount", "0.00",
                "referenceID", "reference1234",
                "priceCurrency", "USD",
                "custom1", "My",
                "description", "My Dščřčřřěřě&?=blah123",
                "subscriptionType", "RECURRING",
                "period", "P1M",
                "name", "My name"));
        fields.putAll(Map.of(
                "trialAmount", "0.01",
                "trialPeriod", "P3D",
                "successURL", "http://backURL.test",
                "declineURL", "http://declineURL.test",
                "cancelDiscountPercentage", "30",
                "blah", "something",
                "shopID", "68849"));
        VerotelSignature signature = new VerotelSignature(KEY, algorithm);
        assertThat(signature.of(fields)).isEqualTo(expected);
        fields.put("signature", expected);
        assertThat(signature.isGenuine(fields)).isTrue();
    }

    @ParameterizedTest(name = "version {0}")
    @CsvSource({
        "4, successURL, 3e0906c5209e5bf878861a9eddb238eeb04a24d35b1eb0f74db8bfc5d558798f",
        "3.5, backURL, e0b7c5a4a015e86e10c6eaea02967b1281f46ea3",
    })
    void shouldSendBuyersToAPriceThatTheyCannotChange(String version, String back, String signature) {
        CheckoutOutcome outcome = new VerotelProvider(terms(version), NOBODY).checkout(TERMS);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        CheckoutOutcome.Ready.class,
                        ready -> assertThat(ready.redirectUrl())
                                .startsWith("https://secure.verotel.example/startorder?")
                                .contains(
                                        "type=purchase",
                                        "priceAmount=10.00",
                                        "priceCurrency=USD",
                                        "description=usd-10",
                                        "referenceID=" + ORDER,
                                        "shopID=68849",
                                        "version=" + version,
                                        back + "=https%3A%2F%2Fus.example%2Fwallet",
                                        "declineURL=https%3A%2F%2Fus.example%2Fwallet")
                                .endsWith("&signature=" + signature));
    }

    @Test
    void shouldTakeNoOrderInACurrencyThatVerotelDoesNotHave() {
        NewOrder rupees = new NewOrder(ORDER, ORDER, "key", "inr-49", new Sale(Asset.INR, 4_900, 0, 5_000, 0));
        assertThat(verotel(NOBODY).checkout(rupees)).isInstanceOf(CheckoutOutcome.Unavailable.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/verotel/told.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldUnderstand(String what, Kind kind, String names, long amountMinor, String query) {
        assertThat(read(query)).as(what).isInstanceOfSatisfying(WebhookReading.Said.class, said -> {
            ProviderEvent event = said.event();
            assertThat(event.kind()).isEqualTo(kind);
            assertThat(event.orderId()).isEqualTo(names.equals("order") ? ORDER : null);
            assertThat(event.paymentId()).isEqualTo("433456");
            assertThat(event.amount()).isEqualTo(new Money(amountMinor, Asset.USD));
            assertThat(event.eventId()).startsWith(kind + "-433456-77700");
            assertThat(event.dispute() != null).isEqualTo(kind == Kind.CHARGEBACK_OPENED);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/verotel/not-for-us.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldTakeAndLeaveWhatIsNotForUs(String what, String query) {
        assertThat(read(query)).as(what).isEqualTo(new WebhookReading.NotForUs());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/verotel/forged.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldBelieveNothingElse(String what, String query) {
        assertThat(read(query)).as(what).isEqualTo(new WebhookReading.Forged());
    }

    @Test
    void shouldBelieveSha1OnlyFromAWebsiteOfVersionThree() {
        byte[] old = ("type=purchase&saleID=433456&shopID=68849&priceAmount=10.00&priceCurrency=USD&referenceID="
                        + ORDER
                        + "&paymentMethod=CC&CCBrand=VISA&truncatedPAN=XXXXXXXXXXXX1111&transactionID=777001"
                        + "&signature=d30ab10ea8cb084ed07498ec814bdcdd6b8ee64b")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(verotel(NOBODY).verify(Map.of(), old, "::1")).isEqualTo(new WebhookReading.Forged());
        assertThat(new VerotelProvider(terms("3.5"), NOBODY).verify(Map.of(), old, "::1"))
                .isInstanceOf(WebhookReading.Said.class);
        assertThat(read("")).isEqualTo(new WebhookReading.Forged());
    }

    @Test
    void shouldKeepNothingOfTheCardAndTheBuyer() {
        byte[] body =
                "saleID=1&truncatedPAN=XXXX1111&email=a%40b.example&oneClickToken=t&CCBrand=VISA&priceAmount=10.00"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(new String(verotel(NOBODY).keepable(body), StandardCharsets.UTF_8))
                .isEqualTo("priceAmount=10.00&saleID=1");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, FOUND APPROVED 10.00 USD, Said",
        "200, FOUND DECLINED 10.00 USD, Waits",
        "200, FOUND NONE 10.00 USD, Unclear",
        "200, FOUND APPROVED ten USD, Unclear",
        "200, FOUND APPROVED 10.00 EUR, Unclear",
        "200, NOTFOUND APPROVED 10.00 USD, Waits",
        "200, ERROR APPROVED 10.00 USD, Unclear",
        "200, NONE APPROVED 10.00 USD, Unclear",
        "503, FOUND APPROVED 10.00 USD, Unclear",
    })
    void shouldBelieveTheStatusPageOnlyWhenItIsClear(int status, String words, String standing) {
        String[] said = words.split(" ", -1);
        String body =
                "response: %s\nsaleResult: %s\nsaleID: 433456\nreferenceID: %s\npriceAmount: %s\npriceCurrency: %s\n"
                        .formatted(said[0], said[1], ORDER, said[2], said[3]);
        OrderStanding answer = verotel(call -> {
                    assertThat(call.uri())
                            .hasToString("https://secure.verotel.example/salestatus?referenceID=" + ORDER
                                    + "&shopID=68849&version=4&signature="
                                    + "5fb896674f9d4e72b0122cf7885ba5c85cbb3d636cb414b532ef43e8fed03918");
                    return new ProviderHttp.Answer(status, body);
                })
                .fetch(TERMS, "");
        assertThat(answer.getClass().getSimpleName()).isEqualTo(standing);
        if (answer instanceof OrderStanding.Said paid) {
            assertThat(paid.event().amount()).isEqualTo(new Money(1_000, Asset.USD));
            assertThat(paid.event().paymentId()).isEqualTo("433456");
        }
    }

    @Test
    void shouldAskAgainWhenTheStatusPageIsSilent() {
        assertThat(verotel(_ -> {
                            throw new IOException("cut");
                        })
                        .fetch(TERMS, ""))
                .isEqualTo(new OrderStanding.Unclear("secure.verotel.example: IOException"));
    }

    private static WebhookOutcome says(TestBilling test, Map<String, String> more) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("type", "purchase");
        fields.put("shopID", "68849");
        fields.put("priceCurrency", "USD");
        fields.putAll(more);
        fields.put("signature", new VerotelSignature(KEY, "SHA-256").of(fields));
        byte[] query = ProviderApi.form(fields).getBytes(StandardCharsets.UTF_8);
        return test.billing.providerNews().webhook("verotel", Map.of(), query, "203.0.113.9");
    }

    @Test
    void shouldCreditASaleOnceAndTakeBackWhatIsGivenBack() {
        TestBilling test = new TestBilling(
                DATABASE.pool(),
                BillingConfig.builder().usd().providers(List.of(terms("4"))).build());
        UUID buyer = TestBilling.id();
        Order order = ((OrderOutcome.Created) test.billing.payments().order(buyer, "usd-10", "key-" + buyer)).order();
        assertThat(order.provider()).isEqualTo("verotel");
        String sale = "sale-" + buyer;
        String reference = order.orderId().toString();
        String price = order.price().words().replaceAll("[^0-9.]", "");
        Map<String, String> paid =
                Map.of("saleID", sale, "referenceID", reference, "priceAmount", price, "transactionID", "1");

        Map<String, String> cheap = new TreeMap<>(paid);
        cheap.put("priceAmount", "1.00");
        cheap.put("transactionID", "0");
        assertThat(says(test, cheap)).isInstanceOf(WebhookOutcome.Quarantined.class);
        Map<String, String> unknown = new TreeMap<>(paid);
        unknown.put("referenceID", TestBilling.id().toString());
        unknown.put("transactionID", "2");
        assertThat(says(test, unknown)).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(test.available(buyer)).isZero();

        assertThat(says(test, paid)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says(test, paid)).isEqualTo(new WebhookOutcome.Duplicate());
        long coins = test.available(buyer);
        assertThat(coins).isPositive();

        Map<String, String> credit = new TreeMap<>(paid);
        credit.put("event", "credit");
        credit.put("transactionID", "3");
        assertThat(says(test, credit)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says(test, credit)).isEqualTo(new WebhookOutcome.Duplicate());
        assertThat(test.available(buyer)).isZero();
        assertThat(Objects.requireNonNull(test.billing.payments().findOrder(buyer, order.orderId()))
                        .state())
                .isEqualTo(OrderState.REFUNDED);
        Invariants.check(DATABASE.owner());
    }
}
