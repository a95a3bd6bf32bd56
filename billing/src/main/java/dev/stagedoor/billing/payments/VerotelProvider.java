package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verotel FlexPay. An order becomes a signed address of its order page, without a request of ours; its reference is our order, which
 * Verotel takes once. What became of it comes as a postback, a GET whose query is signed and is the body here; it wants the answer
 * {@code OK}, and without it Verotel gives the buyer the money back. A sale is called by its number from then on, also when it is credited or charged back.
 */
final class VerotelProvider implements PaymentProvider {
    static final String NAME = "verotel";

    /** What of a postback is kept: neither the card nor the buyer. */
    private static final Set<String> KEPT = Set.of(
            "type",
            "event",
            "shopID",
            "saleID",
            "transactionID",
            "parentID",
            "referenceID",
            "priceAmount",
            "priceCurrency",
            "amount",
            "currency",
            "paymentMethod");

    private final ProviderTerms.Verotel terms;
    private final ProviderHttp http;
    private final VerotelSignature signature;

    VerotelProvider(ProviderTerms.Verotel terms, ProviderHttp http) {
        this.terms = terms;
        this.http = http;
        this.signature =
                new VerotelSignature(terms.signatureKey(), terms.version().startsWith("3") ? "SHA-1" : "SHA-256");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        Asset asset = order.sale().asset();
        if (asset != Asset.USD) {
            return new CheckoutOutcome.Unavailable("Verotel does not sell for " + asset);
        }
        Map<String, String> fields = new HashMap<>();
        fields.put("type", "purchase");
        fields.put("priceAmount", decimal(order.sale().priceMinor(), asset));
        fields.put("priceCurrency", asset.name());
        fields.put("description", order.packageId());
        fields.put("referenceID", order.orderId().toString());
        fields.put(terms.version().startsWith("3") ? "backURL" : "successURL", terms.returnUrl());
        fields.put("declineURL", terms.returnUrl());
        return new CheckoutOutcome.Ready(signed("/startorder", fields).toString(), "");
    }

