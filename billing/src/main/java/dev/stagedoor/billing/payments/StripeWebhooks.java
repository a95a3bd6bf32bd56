package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's webhooks: signed over time and body ({@link WebhookSignature}), of everything that happens in the account. What is
 * about a Checkout Session names our order; refunds and disputes name the payment intent only.
 */
final class StripeWebhooks {
    private static final WebhookReading NOT_FOR_US = new WebhookReading.NotForUs();

    private final byte[] secret;
    private final InstantSource clock;

    StripeWebhooks(String secret, InstantSource clock) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    WebhookReading read(Map<String, String> headers, byte[] body) {
        String signature = headers.get("stripe-signature");
        if (signature == null
                || !WebhookSignature.verify(
                        secret, signature, body, clock.instant().getEpochSecond())) {
            return new WebhookReading.Forged();
        }
        try {
            JsonNode event = ProviderApi.json(body);
            return read(
                    ProviderApi.text(event, "id"),
                    ProviderApi.text(event, "type"),
                    event.path("data").path("object"));
        } catch (IllegalArgumentException e) {
            return new WebhookReading.Forged();
        }
    }

    private static WebhookReading read(String eventId, String type, JsonNode object) {
        return switch (type) {
            case "checkout.session.completed" ->
                // Slow methods complete the session before the money is there.
                session(
                        eventId,
                        object.path("payment_status").asText().equals("paid")
                                ? ProviderEvent.Kind.SUCCEEDED
                                : ProviderEvent.Kind.PENDING,
                        object);
            case "checkout.session.async_payment_succeeded" -> session(eventId, ProviderEvent.Kind.SUCCEEDED, object);
            case "checkout.session.async_payment_failed", "checkout.session.expired" ->
                session(eventId, ProviderEvent.Kind.FAILED, object);
            case "payment_intent.succeeded" -> intent(eventId, ProviderEvent.Kind.SUCCEEDED, object);
            case "payment_intent.processing" -> intent(eventId, ProviderEvent.Kind.PENDING, object);
            case "payment_intent.payment_failed", "payment_intent.canceled" ->
                intent(eventId, ProviderEvent.Kind.FAILED, object);
            case "charge.refunded" -> said(eventId, ProviderEvent.Kind.REFUNDED, object, "amount_refunded");
            case "refund.failed" -> said(eventId, ProviderEvent.Kind.REFUND_FAILED, object, "amount");
            case "refund.updated", "charge.refund.updated" -> refund(eventId, object);
            case "charge.dispute.created" ->
                // The bank only asks; nothing is taken back unless it becomes a chargeback.
                isInquiry(object) ? NOT_FOR_US : dispute(eventId, ProviderEvent.Kind.CHARGEBACK_OPENED, object);
            case "charge.dispute.funds_withdrawn" -> dispute(eventId, ProviderEvent.Kind.CHARGEBACK_OPENED, object);
            case "charge.dispute.updated" -> updated(eventId, object);
            case "charge.dispute.closed", "charge.dispute.funds_reinstated" -> closed(eventId, object);
            default -> NOT_FOR_US;
        };
    }

    private static WebhookReading session(String eventId, ProviderEvent.Kind kind, JsonNode session) {
        UUID orderId = ProviderApi.uuid(session.path("client_reference_id").asText());
        if (orderId == null) {
            return NOT_FOR_US;
        }
        String sessionId = ProviderApi.text(session, "id");
        JsonNode payment = session.path("payment_intent");
        String paymentId = payment.isTextual() ? payment.textValue() : sessionId;
        ProviderEvent said = new ProviderEvent(eventId, kind, orderId, paymentId, money(session, "amount_total"));
        return new WebhookReading.Said(said.chargeableBy(payment.isTextual() ? kept(session, paymentId) : null));
    }

    /** By what the session's payer can be charged again: its intent, if the buyer has agreed to that. */
    private static @Nullable String kept(JsonNode session, String intentId) {
        return session.path("metadata").path(StripeProvider.KEEP_NOTE).asText().equals("yes") ? intentId : null;
    }

    private static WebhookReading intent(String eventId, ProviderEvent.Kind kind, JsonNode intent) {
        ProviderEvent said = StripeIntents.event(eventId, kind, intent);
        return said == null ? NOT_FOR_US : new WebhookReading.Said(said);
    }

