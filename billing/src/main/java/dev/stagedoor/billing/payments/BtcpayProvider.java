package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * BTCPay Server (Greenfield API). An order becomes an invoice whose metadata names the order and repeats its price; coins are
 * credited on {@code InvoiceSettled} only, because a payment that was seen can still be undone. A redelivery carries the id
 * of the delivery that it repeats. Webhooks hold no amount: what an invoice asks for is what its settling means, so its price is
 * taken from the metadata, which comes back signed.
 */
final class BtcpayProvider implements PaymentProvider {
    static final String NAME = "btcpay";

    private static final String SIGNATURE_PREFIX = "sha256=";

    private final ProviderTerms.Btcpay terms;
    private final ProviderApi api;

    BtcpayProvider(ProviderTerms.Btcpay terms, ProviderHttp http) {
        this.terms = terms;
        this.api = new ProviderApi(http);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        Asset asset = order.sale().asset();
        Map<String, Object> invoice = Map.of(
                "amount",
                BigDecimal.valueOf(order.sale().priceMinor(), asset.scale()).toPlainString(),
                "currency",
                asset.name(),
                "metadata",
                Map.of(
                        "orderId",
                        order.orderId().toString(),
                        "priceMinor",
                        order.sale().priceMinor(),
                        "priceCurrency",
                        asset.name()),
                "checkout",
                Map.of("redirectURL", terms.returnUrl(), "redirectAutomatically", true));
        return api.checkout(
                URI.create(terms.apiUrl() + "/api/v1/stores/" + terms.storeId() + "/invoices"),
                Map.of("Authorization", "token " + terms.apiKey(), "Content-Type", "application/json"),
                ProviderApi.write(invoice),
                answer -> new CheckoutOutcome.Ready(
                        ProviderApi.text(answer, "checkoutLink"), ProviderApi.text(answer, "id")));
    }

    /** How long an invoice waits is the store's to say, and a month is long for any. */
    @Override
    public Duration payableFor() {
        return Duration.ofDays(30);
    }

    @Override
    public OrderStanding fetch(NewOrder order, String providerRef) {
        URI uri = URI.create(terms.apiUrl() + "/api/v1/stores/" + terms.storeId() + "/invoices/" + providerRef);
        Map<String, String> headers = Map.of("Authorization", "token " + terms.apiKey());
        return ProviderApi.standing(uri, api.ask("GET", uri, headers, ""), BtcpayProvider::standing);
    }

    /** An invoice that was asked for. Here its price is its own, not what we had noted in it. */
    private static OrderStanding standing(JsonNode invoice) {
        ProviderEvent.Kind kind;
        switch (ProviderApi.text(invoice, "status")) {
            case "New" -> {
                return new OrderStanding.Waits();
            }
            case "Settled" -> kind = ProviderEvent.Kind.SUCCEEDED;
            case "Expired", "Invalid" -> kind = ProviderEvent.Kind.FAILED;
            default -> kind = ProviderEvent.Kind.PENDING;
        }
        UUID orderId = ProviderApi.uuid(ProviderApi.text(invoice.path("metadata"), "orderId"));
        if (orderId == null) {
            return new OrderStanding.Unclear("an invoice of nobody's order");
        }
        Asset asset = Asset.valueOf(ProviderApi.text(invoice, "currency"));
        Money price = new Money(
                new BigDecimal(invoice.path("amount").asText())
                        .movePointRight(asset.scale())
                        .longValueExact(),
                asset);
        return OrderStanding.Said.of(kind, orderId, ProviderApi.text(invoice, "id"), price, invoice.toString());
    }

    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        String signature = headers.get("btcpay-sig");
        if (signature == null
                || !signature.startsWith(SIGNATURE_PREFIX)
                || !Signatures.equal(
                        Signatures.hmacSha256(terms.webhookSecret(), body),
                        signature.substring(SIGNATURE_PREFIX.length()))) {
            return new WebhookReading.Forged();
        }
        try {
            return read(ProviderApi.json(body));
        } catch (IllegalArgumentException e) {
            return new WebhookReading.Forged();
        }
    }

    private WebhookReading read(JsonNode event) {
        if (!ProviderApi.text(event, "storeId").equals(terms.storeId())) {
            return new WebhookReading.Forged();
        }
        ProviderEvent.@Nullable Kind kind = switch (ProviderApi.text(event, "type")) {
            case "InvoiceSettled" -> ProviderEvent.Kind.SUCCEEDED;
            case "InvoiceCreated", "InvoiceReceivedPayment", "InvoiceProcessing" -> ProviderEvent.Kind.PENDING;
            case "InvoiceExpired", "InvoiceInvalid" -> ProviderEvent.Kind.FAILED;
            default -> null;
        };
        if (kind == null) {
            return new WebhookReading.NotForUs();
        }
        JsonNode metadata = event.path("metadata");
        String delivery = event.path("isRedelivery").asBoolean() ? "originalDeliveryId" : "deliveryId";
        return new WebhookReading.Said(new ProviderEvent(
                ProviderApi.text(event, delivery),
                kind,
                UUID.fromString(ProviderApi.text(metadata, "orderId")),
                ProviderApi.text(event, "invoiceId"),
                new Money(
                        ProviderApi.number(metadata, "priceMinor"),
                        Asset.valueOf(ProviderApi.text(metadata, "priceCurrency")))));
    }
}
