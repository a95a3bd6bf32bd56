package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Our side of the sandbox: nothing in it is easier than with a real provider. */
final class SandboxProvider implements PaymentProvider {
    static final String NAME = "sandbox";
    /** How payments begin whose card is declined when it is charged again. */
    static final String ONCE = "pay_once_";

    /** How payments begin that are made by one card, whoever makes them; with the other cards nobody says which it was. */
    static final String SHARED = "pay_shared_";

    static final String SIGNATURE_HEADER = "sandbox-signature";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE_PREFIX = "payment.";

    private final PaymentStore store;
    private final byte[] secret;
    private final InstantSource clock;

    SandboxProvider(PaymentStore store, InstantSource clock) {
        this.store = store;
        this.secret = store.secret(NAME);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        return new CheckoutOutcome.Ready("/sandbox-pay/" + order.orderId(), "");
    }

    @Override
    public Duration payableFor() {
        return Duration.ofDays(1);
    }

    @Override
    public OrderStanding fetch(NewOrder order, String providerRef) {
        PaymentStore.SandboxPayment paid = store.sandboxPayment(order.orderId());
        if (paid == null) {
            return new OrderStanding.Waits();
        }
        ProviderEvent.Kind kind = ProviderEvent.Kind.SUCCEEDED;
        OrderStanding.Said said = OrderStanding.Said.of(kind, order.orderId(), paid.paymentId(), paid.amount(), "");
        ProviderEvent event = said.event().chargeableBy(paid.paymentId()).paidBy(card(paid.paymentId()));
        return new OrderStanding.Said(event, write(said.event()));
    }

    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        String signature = headers.get(SIGNATURE_HEADER);
        long now = clock.instant().getEpochSecond();
        if (signature == null || !WebhookSignature.verify(secret, signature, body, now)) {
            return new WebhookReading.Forged();
        }
        try {
            return new WebhookReading.Said(read(JSON.readTree(body)));
        } catch (IOException | IllegalArgumentException e) {
            return new WebhookReading.Forged();
        }
    }

    String sign(byte[] body, long unixSeconds) {
        return WebhookSignature.sign(secret, unixSeconds, body);
    }

    static String write(ProviderEvent event) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", event.eventId());
        node.put("type", TYPE_PREFIX + event.kind().name().toLowerCase(java.util.Locale.ROOT));
        node.put("order", String.valueOf(event.orderId()));
        node.put("payment", event.paymentId());
        node.put("amountMinor", event.amount().amountMinor());
        node.put("currency", event.amount().asset().name());
        ProviderEvent.Dispute dispute = event.dispute();
        if (dispute != null) {
            node.put("dispute", dispute.reference());
            node.put("feeMinor", dispute.feeMinor());
            node.put("underReview", dispute.underReview());
            Instant respondBy = dispute.respondBy();
            if (respondBy != null) {
                node.put("respondBy", respondBy.getEpochSecond());
            }
        }
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written: " + event, e);
        }
    }

    private static ProviderEvent read(JsonNode node) {
        String type = text(node, "type");
        if (!type.startsWith(TYPE_PREFIX)) {
            throw new IllegalArgumentException("type " + type);
        }
        JsonNode amount = node.path("amountMinor");
        if (!amount.canConvertToLong() || !amount.isIntegralNumber()) {
            throw new IllegalArgumentException("amountMinor " + amount);
        }
        String paymentId = text(node, "payment");
        return new ProviderEvent(
                text(node, "id"),
                ProviderEvent.Kind.valueOf(type.substring(TYPE_PREFIX.length()).toUpperCase(java.util.Locale.ROOT)),
                UUID.fromString(text(node, "order")),
                paymentId,
                new Money(amount.longValue(), Asset.valueOf(text(node, "currency"))),
                dispute(node),
                paymentId,
                card(paymentId));
    }

    private static @Nullable String card(String paymentId) {
        return paymentId.startsWith(SHARED) ? SHARED : null;
    }

    private static ProviderEvent.@Nullable Dispute dispute(JsonNode node) {
        JsonNode fee = node.path("feeMinor");
        if (!node.has("dispute")) {
            return null;
        }
        if (!fee.canConvertToLong() || !fee.isIntegralNumber()) {
            throw new IllegalArgumentException("feeMinor " + fee);
        }
        return new ProviderEvent.Dispute(
                text(node, "dispute"),
                fee.longValue(),
                ProviderApi.moment(node.path("respondBy")),
                node.path("underReview").asBoolean());
    }

    /** Its own money; there is nothing to be done. */
    @Override
    public RefundOutcome refund(UUID refundId, String paymentId, Money amount) {
        return new RefundOutcome.Done();
    }

    @Override
    public boolean takesAnswers() {
        return true;
    }

    /** The buttons of its page play the bank. */
    @Override
    public AnswerOutcome answer(DisputeAnswer answer) {
        return new AnswerOutcome.Taken();
    }

    @Override
    public Recharge recharge() {
        return Recharge.ANY_PAYMENT;
    }

    /** Everything follows from the order's id, as from the idempotency key of a real provider. */
    @Override
    public ChargeOutcome chargeAgain(NewOrder order, String methodRef) {
        ProviderEvent.Kind kind = methodRef.startsWith(ONCE) ? ProviderEvent.Kind.FAILED : ProviderEvent.Kind.SUCCEEDED;
        ProviderEvent event = new ProviderEvent(
                "evt_again_" + order.orderId(),
                kind,
                order.orderId(),
                "pay_again_" + order.orderId(),
                new Money(order.sale().priceMinor(), order.sale().asset()));
        return new ChargeOutcome.Answered(event, write(event));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > 200) {
            throw new IllegalArgumentException(name + " " + value);
        }
        return value.textValue();
    }
}
