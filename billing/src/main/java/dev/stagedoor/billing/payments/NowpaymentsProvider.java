package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * NOWPayments: an order becomes an invoice, which is paid in a currency of the buyer's choice. Only a payment that is finished counts,
 * and only if all of it came at once; see {@link NowpaymentsNews}.
 */
final class NowpaymentsProvider implements PaymentProvider {
    static final String NAME = "nowpayments";

    private final ProviderTerms.Nowpayments terms;
    private final ProviderApi api;
    private final NowpaymentsNews news;

    NowpaymentsProvider(ProviderTerms.Nowpayments terms, ProviderHttp http) {
        this.terms = terms;
        this.api = new ProviderApi(http);
        this.news = new NowpaymentsNews(terms.ipnSecret());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        Asset asset = order.sale().asset();
        SequencedMap<String, Object> invoice = new LinkedHashMap<>();
        invoice.put("price_amount", BigDecimal.valueOf(order.sale().priceMinor(), asset.scale()));
        invoice.put("price_currency", asset.name().toLowerCase(Locale.ROOT));
        invoice.put("order_id", order.orderId().toString());
        invoice.put("order_description", order.packageId());
        invoice.put("ipn_callback_url", terms.callbackUrl());
        invoice.put("success_url", terms.returnUrl());
        invoice.put("cancel_url", terms.returnUrl());
        return api.checkout(
                URI.create(terms.apiUrl() + "/v1/invoice"),
                headers(),
                ProviderApi.write(invoice),
                answer -> new CheckoutOutcome.Ready(
                        ProviderApi.text(answer, "invoice_url"), NowpaymentsNews.id(answer, "id")));
    }

    /** Without a login its payments cannot be asked for. With one, an invoice is asked about for a week, as long as payments wait. */
    @Override
    public Duration payableFor() {
        return terms.login() == null ? Duration.ZERO : Duration.ofDays(7);
    }

    @Override
    public OrderStanding fetch(NewOrder order, String providerRef) {
        ProviderTerms.Login login = terms.login();
        if (login == null) {
            return new OrderStanding.CannotBeAsked();
        }
        URI auth = URI.create(terms.apiUrl() + "/v1/auth");
        String body = ProviderApi.write(Map.of("email", login.user(), "password", login.password()));
        return switch (api.ask("POST", auth, headers(), body)) {
            case ProviderApi.Reply.Done(JsonNode token) -> standing(token, providerRef);
            case ProviderApi.Reply.Refused refused ->
                new OrderStanding.Unclear(auth.getHost() + " refused the login: " + refused.status());
            case ProviderApi.Reply.Silence(String reason) -> new OrderStanding.Unclear(reason);
        };
    }

    private OrderStanding standing(JsonNode token, String invoiceId) {
        if (!token.path("token").isTextual()) {
            return new OrderStanding.Unclear("NOWPayments answered a login without a token");
        }
        SequencedMap<String, String> headers = headers();
        headers.put("Authorization", "Bearer " + token.path("token").textValue());
        URI uri = URI.create(terms.apiUrl() + "/v1/payment/?invoiceId=" + invoiceId + "&limit=100&page=0");
        return ProviderApi.standing(uri, api.ask("GET", uri, headers, ""), NowpaymentsNews::standing);
    }

    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        return news.read(headers, body);
    }

    private SequencedMap<String, String> headers() {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("x-api-key", terms.apiKey());
        headers.put("Content-Type", "application/json");
        return headers;
    }
}
