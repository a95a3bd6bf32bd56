package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Webhooks whose signatures were made by another program than this one, and what is wrong with them when one thing is
 * changed.
 */
class ProviderVectorsTest {
    private static final UUID ORDER = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06");
    private static final String SALT = "7d901dad245fd0ff6bc20d06";
    private static final long SENT_AT_S = 1_773_124_200;
    private static final Money PRICE = new Money(4_900, Asset.INR);

    private static final String STRIPE_BODY = """
            {"id":"evt_1","type":"checkout.session.completed","data":{"object":{"id":"cs_1",\
            "client_reference_id":"01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06","payment_status":"paid",\
            "payment_intent":"pi_1","amount_total":4900,"currency":"inr"}}}""";
    private static final String STRIPE_V1 = "b76c95d008ac30123951523253624e4ea1b6130622370fb6c14f4b381ece044a";
    private static final String RAZORPAY_BODY = """
            {"event":"payment_link.paid","payload":{"payment_link":{"entity":{"id":"plink_1",\
            "reference_id":"01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06","amount":4900,"currency":"INR"}},\
            "payment":{"entity":{"id":"pay_1","amount":4900,"currency":"INR"}}}}""";
    private static final String RAZORPAY_SIGNATURE = "f7dc35ab9c1430b63e87746785ef46cbba29dd5e6b8a18d2dbe29a15ceb43f5d";
    private static final String BTCPAY_BODY = """
            {"deliveryId":"d2","originalDeliveryId":"d1","isRedelivery":true,"type":"InvoiceSettled",\
            "storeId":"store-1","invoiceId":"inv-1","metadata":{"orderId":"01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06",\
            "priceMinor":4900,"priceCurrency":"INR"}}""";
    private static final String BTCPAY_SIGNATURE = "0de42121e0997d8c88da44012548a465d18132ab7d9ad0ac0be54585bdd82e63";
    private static final Map<String, String> SALE = Map.of(
            "clientAccnum", "900000",
            "clientSubacc", "0001",
            "subscriptionId", "0912191101000000058",
            "transactionId", "0912191101000000059",
            "dynamicPricingValidationDigest", "542ba0ed6891a224430fcfd6cb22e0a8",
            "billedInitialPrice", "49.00",
            "billedCurrencyCode", "356",
            "X-order", ORDER.toString());

    private static final ProviderHttp NOBODY = _ -> new ProviderHttp.Answer(500, "");

    private static PaymentProvider stripe(long nowS) {
        return new StripeProvider(
                new ProviderTerms.Stripe("https://stripe.example", "sk", "whsec_recorded", ""),
                NOBODY,
                () -> Instant.ofEpochSecond(nowS));
    }

    private static PaymentProvider razorpay() {
        return new RazorpayProvider(
                new ProviderTerms.Razorpay("https://razorpay.example", "id", "secret", "rzp_webhook", ""), NOBODY);
    }

    private static PaymentProvider btcpay(String store) {
        return new BtcpayProvider(
                new ProviderTerms.Btcpay("https://btcpay.example", "key", store, "btcpay_secret", ""), NOBODY);
    }

    private static PaymentProvider ccbill() {
        return new CcbillProvider(
                new ProviderTerms.Ccbill("https://ccbill.example", "flex", "900000", "0001", 30, SALT, null), NOBODY);
    }

    private static @Nullable ProviderEvent verify(PaymentProvider provider, Map<String, String> headers, String body) {
        return said(provider.verify(headers, body.getBytes(StandardCharsets.UTF_8), "64.38.240.7"));
    }

    private static @Nullable ProviderEvent said(WebhookReading reading) {
        return reading instanceof WebhookReading.Said(ProviderEvent event) ? event : null;
    }

    private static Map<String, String> razorpayHeaders(String signature) {
        return Map.of("x-razorpay-signature", signature, "x-razorpay-event-id", "ev-1");
    }

    @Test
    void shouldMakeTheFormDigestOfTheDocuments() {
        assertThat(CcbillProvider.formDigest("10.00", "30", "840", SALT)).isEqualTo("a7459445d0e5dc0963fe736dc5cf900b");
    }

    @ParameterizedTest(name = "sent at {0}, seen at {1}: {2}")
    @CsvSource({
        "t=1773124200, 1773124200, true",
        "t=1773124200, 1773124500, true",
        "t=1773124200, 1773124501, false",
        "t=1773124200, 1773123899, false",
        "t=1773124201, 1773124200, false",
    })
    void shouldBelieveStripeForFiveMinutes(String time, long nowS, boolean believed) {
        ProviderEvent event = verify(stripe(nowS), Map.of("stripe-signature", time + ",v1=" + STRIPE_V1), STRIPE_BODY);

        assertThat(event != null).isEqualTo(believed);
    }

    @Test
    void shouldReadARealSaleOfEach() {
        String rotating = "t=" + SENT_AT_S + ",v1=" + "0".repeat(64) + ",v1=" + STRIPE_V1;
        assertThat(verify(stripe(SENT_AT_S), Map.of("stripe-signature", rotating), STRIPE_BODY))
                .isEqualTo(new ProviderEvent("evt_1", ProviderEvent.Kind.SUCCEEDED, ORDER, "pi_1", PRICE));
        assertThat(verify(razorpay(), razorpayHeaders(RAZORPAY_SIGNATURE), RAZORPAY_BODY))
                .isEqualTo(new ProviderEvent("ev-1", ProviderEvent.Kind.SUCCEEDED, ORDER, "pay_1", PRICE));
        // A redelivery is told apart by what it repeats.
        assertThat(verify(btcpay("store-1"), Map.of("btcpay-sig", "sha256=" + BTCPAY_SIGNATURE), BTCPAY_BODY))
                .isEqualTo(new ProviderEvent("d1", ProviderEvent.Kind.SUCCEEDED, ORDER, "inv-1", PRICE));
        assertThat(verify(ccbill(), Map.of(":query", "clientAccnum=1&eventType=NewSaleSuccess"), form(SALE)))
                .isEqualTo(new ProviderEvent(
                                "NewSaleSuccess 0912191101000000059",
                                ProviderEvent.Kind.SUCCEEDED,
                                ORDER,
                                "0912191101000000059",
                                PRICE)
                        .chargeableBy("0912191101000000058"));
        assertThat(verify(ccbill(), Map.of(":query", "eventType=NewSaleSuccess"), json(SALE)))
                .isNotNull();
    }