    private URI signed(String path, Map<String, String> fields) {
        fields.put("version", terms.version());
        fields.put("shopID", terms.shopId());
        SequencedMap<String, String> query = new LinkedHashMap<>(new TreeMap<>(fields));
        query.put(VerotelSignature.NAME, signature.of(fields));
        return URI.create(terms.url() + path + "?" + ProviderApi.form(query));
    }

    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        try {
            Map<String, String> said = FormFields.once(new String(body, StandardCharsets.UTF_8));
            return signature.isGenuine(said) && terms.shopId().equals(said.get("shopID"))
                    ? read(said)
                    : new WebhookReading.Forged();
        } catch (IllegalArgumentException e) {
            return new WebhookReading.Forged();
        }
    }

    private static WebhookReading read(Map<String, String> said) {
        if (!said.getOrDefault("type", "purchase").equals("purchase")) {
            return new WebhookReading.NotForUs();
        }
        // A purchase that was paid has no event.
        return switch (said.getOrDefault("event", "")) {
            case "", "initial", "purchase" -> sale(said);
            case "credit" -> said(ProviderEvent.Kind.REFUNDED, said, given(said), null);
            case "chargeback" ->
                said(
                        ProviderEvent.Kind.CHARGEBACK_OPENED,
                        said,
                        given(said),
                        new ProviderEvent.Dispute(FormFields.need(said, "saleID"), 0));
            // Of subscriptions, which we sell none of here.
            default -> new WebhookReading.NotForUs();
        };
    }

    private static WebhookReading sale(Map<String, String> said) {
        return ProviderApi.uuid(said.getOrDefault("referenceID", "")) == null
                ? new WebhookReading.NotForUs()
                : said(ProviderEvent.Kind.SUCCEEDED, said, price(said), null);
    }

    private static WebhookReading said(
            ProviderEvent.Kind kind, Map<String, String> said, Money amount, ProviderEvent.@Nullable Dispute dispute) {
        String saleId = FormFields.need(said, "saleID");
        String transaction = said.getOrDefault("transactionID", "");
        UUID orderId = ProviderApi.uuid(said.getOrDefault("referenceID", ""));
        return new WebhookReading.Said(new ProviderEvent(
                "%s-%s-%s".formatted(kind, saleId, transaction), kind, orderId, saleId, amount, dispute));
    }

    private static Money price(Map<String, String> said) {
        return money(FormFields.need(said, "priceAmount"), FormFields.need(said, "priceCurrency"));
    }

    /** What was given back; where no amount of its own is named, all of it. */
    private static Money given(Map<String, String> said) {
        return said.containsKey("amount")
                ? money(FormFields.need(said, "amount"), FormFields.need(said, "currency"))
                : price(said);
    }

    private static Money money(String amount, String currency) {
        Asset asset = Asset.valueOf(currency);
        try {
            return new Money(
                    new BigDecimal(amount).movePointRight(asset.scale()).longValueExact(), asset);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not an amount of " + asset, e);
        }
    }

    private static String decimal(long minor, Asset asset) {
        return BigDecimal.valueOf(minor, asset.scale()).toPlainString();
    }

    @Override
    public byte[] keepable(byte[] body) {
        Map<String, String> said = FormFields.of(new String(body, StandardCharsets.UTF_8));
        SequencedMap<String, String> kept = new LinkedHashMap<>(new TreeMap<>(said));
        kept.keySet().retainAll(KEPT);
        return ProviderApi.form(kept).getBytes(StandardCharsets.UTF_8);
    }

    /** Cards are answered at once, and debits within days. */
    @Override
    public Duration payableFor() {
        return Duration.ofDays(14);
    }

    @Override
    public OrderStanding fetch(NewOrder order, String providerRef) {
        Map<String, String> fields = new HashMap<>();
        fields.put("referenceID", order.orderId().toString());
        URI uri = signed("/salestatus", fields);
        try {
            ProviderHttp.Answer answer = http.send(new ProviderHttp.Call("GET", uri, Map.of(), ""));
            return answer.isSuccess()
                    ? standing(answer.body())
                    : new OrderStanding.Unclear(uri.getHost() + " answered " + answer.status());
        } catch (IOException e) {
            return new OrderStanding.Unclear(uri.getHost() + ": " + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            return new OrderStanding.Unclear(uri.getHost() + " answered in another shape");
        }
    }

    /** Lines of {@code name: value}. A reference that was declined may still be paid by another try. */
    private static OrderStanding standing(String body) {
        Map<String, String> said = FormFields.lines(body);
        return switch (FormFields.need(said, "response")) {
            case "FOUND" ->
                switch (said.getOrDefault("saleResult", "")) {
                    case "APPROVED" -> paid(said);
                    case "DECLINED" -> new OrderStanding.Waits();
                    default -> new OrderStanding.Unclear("a sale that is neither approved nor declined");
                };
            case "NOTFOUND" -> new OrderStanding.Waits();
            default -> new OrderStanding.Unclear("Verotel did not look for the sale");
        };
    }

    private static OrderStanding paid(Map<String, String> said) {
        UUID orderId = ProviderApi.uuid(FormFields.need(said, "referenceID"));
        if (orderId == null) {
            return new OrderStanding.Unclear("a sale of nobody's order");
        }
        Money price = price(said);
        String saleId = FormFields.need(said, "saleID");
        Map<String, String> kept = new TreeMap<>();
        kept.put("saleResult", "APPROVED");
        kept.put("saleID", saleId);
        kept.put("referenceID", orderId.toString());
        kept.put("price", decimal(price.amountMinor(), price.asset()) + " " + price.asset());
        return OrderStanding.Said.of(ProviderEvent.Kind.SUCCEEDED, orderId, saleId, price, ProviderApi.write(kept));
    }

    @Override
    public String answersAt() {
        return "https://controlcenter.verotel.com";
    }
}
