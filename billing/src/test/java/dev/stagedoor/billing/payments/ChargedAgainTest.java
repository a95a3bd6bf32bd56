package dev.stagedoor.billing.payments;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.AutoTopUp.Off;
import dev.stagedoor.billing.payments.AutoTopUp.Outcome;
import dev.stagedoor.billing.payments.AutoTopUp.Wish;
import dev.stagedoor.billing.wallet.Tip;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coins that buy themselves at Stripe and CCBill, from end to end: real HTTP to doubles that lose answers, real PostgreSQL. */
class ChargedAgainTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String SALT = "salt";
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final StripeDouble stripe = new StripeDouble();
    private final CcbillDouble ccbill = new CcbillDouble();
    private final UUID buyer = id();
    private TestBilling test;
    private int events;

    @AfterEach
    void theBooksBalance() {
        stripe.close();
        ccbill.close();
        Invariants.check(DATABASE.owner());
        assertThat(test.billing.ledger().trialBalance().zero()).isTrue();
    }

    @BeforeEach
    void atStripe() {
        open(new ProviderTerms.Stripe(stripe.url(), "sk_test", "whsec", "https://us.example/wallet"));
    }

    private void atCcbill() {
        open(new ProviderTerms.Ccbill(
                "https://ccbill.example",
                "flex",
                "900000",
                "0001",
                30,
                SALT,
                new ProviderTerms.Datalink(ccbill.url(), "user", "password")));
    }

    private void open(ProviderTerms terms) {
        test = new TestBilling(
                DATABASE.pool(),
                BillingConfig.builder()
                        .sandboxEnabled(false)
                        .providers(List.of(terms))
                        .build());
    }

    private UUID order(boolean keepsMethod) {
        OrderOutcome made = test.billing.payments().order(buyer, "inr-49", id().toString(), keepsMethod);
        return ((OrderOutcome.Created) made).order().orderId();
    }

    /** The buyer pays at Stripe's page by a method, which is kept if they agreed. */
    private void buyAtStripe(boolean keepsMethod, String method) {
        UUID orderId = order(keepsMethod);
        String intent = "pi_" + orderId;
        stripe.paid(intent, method);
        String note = keepsMethod ? "\"stagedoor_keep\":\"yes\"" : "";
        assertThat(stripeSays("checkout.session.completed", """
                {"id":"cs_1","client_reference_id":"%s","payment_status":"paid","payment_intent":"%s","amount_total":4900,
                 "currency":"inr","metadata":{%s}}""".formatted(orderId, intent, note)))
                .isEqualTo(new WebhookOutcome.Accepted());
    }

    private WebhookOutcome stripeSays(String type, String object) {
        byte[] body = "{\"id\":\"evt-%s%d\",\"type\":\"%s\",\"data\":{\"object\":%s}}"
                .formatted(buyer, ++events, type, object)
                .getBytes(StandardCharsets.UTF_8);
        String signature = WebhookSignature.sign(
                "whsec".getBytes(StandardCharsets.UTF_8), test.now().getEpochSecond(), body);
        return test.billing
                .providerNews()
                .webhook("stripe", Map.of("stripe-signature", signature), body, "203.0.113.9");
    }

    private WebhookOutcome stripeSaysPaid(UUID orderId, long amountMinor) {
        return stripeSays("payment_intent.succeeded", """
                {"id":"pi_again_%s","amount":4900,"amount_received":%d,"currency":"inr",
                 "metadata":{"stagedoor_order":"%s"}}""".formatted(orderId, amountMinor, orderId));
    }

    private WebhookOutcome ccbillSays(String type, UUID orderId, String subscription, String price) {
        SequencedMap<String, String> sale = new LinkedHashMap<>();
        sale.put("clientAccnum", "900000");
        sale.put("clientSubacc", "0001");
        sale.put("subscriptionId", subscription);
        sale.put("transactionId", "t" + price + subscription);
        sale.put("dynamicPricingValidationDigest", CcbillProvider.validationDigest(subscription, true, SALT));
        sale.put("billedInitialPrice", price);
        sale.put("billedCurrencyCode", "356");
        sale.put("X-order", orderId.toString());
        byte[] body = ProviderApi.form(sale).getBytes(StandardCharsets.UTF_8);
        return test.billing
                .providerNews()
                .webhook("ccbill", Map.of(":query", "eventType=" + type), body, "64.38.240.7");
    }

    private Outcome wish() {
        return test.billing
                .autoTopUps()
                .set(buyer, new Wish(coins(40), "inr-49", new Money(1_000_00, Asset.INR), LimitPeriod.MONTH));
    }

    /** Spends, and lets what is due happen. */
    private void spend(long whole) {
        var _ = test.billing.tips().tip(new Tip(id(), buyer, id(), null, coins(whole), "", false));
        run();
    }

    /** For this buyer, not for those of the tests before. */
    private void run() {
        test.billing.autoTopUps().wake(buyer);
        test.billing.autoTopUps().run();
    }

    private AutoTopUp state() {
        return requireNonNull(test.billing.autoTopUps().of(buyer));
    }

    private List<OrderState> attempts() {
        return state().attempts().stream().map(Order::state).toList();
    }

    private UUID attempt() {
        return state().attempts().getFirst().orderId();
    }

    private long charged() {
        return stripe.asked.stream()
                .filter(each -> each.startsWith("POST /v1/payment_intents "))
                .count();
    }

    @ParameterizedTest(name = "agreed: {0}")
    @CsvSource({"true, On", "false, NoMethod"})
    void shouldKeepAtStripeOnlyWhatTheBuyerAgreedTo(boolean agreed, String outcome) {
        assertThat(test.billing.autoTopUps().offered(buyer)).isTrue();
        assertThat(test.billing.autoTopUps().asksAtCheckout()).isTrue();
        buyAtStripe(agreed, "pm_ok");
        String checkout = stripe.asked.getFirst();
        assertThat(checkout.contains("payment_intent_data%5Bsetup_future_usage%5D=off_session"))
                .isEqualTo(agreed);
        assertThat(checkout.contains("customer_creation=always")).isEqualTo(agreed);
        assertThat(checkout.contains("metadata%5Bstagedoor_keep%5D=yes")).isEqualTo(agreed);
        assertThat(wish().getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void shouldChargeTheKeptMethodAtStripe() {
        buyAtStripe(true, "pm_ok");
        wish();
        spend(20);
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(80_000);
        assertThat(stripe.asked.getLast())
                .isEqualTo("POST /v1/payment_intents amount=4900&currency=inr&customer=cus_1&payment_method=pm_ok"
                        + "&off_session=true&confirm=true&description=inr-49&metadata%5Bstagedoor_order%5D="
                        + attempt());

        assertThat(stripeSaysPaid(attempt(), 4_900)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(test.available(buyer)).as("told twice, paid once").isEqualTo(80_000);
    }

    @Test
    void shouldAskStripeAgainUnderTheSameKeyAndChargeOnce() {
        buyAtStripe(true, "pm_ok");
        wish();
        stripe.loseNextAnswer();
        spend(20);
        assertThat(attempts()).containsExactly(OrderState.CREATED);
        assertThat(test.available(buyer)).isEqualTo(30_000);
        stripe.refuseNextRead(500, "busy");
        run();
        assertThat(attempts()).containsExactly(OrderState.CREATED);
        run();
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(80_000);
        assertThat(stripe.charges()).isEqualTo(1);
        assertThat(charged()).isEqualTo(2);
    }

    @Test
    void shouldBelieveStripesWebhookWhenTheAnswerIsLost() {
        buyAtStripe(true, "pm_ok");
        wish();
        stripe.loseNextAnswer();
        spend(20);
        UUID orderId = attempt();
        assertThat(stripeSaysPaid(orderId, 4_899)).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(test.available(buyer)).isEqualTo(30_000);
        assertThat(stripeSaysPaid(orderId, 4_900)).isEqualTo(new WebhookOutcome.Accepted());
        run();
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(80_000);
        assertThat(stripe.charges()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: off at once {1}")
    @CsvSource({
        "insufficient_funds, false",
        "generic_decline, false",
        "authentication_required, true",
        "stolen_card, true",
        "expired_card, true",
    })
    void shouldNotTryAgainWhatTheBuyerHasToMend(String code, boolean lasting) {
        buyAtStripe(true, code);
        wish();
        spend(20);
        assertThat(attempts()).containsExactly(OrderState.FAILED);
        assertThat(state().off()).isEqualTo(lasting ? Off.DECLINED : null);
        assertThat(test.available(buyer)).isEqualTo(30_000);
        test.pass(HOUR_MS);
        spend(1);
        test.pass(HOUR_MS);
        spend(1);
        assertThat(attempts()).hasSize(lasting ? 1 : 3);
        assertThat(state().off()).isEqualTo(Off.DECLINED);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "429, Too many requests,       CREATED",
        "409, The key is in use,       CREATED",
        "401, Invalid API Key,         CREATED",
        "500, Something went wrong,    CREATED",
        "400, No such PaymentMethod,   FAILED",
    })
    void shouldTellARefusalFromNoAnswer(int status, String message, OrderState state) {
        buyAtStripe(true, "pm_ok");
        wish();
        stripe.refuseNext(status, message);
        spend(20);
        assertThat(attempts()).containsExactly(state);
        run();
        assertThat(stripe.charges()).isEqualTo(state == OrderState.FAILED ? 0 : 1);
        assertThat(test.available(buyer)).isEqualTo(state == OrderState.FAILED ? 30_000 : 80_000);
    }

    @Test
    void shouldWaitForWhatStripeIsStillProcessing() {
        buyAtStripe(true, "pm_slow");
        wish();
        spend(20);
        run();
        assertThat(attempts()).containsExactly(OrderState.PENDING);
        stripeSaysPaid(attempt(), 4_900);
        run();
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(charged()).isEqualTo(2);
    }

    private void buyAtCcbill() {
        assertThat(ccbillSays("NewSaleSuccess", order(false), "1" + buyer, "49.00"))
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(wish()).isInstanceOf(Outcome.On.class);
    }

    /** The answer names a subscription that is this buyer's. */
    private String newSubscription() {
        return "2" + buyer;
    }

    private void approves() {
        ccbill.answers(CcbillDouble.APPROVED.replace("0222057601000146926", newSubscription()));
    }

    @Test
    void shouldChargeTheEarlierSubscriptionAtCcbillAndCountAnswerAndWebhookOnce() {
        atCcbill();
        assertThat(test.billing.autoTopUps().asksAtCheckout()).isFalse();
        buyAtCcbill();
        approves();
        spend(20);
        assertThat(ccbill.asked)
                .singleElement()
                .asString()
                .contains("action=chargeByPreviousTransactionId", "initialPrice=49.00", "currencyCode=356")
                .contains("subscriptionId=1" + buyer, "order=" + attempt());
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(ccbillSays("UpSaleSuccess", attempt(), newSubscription(), "49.00"))
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(test.available(buyer)).isEqualTo(80_000);
    }

    @Test
    void shouldNeverSendToCcbillTwiceAndBelieveItsWebhook() {
        atCcbill();
        buyAtCcbill();
        ccbill.losesAnswers();
        spend(20);
        run();
        run();
        assertThat(ccbill.asked).hasSize(1);
        assertThat(attempts()).containsExactly(OrderState.CREATED);
        assertThat(ccbillSays("UpSaleSuccess", attempt(), newSubscription(), "48.00"))
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(test.available(buyer)).isEqualTo(30_000);
        assertThat(ccbillSays("UpSaleSuccess", attempt(), newSubscription(), "49.00"))
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(80_000);
        assertThat(state().off()).isNull();
    }

    @Test
    void shouldChargeNothingMoreAtCcbillOnceNobodySaidWhatBecameOfACharge() {
        atCcbill();
        buyAtCcbill();
        ccbill.losesAnswers();
        spend(20);
        test.pass(12 * HOUR_MS);
        run();
        run();
        assertThat(ccbill.asked).hasSize(1);
        assertThat(attempts()).containsExactly(OrderState.FAILED);
        assertThat(state().off()).isEqualTo(Off.PROVIDER);
    }

    @Test
    void shouldSwitchOffAfterThreeDenialsOfCcbill() {
        atCcbill();
        buyAtCcbill();
        ccbill.answers(CcbillDouble.DENIED);
        spend(20);
        test.pass(HOUR_MS);
        spend(1);
        assertThat(state().off()).isNull();
        test.pass(HOUR_MS);
        spend(1);
        assertThat(attempts()).hasSize(3).containsOnly(OrderState.FAILED);
        assertThat(state().off()).isEqualTo(Off.DECLINED);
        assertThat(test.available(buyer)).isEqualTo(28_000);
    }

    @Test
    void shouldSendToCcbillAgainWhatItTurnedAway() {
        atCcbill();
        buyAtCcbill();
        ccbill.answers("<results>-8</results>");
        spend(20);
        assertThat(attempts()).containsExactly(OrderState.CREATED);
        approves();
        run();
        assertThat(ccbill.asked).hasSize(2);
        assertThat(attempts()).containsExactly(OrderState.PAID);
    }
}
