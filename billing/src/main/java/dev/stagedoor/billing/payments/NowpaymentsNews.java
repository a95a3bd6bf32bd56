package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What NOWPayments says of a payment: signed by HMAC-SHA-512 over the body with its members sorted ({@link SortedJson}), or listed for
 * an invoice. A price is what the invoice asked for, not what came: so what was paid in part, less than was asked for, or once
 * more to an address that had its payment (it has a parent) is told as nothing paid, which fits no order and is left to people.
 */
final class NowpaymentsNews {
    private static final WebhookReading NOT_FOR_US = new WebhookReading.NotForUs();

    private final String secret;

    NowpaymentsNews(String secret) {
        this.secret = secret;
    }

    WebhookReading read(Map<String, String> headers, byte[] body) {
        String given = headers.get("x-nowpayments-sig");
        if (given == null) {
            return new WebhookReading.Forged();
        }
        try {
            String sorted = SortedJson.of(new String(body, StandardCharsets.UTF_8));
            if (!Signatures.equal(Signatures.hmacSha512(secret, sorted.getBytes(StandardCharsets.UTF_8)), given)) {
                return new WebhookReading.Forged();
            }
            return read(ProviderApi.json(body));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new WebhookReading.Forged();
        }
    }

    private static WebhookReading read(JsonNode payment) {
        UUID orderId = ProviderApi.uuid(payment.path("order_id").asText());
        String status = payment.path("payment_status").asText();
        ProviderEvent.@Nullable Kind kind = switch (status) {
            case "waiting", "confirming", "confirmed", "sending" -> ProviderEvent.Kind.PENDING;
            case "finished", "partially_paid" -> ProviderEvent.Kind.SUCCEEDED;
            case "failed", "expired" -> ProviderEvent.Kind.FAILED;
            case "refunded" -> ProviderEvent.Kind.REFUNDED;
            default -> null;
        };
        if (orderId == null || kind == null) {
            return NOT_FOR_US;
        }
        String paymentId = id(payment, "payment_id");
        return new WebhookReading.Said(
                new ProviderEvent(paymentId + "-" + status, kind, orderId, paymentId, amount(payment)));
    }

    /** The payments of an invoice: one that is finished, else one that people must see, else whether one is under way. */
    static OrderStanding standing(JsonNode list) {
        JsonNode payments = list.path("data");
        if (!payments.isArray()) {
            return new OrderStanding.Unclear("a list without payments");
        }
        OrderStanding standing = new OrderStanding.Waits();
        for (JsonNode payment : payments) {
            if (read(payment) instanceof WebhookReading.Said(ProviderEvent event)) {
                UUID orderId = event.orderId();
                boolean counts = event.kind() == ProviderEvent.Kind.SUCCEEDED
                        || (event.kind() == ProviderEvent.Kind.PENDING && standing instanceof OrderStanding.Waits);
                if (counts && orderId != null && !isWhole(standing)) {
                    standing = OrderStanding.Said.of(
                            event.kind(), orderId, event.paymentId(), event.amount(), payment.toString());
                }
            }
        }
        return standing;
    }

    private static boolean isWhole(OrderStanding standing) {
        return standing instanceof OrderStanding.Said(ProviderEvent event, String _)
                && event.kind() == ProviderEvent.Kind.SUCCEEDED
                && event.amount().amountMinor() > 0;
    }

    private static Money amount(JsonNode payment) {
        Asset asset = Asset.valueOf(ProviderApi.text(payment, "price_currency").toUpperCase(Locale.ROOT));
        long priceMinor =
                decimal(payment, "price_amount").movePointRight(asset.scale()).longValueExact();
        return new Money(isPaidWhole(payment) ? priceMinor : 0, asset);
    }

    private static boolean isPaidWhole(JsonNode payment) {
        return switch (payment.path("payment_status").asText()) {
            case "finished" ->
                payment.path("parent_payment_id").asText("null").equals("null")
                        && decimal(payment, "actually_paid").compareTo(decimal(payment, "pay_amount")) >= 0;
            case "partially_paid" -> false;
            default -> true;
        };
    }

    private static BigDecimal decimal(JsonNode payment, String name) {
        JsonNode value = payment.path(name);
        if (!value.isNumber() && !value.isTextual()) {
            throw new IllegalArgumentException("no number " + name);
        }
        try {
            return new BigDecimal(value.asText());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no number " + name, e);
        }
    }

    /** A name that is a number in some answers and a text in others; throws {@link IllegalArgumentException} for anything else. */
    static String id(JsonNode node, String name) {
        String id = node.path(name).asText();
        if (!id.matches("[0-9A-Za-z-]{1,60}")) {
            throw new IllegalArgumentException("no name " + name);
        }
        return id;
    }
}
