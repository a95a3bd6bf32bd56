package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Money;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * Stripe Checkout. An order becomes a Checkout Session in mode {@code payment}; its id is our idempotency key there, and what it
 * was paid by, a payment intent, is what refunds and disputes are found by. Whoever agrees to it at the checkout can be charged again
 * by that intent. Stripe does not take adult content.
 */
final class StripeProvider implements PaymentProvider {
    static final String NAME = "stripe";
    /** What a refund of ours carries, so that it is known again when it comes as news. */
    static final String REFUND_NOTE = "stagedoor_refund";

    /** What a session carries whose buyer agreed that what pays for it is kept. */
    static final String KEEP_NOTE = "stagedoor_keep";

    /** How payment intents are called; a payment of which only the session is known cannot be refunded by us. */
    private static final String INTENT = "pi_";

    private static final int MOST_REFUNDS = 100;

    private final ProviderTerms.Stripe terms;
    private final ProviderApi api;
    private final StripeWebhooks webhooks;
    private final StripeEvidence evidence;
    private final StripeCharges charges;

    StripeProvider(ProviderTerms.Stripe terms, ProviderHttp http, InstantSource clock) {
        this.terms = terms;
        this.api = new ProviderApi(http);
        this.webhooks = new StripeWebhooks(terms.webhookSecret(), clock);
        this.evidence = new StripeEvidence(terms.apiUrl(), api);
        this.charges = new StripeCharges(terms.apiUrl(), api);
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
        if (order.keepsMethod()) {
            form.put("customer_creation", "always");
            form.put("payment_intent_data[setup_future_usage]", "off_session");
            form.put("metadata[" + KEEP_NOTE + "]", "yes");
        }
        return api.checkout(
                URI.create(terms.apiUrl() + "/v1/checkout/sessions"),
                headers(order.orderId()),
                ProviderApi.form(form),
                answer -> new CheckoutOutcome.Ready(ProviderApi.text(answer, "url"), ProviderApi.text(answer, "id")));
    }

    /** A session lives for a day; debits and transfers that are begun in it may take two weeks. */
    @Override
    public Duration payableFor() {
        return Duration.ofDays(16);
    }

    @Override
    public OrderStanding fetch(NewOrder order, String providerRef) {
        URI uri = URI.create(terms.apiUrl() + "/v1/checkout/sessions/" + providerRef + "?expand%5B%5D=payment_intent");
        return ProviderApi.standing(uri, api.ask("GET", uri, headers(order.orderId()), ""), StripeWebhooks::standing);
    }

    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        return webhooks.read(headers, body);
    }

    /**
     * Stripe keeps a key for a day only, and a refund may wait longer for its answer: so what was made for it before is looked
     * for first.
     */
    @Override
    public RefundOutcome refund(UUID refundId, String paymentId, Money amount) {
        if (!paymentId.startsWith(INTENT)) {
            return new RefundOutcome.ByHand("Stripe was paid without a payment intent: " + paymentId);
        }
        URI made = URI.create(terms.apiUrl() + "/v1/refunds?limit=" + MOST_REFUNDS + "&payment_intent=" + paymentId);
        if (!(api.ask("GET", made, headers(refundId), "") instanceof ProviderApi.Reply.Done(JsonNode list))) {
            return new RefundOutcome.NotYet(made.getHost() + " did not say what it has refunded");
        }
        for (JsonNode refund : list.path("data")) {
            if (refundId.toString()
                    .equals(refund.path("metadata").path(REFUND_NOTE).asText())) {
                return outcome(refund);
            }
        }
        SequencedMap<String, String> form = new LinkedHashMap<>();
        form.put("payment_intent", paymentId);
        form.put("amount", Long.toString(amount.amountMinor()));
        form.put("metadata[" + REFUND_NOTE + "]", refundId.toString());
        URI uri = URI.create(terms.apiUrl() + "/v1/refunds");
        return switch (api.ask("POST", uri, headers(refundId), ProviderApi.form(form))) {
            case ProviderApi.Reply.Done(JsonNode refund) -> outcome(refund);
            case ProviderApi.Reply.Refused refused
            when refused.isFinal() -> new RefundOutcome.ByHand(refused.description());
            case ProviderApi.Reply.Refused refused -> new RefundOutcome.NotYet(refused.description());
            case ProviderApi.Reply.Silence(String reason) -> new RefundOutcome.NotYet(reason);
        };
    }

    private static RefundOutcome outcome(JsonNode refund) {
        return switch (refund.path("status").asText()) {
            case "succeeded" -> new RefundOutcome.Done();
            case "failed", "canceled" ->
                new RefundOutcome.ByHand("Stripe could not give it back: "
                        + refund.path("failure_reason").asText("no reason given"));
            default -> new RefundOutcome.Taken();
        };
    }

    /** News of a charge names them all. That of a refund of ours names one, which was the first: afterwards we make no other. */
    @Override
    public boolean tellsRefundsInAll() {
        return true;
    }

    /** Cards may be kept with the buyer's consent at the checkout only. */
    @Override
    public Recharge recharge() {
        return Recharge.KEPT_METHOD;
    }

    @Override
    public ChargeOutcome chargeAgain(NewOrder order, String methodRef) {
        return charges.charge(order, methodRef, headers(order.orderId()));
    }

    @Override
    public boolean takesAnswers() {
        return true;
    }

    @Override
    public AnswerOutcome answer(DisputeAnswer answer) {
        return evidence.answer(answer, headers(answer.answerId()));
    }

    @Override
    public String answersAt() {
        return "https://dashboard.stripe.com/disputes";
    }

    private Map<String, String> headers(UUID key) {
        return Map.of(
                "Authorization",
                "Bearer " + terms.secretKey(),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Idempotency-Key",
                key.toString());
    }
}