    /**
     * A Checkout Session that was asked for, its payment intent with it. Only a session that is complete or expired is over: the
     * payment of a complete one may still be under way, or have failed days later.
     */
    static OrderStanding standing(JsonNode session) {
        JsonNode intent = session.path("payment_intent");
        ProviderEvent.Kind kind;
        if (session.path("payment_status").asText().equals("paid")) {
            kind = ProviderEvent.Kind.SUCCEEDED;
        } else {
            switch (ProviderApi.text(session, "status")) {
                case "open" -> {
                    return new OrderStanding.Waits();
                }
                case "expired" -> kind = ProviderEvent.Kind.FAILED;
                default ->
                    kind = switch (intent.path("status").asText()) {
                        case "requires_payment_method", "canceled" -> ProviderEvent.Kind.FAILED;
                        default -> ProviderEvent.Kind.PENDING;
                    };
            }
        }
        UUID orderId = ProviderApi.uuid(ProviderApi.text(session, "client_reference_id"));
        if (orderId == null) {
            return new OrderStanding.Unclear("a session of nobody's order");
        }
        String paymentId = intent.isObject() ? ProviderApi.text(intent, "id") : ProviderApi.text(session, "id");
        OrderStanding.Said said =
                OrderStanding.Said.of(kind, orderId, paymentId, money(session, "amount_total"), session.toString());
        String kept = intent.isObject() ? kept(session, paymentId) : null;
        return new OrderStanding.Said(said.event().chargeableBy(kept), said.raw());
    }

    /** What became of a refund. One that failed has news of its own; what was not ours came with the charge. */
    private static WebhookReading refund(String eventId, JsonNode refund) {
        boolean ours = refund.path("metadata").has(StripeProvider.REFUND_NOTE);
        return switch (refund.path("status").asText()) {
            case "canceled" -> said(eventId, ProviderEvent.Kind.REFUND_FAILED, refund, "amount");
            case "succeeded" -> ours ? said(eventId, ProviderEvent.Kind.REFUNDED, refund, "amount") : NOT_FOR_US;
            default -> NOT_FOR_US;
        };
    }

    private static WebhookReading updated(String eventId, JsonNode dispute) {
        return switch (dispute.path("status").asText()) {
            case "needs_response", "under_review" -> dispute(eventId, ProviderEvent.Kind.CHARGEBACK_OPENED, dispute);
            default -> NOT_FOR_US;
        };
    }

    private static WebhookReading closed(String eventId, JsonNode dispute) {
        return switch (dispute.path("status").asText()) {
            case "won" -> dispute(eventId, ProviderEvent.Kind.CHARGEBACK_WON, dispute);
            case "lost" -> dispute(eventId, ProviderEvent.Kind.CHARGEBACK_LOST, dispute);
            default -> NOT_FOR_US;
        };
    }

    private static boolean isInquiry(JsonNode dispute) {
        return dispute.path("status").asText().startsWith("warning_");
    }

    private static WebhookReading dispute(String eventId, ProviderEvent.Kind kind, JsonNode dispute) {
        if (!mayBeOurs(dispute)) {
            return NOT_FOR_US;
        }
        return new WebhookReading.Said(new ProviderEvent(
                eventId,
                kind,
                null,
                ProviderApi.text(dispute, "payment_intent"),
                money(dispute, "amount"),
                new ProviderEvent.Dispute(
                        ProviderApi.text(dispute, "id"),
                        feeMinor(dispute, 1),
                        Math.min(feeMinor(dispute, 1), feeMinor(dispute, -1)),
                        ProviderApi.moment(dispute.path("evidence_details").path("due_by")),
                        dispute.path("status").asText().equals("under_review"))));
    }

    /**
     * What Stripe has taken for the case so far, as far as it is in the currency of the payment.
     *
     * @param sign 1 for what it took, -1 for what it gave back of that, which is a fee below zero
     */
    private static long feeMinor(JsonNode dispute, int sign) {
        long feeMinor = 0;
        for (JsonNode booked : dispute.path("balance_transactions")) {
            if (booked.path("currency").asText().equals(dispute.path("currency").asText())) {
                long minor = Math.multiplyExact(booked.path("fee").asLong(), sign);
                feeMinor = Math.addExact(feeMinor, Math.max(minor, 0));
            }
        }
        return feeMinor;
    }

    /** What was not paid by an intent, or in a currency that we never ask for, is not from a Checkout Session of ours. */
    private static boolean mayBeOurs(JsonNode object) {
        return object.path("payment_intent").isTextual()
                && Arrays.stream(Asset.values())
                        .anyMatch(asset -> asset.name()
                                .toLowerCase(Locale.ROOT)
                                .equals(object.path("currency").asText()));
    }

    private static WebhookReading said(String eventId, ProviderEvent.Kind kind, JsonNode object, String amount) {
        return mayBeOurs(object)
                ? new WebhookReading.Said(new ProviderEvent(
                        eventId, kind, null, ProviderApi.text(object, "payment_intent"), money(object, amount)))
                : NOT_FOR_US;
    }

    private static Money money(JsonNode object, String amount) {
        return new Money(
                ProviderApi.number(object, amount),
                Asset.valueOf(ProviderApi.text(object, "currency").toUpperCase(Locale.ROOT)));
    }
}
