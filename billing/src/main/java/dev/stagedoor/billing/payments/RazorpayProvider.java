package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Money;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * Razorpay. An order becomes a payment link, whose hosted page needs no script of theirs on ours. Its reference is our order,
 * and Razorpay takes a reference once: so a link whose answer was lost is found again by it, and is never made twice.
 */
final class RazorpayProvider implements PaymentProvider {
    static final String NAME = "razorpay";
    /** The note that carries our order's id through Razorpay's own order and refund. */
    static final String ORDER_NOTE = "stagedoor_order";

    private final ProviderTerms.Razorpay terms;
    private final ProviderApi api;
    private final RazorpayWebhooks webhooks;
    private final RazorpayContest contest;

    RazorpayProvider(ProviderTerms.Razorpay terms, ProviderHttp http) {
        this.terms = terms;
        this.api = new ProviderApi(http);
        this.webhooks = new RazorpayWebhooks(terms.webhookSecret());
        this.contest = new RazorpayContest(terms.apiUrl(), api);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        String orderId = order.orderId().toString();
        SequencedMap<String, Object> link = new LinkedHashMap<>();
        link.put("amount", order.sale().priceMinor());
        link.put("currency", order.sale().asset().name());
        link.put("accept_partial", false);
        link.put("reference_id", orderId);
        link.put("description", order.packageId());
        link.put("reminder_enable", false);
        link.put("notes", Map.of(ORDER_NOTE, orderId));
        link.put("callback_url", terms.returnUrl());
        link.put("callback_method", "get");
        URI uri = URI.create(terms.apiUrl() + "/v1/payment_links");
        return switch (api.ask("POST", uri, headers(), ProviderApi.write(link))) {
            case ProviderApi.Reply.Done(JsonNode answer) -> ProviderApi.readyOr(uri, answer, RazorpayProvider::ready);
            case ProviderApi.Reply.Refused refused when refused.status() == 400 -> madeBefore(order, refused);
            case ProviderApi.Reply.Refused refused ->
                new CheckoutOutcome.Unavailable(uri.getHost() + ": " + refused.description());
            case ProviderApi.Reply.Silence(String reason) -> new CheckoutOutcome.Unavailable(reason);
        };
    }

    private static CheckoutOutcome.Ready ready(JsonNode link) {
        return new CheckoutOutcome.Ready(ProviderApi.text(link, "short_url"), ProviderApi.text(link, "id"));
    }

    /** Among the reasons for a refusal is that the reference is taken: then the link is there, and is the one. */
    private CheckoutOutcome madeBefore(NewOrder order, ProviderApi.Reply.Refused refusal) {
        String orderId = order.orderId().toString();
        URI uri = URI.create(terms.apiUrl() + "/v1/payment_links?reference_id=" + orderId);
        if (api.ask("GET", uri, headers(), "") instanceof ProviderApi.Reply.Done(JsonNode answer)) {
            for (JsonNode link : answer.path("payment_links")) {
                boolean same = orderId.equals(link.path("reference_id").asText())
                        && link.path("amount").asLong() == order.sale().priceMinor()
                        && order.sale()
                                .asset()
                                .name()
                                .equals(link.path("currency").asText());
                if (same) {
                    return ProviderApi.readyOr(uri, link, RazorpayProvider::ready);
                }
            }
        }
        return new CheckoutOutcome.Unavailable(uri.getHost() + ": " + refusal.description());
    }

    /** A link lives for half a year. */
    @Override
    public Duration payableFor() {
        return Duration.ofDays(185);
    }

    @Override
    public OrderStanding fetch(NewOrder order, String providerRef) {
        URI uri = URI.create(terms.apiUrl() + "/v1/payment_links/" + providerRef);
        return ProviderApi.standing(uri, api.ask("GET", uri, headers(), ""), RazorpayWebhooks::standing);
    }

    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        return webhooks.read(headers, body);
    }

    @Override
    public RefundOutcome refund(UUID refundId, String paymentId, Money amount) {
        SequencedMap<String, String> headers = headers();
        headers.put("X-Refund-Idempotency", refundId.toString());
        String body = ProviderApi.write(Map.of("amount", amount.amountMinor()));
        URI uri = URI.create(terms.apiUrl() + "/v1/payments/" + paymentId + "/refund");
        return switch (api.ask("POST", uri, headers, body)) {
            case ProviderApi.Reply.Done(JsonNode made) ->
                made.path("status").asText().equals("processed") ? new RefundOutcome.Done() : new RefundOutcome.Taken();
            case ProviderApi.Reply.Refused refused
            when refused.isFinal() -> new RefundOutcome.ByHand(refused.description());
            case ProviderApi.Reply.Refused refused -> new RefundOutcome.NotYet(refused.description());
            case ProviderApi.Reply.Silence(String reason) -> new RefundOutcome.NotYet(reason);
        };
    }

    @Override
    public boolean takesAnswers() {
        return true;
    }

    @Override
    public AnswerOutcome answer(DisputeAnswer answer) {
        return contest.answer(answer, headers());
    }

    @Override
    public String answersAt() {
        return "https://dashboard.razorpay.com/app/disputes";
    }

    private SequencedMap<String, String> headers() {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", ProviderApi.basic(terms.keyId(), terms.keySecret()));
        headers.put("Content-Type", "application/json");
        return headers;
    }
}
