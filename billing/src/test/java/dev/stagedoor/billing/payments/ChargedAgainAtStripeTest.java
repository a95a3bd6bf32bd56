package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.payments.AutoTopUp.Off;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coins that buy themselves at Stripe, from end to end: real HTTP to a double that loses answers, real PostgreSQL. */
class ChargedAgainAtStripeTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final StripeDouble stripe = new StripeDouble();
    private final AutoBuyer buyer = new AutoBuyer(
            DATABASE, new ProviderTerms.Stripe(stripe.url(), "sk_test", "whsec", "https://us.example/wallet"));
    private int events;

    @AfterEach
    void theBooksBalance() {
        stripe.close();
        Invariants.check(DATABASE.owner());
        assertThat(buyer.test.billing.ledger().trialBalance().zero()).isTrue();
    }

    /** The buyer pays at Stripe's page by a method, which is kept if they agreed. */
    private void buy(boolean keepsMethod, String method) {
        UUID orderId = buyer.order(keepsMethod);
        String intent = "pi_" + orderId;
        stripe.paid(intent, method);
        String note = keepsMethod ? "\"stagedoor_keep\":\"yes\"" : "";
        assertThat(says("checkout.session.completed", """
                {"id":"cs_1","client_reference_id":"%s","payment_status":"paid","payment_intent":"%s","amount_total":4900,
                 "currency":"inr","metadata":{%s}}""".formatted(orderId, intent, note)))
                .isEqualTo(new WebhookOutcome.Accepted());
    }

    private WebhookOutcome says(String type, String object) {
        byte[] body = "{\"id\":\"evt-%s%d\",\"type\":\"%s\",\"data\":{\"object\":%s}}"
                .formatted(buyer.id, ++events, type, object)
                .getBytes(StandardCharsets.UTF_8);
        String signature = WebhookSignature.sign(
                "whsec".getBytes(StandardCharsets.UTF_8), buyer.test.now().getEpochSecond(), body);
        return buyer.told("stripe", Map.of("stripe-signature", signature), body, "203.0.113.9");
    }

    private WebhookOutcome saysPaid(UUID orderId, long amountMinor) {
        return says("payment_intent.succeeded", """
                {"id":"pi_again_%s","amount":4900,"amount_received":%d,"currency":"inr",
                 "metadata":{"stagedoor_order":"%s"}}""".formatted(orderId, amountMinor, orderId));
    }

    private long charged() {
        return stripe.asked.stream()
                .filter(each -> each.startsWith("POST /v1/payment_intents "))
                .count();
    }

    @ParameterizedTest(name = "agreed: {0}")
    @CsvSource({"true, On", "false, NoMethod"})
    void shouldKeepOnlyWhatTheBuyerAgreedTo(boolean agreed, String outcome) {
        assertThat(buyer.test.billing.autoTopUps().offered(buyer.id)).isTrue();
        assertThat(buyer.test.billing.autoTopUps().asksAtCheckout()).isTrue();
        buy(agreed, "pm_ok");
        String checkout = stripe.asked.getFirst();
        assertThat(checkout.contains("payment_intent_data%5Bsetup_future_usage%5D=off_session"))
                .isEqualTo(agreed);
        assertThat(checkout.contains("customer_creation=always")).isEqualTo(agreed);
        assertThat(checkout.contains("metadata%5Bstagedoor_keep%5D=yes")).isEqualTo(agreed);
        assertThat(buyer.wish().getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void shouldChargeTheKeptMethod() {
        buy(true, "pm_ok");
        buyer.wish();
        buyer.spend(20);
        assertThat(buyer.attempts()).containsExactly(OrderState.PAID);
        assertThat(buyer.coins()).isEqualTo(80_000);
        assertThat(stripe.asked.getLast())
                .isEqualTo("POST /v1/payment_intents amount=4900&currency=inr&customer=cus_1&payment_method=pm_ok"
                        + "&off_session=true&confirm=true&description=inr-49&metadata%5Bstagedoor_order%5D="
                        + buyer.attempt());

        assertThat(saysPaid(buyer.attempt(), 4_900)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(buyer.coins()).as("told twice, paid once").isEqualTo(80_000);
    }

    @Test
    void shouldAskAgainUnderTheSameKeyAndChargeOnce() {
        buy(true, "pm_ok");
        buyer.wish();
        stripe.loseNextAnswer();
        buyer.spend(20);
        assertThat(buyer.attempts()).containsExactly(OrderState.CREATED);
        assertThat(buyer.coins()).isEqualTo(30_000);
        stripe.refuseNextRead(500, "busy");
        buyer.run();
        assertThat(buyer.attempts()).containsExactly(OrderState.CREATED);
        buyer.run();
        assertThat(buyer.attempts()).containsExactly(OrderState.PAID);
        assertThat(buyer.coins()).isEqualTo(80_000);
        assertThat(stripe.charges()).isEqualTo(1);
        assertThat(charged()).isEqualTo(2);
    }

    @Test
    void shouldBelieveTheWebhookWhenTheAnswerIsLost() {
        buy(true, "pm_ok");
        buyer.wish();
        stripe.loseNextAnswer();
        buyer.spend(20);
        UUID orderId = buyer.attempt();
        assertThat(saysPaid(orderId, 4_899)).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(buyer.coins()).isEqualTo(30_000);
        assertThat(saysPaid(orderId, 4_900)).isEqualTo(new WebhookOutcome.Accepted());
        buyer.run();
        assertThat(buyer.attempts()).containsExactly(OrderState.PAID);
        assertThat(buyer.coins()).isEqualTo(80_000);
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
        buy(true, code);
        buyer.wish();
        buyer.spend(20);
        assertThat(buyer.attempts()).containsExactly(OrderState.FAILED);
        assertThat(buyer.state().off()).isEqualTo(lasting ? Off.DECLINED : null);
        assertThat(buyer.coins()).isEqualTo(30_000);
        buyer.test.pass(HOUR_MS);
        buyer.spend(1);
        buyer.test.pass(HOUR_MS);
        buyer.spend(1);
        assertThat(buyer.attempts()).hasSize(lasting ? 1 : 3);
        assertThat(buyer.state().off()).isEqualTo(Off.DECLINED);
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
        buy(true, "pm_ok");
        buyer.wish();
        stripe.refuseNext(status, message);
        buyer.spend(20);
        assertThat(buyer.attempts()).containsExactly(state);
        buyer.run();
        assertThat(stripe.charges()).isEqualTo(state == OrderState.FAILED ? 0 : 1);
        assertThat(buyer.coins()).isEqualTo(state == OrderState.FAILED ? 30_000 : 80_000);
    }

    @Test
    void shouldWaitForWhatIsStillProcessed() {
        buy(true, "pm_slow");
        buyer.wish();
        buyer.spend(20);
        buyer.run();
        assertThat(buyer.attempts()).containsExactly(OrderState.PENDING);
        saysPaid(buyer.attempt(), 4_900);
        buyer.run();
        assertThat(buyer.attempts()).containsExactly(OrderState.PAID);
        assertThat(charged()).isEqualTo(2);
    }
}
