package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The package of 49.00, 50 coins, bought and paid at Stripe's double today: orders are dated by the database. */
final class StripeSale implements AutoCloseable {
    final StripeDouble stripe = new StripeDouble();
    final UUID viewer = TestBilling.id();
    final TestBilling test;
    final Order order;
    private int events;

    StripeSale(FreshDatabase database) {
        test = new TestBilling(
                database.pool(),
                BillingConfig.builder()
                        .providers(List.of(new ProviderTerms.Stripe(
                                stripe.url(), "sk_test", "whsec", "https://us.example/wallet")))
                        .build());
        test.pass(Duration.between(TestBilling.NOON, Instant.now()).toMillis());
        order = ((OrderOutcome.Created) test.billing.payments().order(viewer, "inr-49", "key-" + viewer)).order();
        assertThat(says("checkout.session.completed", """
                {"id":"cs_1","client_reference_id":"%s","payment_status":"paid","payment_intent":"%s","amount_total":4900,
                 "currency":"inr"}""".formatted(order.orderId(), intent())))
                .isEqualTo(new WebhookOutcome.Accepted());
    }

    String intent() {
        return "pi_" + order.orderId();
    }

    /** What Stripe tells by itself, signed. */
    WebhookOutcome says(String type, String object) {
        byte[] body = "{\"id\":\"evt-%s%d\",\"type\":\"%s\",\"data\":{\"object\":%s}}"
                .formatted(viewer, ++events, type, object)
                .getBytes(StandardCharsets.UTF_8);
        String signature = WebhookSignature.sign(
                "whsec".getBytes(StandardCharsets.UTF_8), test.now().getEpochSecond(), body);
        return test.billing
                .providerNews()
                .webhook("stripe", Map.of("stripe-signature", signature), body, "203.0.113.9");
    }

    OrderState state() {
        return Objects.requireNonNull(test.billing.payments().findOrder(viewer, order.orderId()))
                .state();
    }

    @Override
    public void close() {
        stripe.close();
    }
}
