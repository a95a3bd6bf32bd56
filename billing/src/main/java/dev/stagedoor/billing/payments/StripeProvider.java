package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stripe Checkout. An order becomes a Checkout Session in mode {@code payment}; its id is our idempotency key there. Webhooks
 * are signed over time and body ({@link WebhookSignature}), and say {@code checkout.session.*}. Stripe does not take adult
 * content.
 */
final class StripeProvider implements PaymentProvider {
    static final String NAME = "stripe";

    private final ProviderTerms.Stripe terms;
    private final ProviderApi api;
    private final InstantSource clock;

    StripeProvider(ProviderTerms.Stripe terms, ProviderHttp http, InstantSource clock) {
        this.terms = terms;
        this.api = new ProviderApi(http);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        SequencedMap<String, String> form = new LinkedHashMap<>();
        form.put("mode", "payment");
        form.put("client_reference_id", order.orderId().toString());
        form.put("success_url", terms.returnUrl());
        form.put("cancel_url", terms.returnUrl());
        form.put("line_items[0][quantity]", "1");
        form.put(
                "line_items[0][price_data][currency]",
                order.sale().asset().name().toLowerCase(Locale.ROOT));
        form.put(
                "line_items[0][price_data][unit_amount]",
                Long.toString(order.sale().priceMinor()));
        form.put("line_items[0][price_data][product_data][name]", order.packageId());
        return api.checkout(
                URI.create(terms.apiUrl() + "/v1/checkout/sessions"),
                Map.of(
                        "Authorization",
                        "Bearer " + terms.secretKey(),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Idempotency-Key",
                        order.orderId().toString()),
                ProviderApi.form(form),
                answer -> new CheckoutOutcome.Ready(ProviderApi.text(answer, "url"), ProviderApi.text(answer, "id")));
    }

    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        String signature = headers.get("stripe-signature");
        byte[] secret = terms.webhookSecret().getBytes(StandardCharsets.UTF_8);
        if (signature == null
                || !WebhookSignature.verify(
                        secret, signature, body, clock.instant().getEpochSecond())) {
            return new WebhookReading.Forged();
        }
        try {
            return read(ProviderApi.json(body));
        } catch (IllegalArgumentException e) {
            return new WebhookReading.Forged();
        }
    }

    private static WebhookReading read(JsonNode event) {
        JsonNode session = event.path("data").path("object");
        ProviderEvent.@Nullable Kind kind = switch (ProviderApi.text(event, "type")) {
            case "checkout.session.completed" ->
                // Slow methods complete the session before the money is there.
                session.path("payment_status").asText().equals("paid")
                        ? ProviderEvent.Kind.SUCCEEDED
                        : ProviderEvent.Kind.PENDING;
            case "checkout.session.async_payment_succeeded" -> ProviderEvent.Kind.SUCCEEDED;
            case "checkout.session.async_payment_failed", "checkout.session.expired" -> ProviderEvent.Kind.FAILED;
            default -> null;
        };
        if (kind == null) {
            return new WebhookReading.NotForUs();
        }
        String sessionId = ProviderApi.text(session, "id");
        JsonNode payment = session.path("payment_intent");
        return new WebhookReading.Said(new ProviderEvent(
                ProviderApi.text(event, "id"),
                kind,
                UUID.fromString(ProviderApi.text(session, "client_reference_id")),
                payment.isTextual() ? payment.textValue() : sessionId,
                new Money(
                        ProviderApi.number(session, "amount_total"),
                        Asset.valueOf(ProviderApi.text(session, "currency").toUpperCase(Locale.ROOT)))));
    }
}
