package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Razorpay's webhooks: signed over the raw body, told apart by {@code x-razorpay-event-id}, sent more than once and in any
 * order, and of everything that happens in the account. What is about a payment link, or about an order with our note, names
 * our order; refunds and disputes name the payment only.
 */
final class RazorpayWebhooks {
    private static final WebhookReading NOT_FOR_US = new WebhookReading.NotForUs();

    private final String secret;

    /** @param secret of the webhook, another than that of the API's key */
    RazorpayWebhooks(String secret) {
        this.secret = secret;
    }

    WebhookReading read(Map<String, String> headers, byte[] body) {
        String eventId = headers.get("x-razorpay-event-id");
        if (eventId == null || eventId.isEmpty() || !isGenuine(headers, body)) {
            return new WebhookReading.Forged();
        }
        try {
            return read(eventId, ProviderApi.json(body));
        } catch (IllegalArgumentException e) {
            return new WebhookReading.Forged();
        }
    }

    /** Whether {@code X-Razorpay-Signature} is the HMAC-SHA-256 of the body under the secret. */
    private boolean isGenuine(Map<String, String> headers, byte[] body) {
        String signature = headers.get("x-razorpay-signature");
        return signature != null && Signatures.equal(Signatures.hmacSha256(secret, body), signature);
    }

    private static WebhookReading read(String eventId, JsonNode event) {
        JsonNode payload = event.path("payload");
        return switch (ProviderApi.text(event, "event")) {
            case "payment_link.paid" -> link(eventId, ProviderEvent.Kind.SUCCEEDED, payload);
            case "payment_link.partially_paid" -> link(eventId, ProviderEvent.Kind.PENDING, payload);
            case "payment_link.expired", "payment_link.cancelled" -> link(eventId, ProviderEvent.Kind.FAILED, payload);
            case "order.paid" ->
                payment(eventId, ProviderEvent.Kind.SUCCEEDED, noted(entity(payload, "order")), payload);
            case "payment.captured" ->
                payment(eventId, ProviderEvent.Kind.SUCCEEDED, noted(entity(payload, "payment")), payload);
            case "payment.failed" ->
                payment(eventId, ProviderEvent.Kind.FAILED, noted(entity(payload, "payment")), payload);
            case "refund.processed" -> refund(eventId, ProviderEvent.Kind.REFUNDED, payload);
            case "refund.failed" -> refund(eventId, ProviderEvent.Kind.REFUND_FAILED, payload);
            case "payment.dispute.created", "payment.dispute.under_review", "payment.dispute.action_required" ->
                dispute(eventId, ProviderEvent.Kind.CHARGEBACK_OPENED, payload);
            case "payment.dispute.won" -> dispute(eventId, ProviderEvent.Kind.CHARGEBACK_WON, payload);
            case "payment.dispute.lost" -> dispute(eventId, ProviderEvent.Kind.CHARGEBACK_LOST, payload);
            case "payment.dispute.closed" -> dispute(eventId, closed(entity(payload, "dispute")), payload);
            default -> NOT_FOR_US;
        };
    }

    private static WebhookReading link(String eventId, ProviderEvent.Kind kind, JsonNode payload) {
        JsonNode link = entity(payload, "payment_link");
        UUID orderId = ProviderApi.uuid(link.path("reference_id").asText());
        if (orderId == null) {
            return NOT_FOR_US;
        }
        // A link that nobody paid has no payment; its own amount says what it was for.
        JsonNode payment = entity(payload, "payment");
        boolean unpaid = kind != ProviderEvent.Kind.SUCCEEDED && !payment.isObject();
        return said(eventId, kind, orderId, unpaid ? link : payment);
    }

    /** A payment link that was asked for; of its payments the one that was captured is what paid it. */
    static OrderStanding standing(JsonNode link) {
        UUID orderId = ProviderApi.uuid(ProviderApi.text(link, "reference_id"));
        if (orderId == null) {
            return new OrderStanding.Unclear("a link of nobody's order");
        }
        return switch (ProviderApi.text(link, "status")) {
            case "created" -> new OrderStanding.Waits();
            case "paid" -> paid(link, orderId);
            case "expired", "cancelled" -> said(ProviderEvent.Kind.FAILED, link, orderId);
            default -> said(ProviderEvent.Kind.PENDING, link, orderId);
        };
    }

