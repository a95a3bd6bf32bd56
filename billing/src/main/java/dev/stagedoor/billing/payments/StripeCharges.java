package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Money;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Stripe's charge of a buyer who is not there: a payment intent that is confirmed as it is made, {@code off_session}, by the
 * customer and the method that an earlier intent has kept. The order's id is its idempotency key, and its note. What Stripe
 * declines it answers with 402 and the intent that failed; the buyer would have to be there for what the bank wants to ask.
 */
final class StripeCharges {
    /** Declines after which the same card is not to be tried again; the buyer has to do something about it. */
    private static final Set<String> LASTING = Set.of(
            "authentication_required",
            "card_not_supported",
            "currency_not_supported",
            "do_not_try_again",
            "expired_card",
            "invalid_account",
            "lost_card",
            "pickup_card",
            "restricted_card",
            "revocation_of_all_authorizations",
            "revocation_of_authorization",
            "stolen_card",
            "stop_payment_order");

    private final String apiUrl;
    private final ProviderApi api;

    StripeCharges(String apiUrl, ProviderApi api) {
        this.apiUrl = apiUrl;
        this.api = api;
    }

    /** @param headers with the order's id as {@code Idempotency-Key} */
    ChargeOutcome charge(NewOrder order, String earlierIntent, Map<String, String> headers) {
        URI earlier = URI.create(apiUrl + "/v1/payment_intents/" + earlierIntent);
        return switch (api.ask("GET", earlier, headers, "")) {
            case ProviderApi.Reply.Done(JsonNode intent) -> charge(order, intent, headers);
            case ProviderApi.Reply.Refused refused when refused.isFinal() -> failed(order, "unknown");
            case ProviderApi.Reply.Refused refused ->
                new ChargeOutcome.NotSent(earlier.getHost() + ": " + refused.description());
            case ProviderApi.Reply.Silence(String reason) -> new ChargeOutcome.NotSent(reason);
        };
    }

    /** What is sent follows from the order and the earlier intent, so it is the same whenever it is sent. */
    private ChargeOutcome charge(NewOrder order, JsonNode earlier, Map<String, String> headers) {
        String customer = earlier.path("customer").asText();
        String method = earlier.path("payment_method").asText();
        if (!earlier.path("customer").isTextual()
                || !earlier.path("payment_method").isTextual()) {
            return failed(order, "not-kept");
        }
        SequencedMap<String, String> form = new LinkedHashMap<>();
        form.put("amount", Long.toString(order.sale().priceMinor()));
        form.put("currency", order.sale().asset().name().toLowerCase(Locale.ROOT));
        form.put("customer", customer);
        form.put("payment_method", method);
        form.put("off_session", "true");
        form.put("confirm", "true");
        form.put("description", order.packageId());
        form.put("metadata[" + StripeIntents.ORDER_NOTE + "]", order.orderId().toString());
        URI uri = URI.create(apiUrl + "/v1/payment_intents");
        return switch (api.ask("POST", uri, headers, ProviderApi.form(form))) {
            case ProviderApi.Reply.Done(JsonNode intent) -> answered(intent, false);
            case ProviderApi.Reply.Refused refused -> refused(order, uri, refused);
            case ProviderApi.Reply.Silence(String reason) -> new ChargeOutcome.Unknown(reason);
        };
    }

    private static ChargeOutcome refused(NewOrder order, URI uri, ProviderApi.Reply.Refused refused) {
        JsonNode error = refused.body().path("error");
        JsonNode intent = error.path("payment_intent");
        boolean lasting = LASTING.contains(error.path("code").asText())
                || LASTING.contains(error.path("decline_code").asText());
        if (refused.status() == 402) {
            return intent.isObject() ? answered(intent, lasting) : failed(order, "declined");
        }
        return switch (refused.status()) {
            // The same key with other words would mean that something was sent before: nobody knows what became of
            // that.
            case 400, 404 ->
                error.path("type").asText().equals("invalid_request_error")
                        ? failed(order, "refused")
                        : new ChargeOutcome.Unknown(uri.getHost() + ": " + refused.description());
            case 401, 403, 429 -> new ChargeOutcome.NotSent(uri.getHost() + ": " + refused.description());
            default -> new ChargeOutcome.Unknown(uri.getHost() + ": " + refused.description());
        };
    }

    private static ChargeOutcome answered(JsonNode intent, boolean lasting) {
        ProviderEvent.Kind kind = StripeIntents.kind(intent.path("status").asText());
        if (kind == null) {
            return new ChargeOutcome.Unknown("Stripe answered in another shape");
        }
        try {
            String id = ProviderApi.text(intent, "id");
            ProviderEvent event = StripeIntents.event("charged-%s-%s".formatted(id, kind), kind, intent);
            return event == null
                    ? new ChargeOutcome.Unknown("Stripe answered of a payment without our order")
                    : new ChargeOutcome.Answered(event, intent.toString(), lasting);
        } catch (IllegalArgumentException e) {
            return new ChargeOutcome.Unknown("Stripe answered in another shape");
        }
    }

    /** Nothing was charged, and nothing is left at Stripe that could be. */
    private static ChargeOutcome failed(NewOrder order, String why) {
        ProviderEvent event = new ProviderEvent(
                "charged-%s-%s".formatted(order.orderId(), why),
                ProviderEvent.Kind.FAILED,
                order.orderId(),
                why,
                new Money(order.sale().priceMinor(), order.sale().asset()));
        return new ChargeOutcome.Answered(event, ProviderApi.write(Map.of("refused", why)), true);
    }
}