    static Stream<Arguments> forgeries() {
        String hex = "a".repeat(64);
        return Stream.of(
                Arguments.of("stripe: unsigned", stripe(SENT_AT_S), Map.of(), STRIPE_BODY),
                Arguments.of(
                        "stripe: another amount",
                        stripe(SENT_AT_S),
                        Map.of("stripe-signature", "t=" + SENT_AT_S + ",v1=" + STRIPE_V1),
                        STRIPE_BODY.replace("4900", "4901")),
                Arguments.of("razorpay: another secret", razorpay(), razorpayHeaders(hex), RAZORPAY_BODY),
                Arguments.of(
                        "razorpay: no event id",
                        razorpay(),
                        Map.of("x-razorpay-signature", RAZORPAY_SIGNATURE),
                        RAZORPAY_BODY),
                Arguments.of(
                        "razorpay: one byte more",
                        razorpay(),
                        razorpayHeaders(RAZORPAY_SIGNATURE),
                        RAZORPAY_BODY + " "),
                Arguments.of(
                        "btcpay: not called sha256",
                        btcpay("store-1"),
                        Map.of("btcpay-sig", BTCPAY_SIGNATURE),
                        BTCPAY_BODY),
                Arguments.of(
                        "btcpay: another store",
                        btcpay("store-2"),
                        Map.of("btcpay-sig", "sha256=" + BTCPAY_SIGNATURE),
                        BTCPAY_BODY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void shouldBelieveNothingElse(String what, PaymentProvider provider, Map<String, String> headers, String body) {
        assertThat(verify(provider, headers, body)).as(what).isNull();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "clientAccnum, 900001",
        "clientSubacc, 0002",
        "subscriptionId, 1",
        "dynamicPricingValidationDigest, 00000000000000000000000000000000",
        "billedCurrencyCode, 999",
        "billedInitialPrice, 49.001",
        "X-order, not-an-order",
        "transactionId, ''",
    })
    void shouldBelieveCcbillOnlyIfEverythingFits(String field, String value) {
        Map<String, String> changed = new HashMap<>(SALE);
        changed.put(field, value);

        assertThat(verify(ccbill(), Map.of(":query", "eventType=NewSaleSuccess"), form(changed)))
                .isNull();
    }

    @ParameterizedTest(name = "from {0}: {1}")
    @CsvSource({
        "64.38.212.1, true",
        "64.38.215.255, true",
        "64.38.241.0, true",
        "::ffff:64.38.240.9, true",
        "64.38.213.1, false",
        "164.38.212.1, false",
        "127.0.0.1, false",
        "ccbill.example, false",
        "'', false",
    })
    void shouldListenToCcbillsNetworksOnly(String address, boolean believed) {
        ProviderEvent event = said(ccbill().verify(
                        Map.of(":query", "eventType=NewSaleSuccess"),
                        form(SALE).getBytes(StandardCharsets.UTF_8),
                        address));

        assertThat(event != null).isEqualTo(believed);
    }

    @Test
    void shouldNotTakeAFailedSaleForAGoodOne() {
        assertThat(verify(ccbill(), Map.of(":query", "eventType=NewSaleFailure"), form(SALE)))
                .as("a digest of success does not fit a failure")
                .isNull();
        assertThat(verify(ccbill(), Map.of(":query", "eventType=Chargeback"), form(SALE)))
                .isNull();
    }

    /** A sale that was charged again is named by its subscription, because the answer to the charge knows no more. */
    @Test
    void shouldNameAnUpsaleByItsSubscription() {
        assertThat(verify(ccbill(), Map.of(":query", "eventType=UpSaleSuccess"), form(SALE)))
                .isEqualTo(new ProviderEvent(
                                "UpSaleSuccess 0912191101000000059",
                                ProviderEvent.Kind.SUCCEEDED,
                                ORDER,
                                "0912191101000000058",
                                PRICE)
                        .chargeableBy("0912191101000000058"));
        assertThat(verify(ccbill(), Map.of(":query", "eventType=UpSaleFailure"), form(SALE)))
                .as("a digest of success does not fit a failure")
                .isNull();
    }

    @Test
    void shouldNotKeepWhatMustNotBeKnown() {
        Map<String, String> withSecrets = new HashMap<>(SALE);
        withSecrets.put("username", "asha");
        withSecrets.put("password", "hunter2");
        withSecrets.put("last4", "4242");

        String kept = new String(
                ccbill().keepable(form(withSecrets).getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);

        assertThat(kept).doesNotContain("asha", "hunter2", "4242").contains(ORDER.toString());
    }

    private static String form(Map<String, String> fields) {
        return ProviderApi.form(new java.util.LinkedHashMap<>(fields));
    }

    private static String json(Map<String, String> fields) {
        return ProviderApi.write(fields);
    }
}