    private static OrderStanding paid(JsonNode link, UUID orderId) {
        Asset asset = Asset.valueOf(ProviderApi.text(link, "currency"));
        JsonNode payments = link.path("payments");
        for (JsonNode payment : payments.isArray() ? payments : List.of(payments)) {
            if (payment.path("status").asText().equals("captured")) {
                return OrderStanding.Said.of(
                        ProviderEvent.Kind.SUCCEEDED,
                        orderId,
                        ProviderApi.text(payment, "payment_id"),
                        new Money(ProviderApi.number(payment, "amount"), asset),
                        link.toString());
            }
        }
        return new OrderStanding.Unclear("a link that was paid, without the payment");
    }

    private static OrderStanding said(ProviderEvent.Kind kind, JsonNode link, UUID orderId) {
        return OrderStanding.Said.of(kind, orderId, ProviderApi.text(link, "id"), amount(link), link.toString());
    }

    private static WebhookReading payment(
            String eventId, ProviderEvent.Kind kind, @Nullable UUID orderId, JsonNode payload) {
        return orderId == null ? NOT_FOR_US : said(eventId, kind, orderId, entity(payload, "payment"));
    }

    private static WebhookReading refund(String eventId, ProviderEvent.Kind kind, JsonNode payload) {
        // Payments that were never captured are given back by themselves; nobody was credited for those.
        boolean captured = entity(payload, "payment").path("captured").asBoolean(true);
        JsonNode refund = entity(payload, "refund");
        return captured
                ? new WebhookReading.Said(
                        new ProviderEvent(eventId, kind, null, ProviderApi.text(refund, "payment_id"), amount(refund)))
                : NOT_FOR_US;
    }

    private static WebhookReading dispute(String eventId, ProviderEvent.Kind kind, JsonNode payload) {
        JsonNode dispute = entity(payload, "dispute");
        // The bank only asks; nothing is taken back unless it becomes a chargeback.
        boolean asks = switch (dispute.path("phase").asText()) {
            case "fraud", "retrieval" -> true;
            default -> false;
        };
        return asks
                ? NOT_FOR_US
                : new WebhookReading.Said(new ProviderEvent(
                        eventId,
                        kind,
                        null,
                        ProviderApi.text(dispute, "payment_id"),
                        amount(dispute),
                        new ProviderEvent.Dispute(
                                ProviderApi.text(dispute, "id"),
                                0,
                                ProviderApi.moment(dispute.path("respond_by")),
                                dispute.path("status").asText().equals("under_review"))));
    }

    /** Closed without a word on who has won: what was taken for it says so. */
    private static ProviderEvent.Kind closed(JsonNode dispute) {
        return ProviderApi.number(dispute, "amount_deducted") > 0
                ? ProviderEvent.Kind.CHARGEBACK_LOST
                : ProviderEvent.Kind.CHARGEBACK_WON;
    }

    private static WebhookReading said(String eventId, ProviderEvent.Kind kind, UUID orderId, JsonNode source) {
        ProviderEvent said = new ProviderEvent(eventId, kind, orderId, ProviderApi.text(source, "id"), amount(source));
        // Of a payment by UPI, the payer's address; of a card nothing that is the same the next time.
        String address = source.path("vpa").asText("");
        return new WebhookReading.Said(
                address.isBlank() ? said : said.paidBy("upi " + address.toLowerCase(Locale.ROOT)));
    }

    private static Money amount(JsonNode source) {
        return new Money(ProviderApi.number(source, "amount"), Asset.valueOf(ProviderApi.text(source, "currency")));
    }

    private static JsonNode entity(JsonNode payload, String name) {
        return payload.path(name).path("entity");
    }

    /** The order in our note, null if there is none: notes without any are an array. */
    private static @Nullable UUID noted(JsonNode entity) {
        return ProviderApi.uuid(
                entity.path("notes").path(RazorpayProvider.ORDER_NOTE).asText());
    }
}
