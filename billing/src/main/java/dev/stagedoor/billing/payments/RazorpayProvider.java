package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Razorpay. An order becomes a payment link, whose hosted page needs no script of theirs on ours; the link's reference is our
 * order. Webhooks are signed over the raw body, told apart by {@code x-razorpay-event-id}, and come more than once and in
 * any order.
 */
final class RazorpayProvider implements PaymentProvider {
    static final String NAME = "razorpay";

    private final ProviderTerms.Razorpay terms;
    private final ProviderApi api;

    RazorpayProvider(ProviderTerms.Razorpay terms, ProviderHttp http) {
        this.terms = terms;
        this.api = new ProviderApi(http);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        SequencedMap<String, Object> link = new LinkedHashMap<>();
        link.put("amount", order.sale().priceMinor());
        link.put("currency", order.sale().asset().name());
        link.put("reference_id", order.orderId().toString());
        link.put("description", order.packageId());
        link.put("callback_url", terms.returnUrl());
        link.put("callback_method", "get");
        return api.checkout(
                URI.create(terms.apiUrl() + "/v1/payment_links"),
                Map.of("Authorization", terms.authorization(), "Content-Type", "application/json"),
                ProviderApi.write(link),
                answer -> new CheckoutOutcome.Ready(
                        ProviderApi.text(answer, "short_url"), ProviderApi.text(answer, "id")));
    }

    /** Whether a checkout's confirmation in the browser is Razorpay's, over the order's id that <em>we</em> stored. */
    static boolean isCheckoutSignature(String keySecret, String storedOrderId, String paymentId, String signature) {
        return Signatures.equal(Signatures.hmacSha256(keySecret, storedOrderId + "|" + paymentId), signature);
    }

    @Override
    public @Nullable ProviderEvent verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        String signature = headers.get("x-razorpay-signature");
        String eventId = headers.get("x-razorpay-event-id");
        if (signature == null
                || eventId == null
                || eventId.isEmpty()
                || !Signatures.equal(Signatures.hmacSha256(terms.webhookSecret(), body), signature)) {
            return null;
        }
        try {
            return read(eventId, ProviderApi.json(body));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ProviderEvent read(String eventId, JsonNode event) {
        JsonNode payload = event.path("payload");
        JsonNode link = payload.path("payment_link").path("entity");
        ProviderEvent.Kind kind = switch (ProviderApi.text(event, "event")) {
            case "payment_link.paid" -> ProviderEvent.Kind.SUCCEEDED;
            case "payment_link.partially_paid" -> ProviderEvent.Kind.PENDING;
            case "payment_link.expired", "payment_link.cancelled" -> ProviderEvent.Kind.FAILED;
            default -> throw new IllegalArgumentException("an event that is not asked for");
        };
        JsonNode payment = payload.path("payment").path("entity");
        // A link that nobody paid has no payment; its own amount says what it was for.
        JsonNode source = payment.isObject() ? payment : link;
        return new ProviderEvent(
                eventId,
                kind,
                UUID.fromString(ProviderApi.text(link, "reference_id")),
                ProviderApi.text(source, "id"),
                new Money(ProviderApi.number(source, "amount"), Asset.valueOf(ProviderApi.text(source, "currency"))));
    }
}
