package dev.stagedoor.billing.payouts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.ProviderApi;
import dev.stagedoor.billing.payouts.PayoutProvider.Answer;
import java.util.UUID;

/** A payout as RazorpayX tells of it, in its answers and in its webhooks. */
final class RazorpayxPayout {
    private RazorpayxPayout() {}

    /** What its status means. */
    static Answer answer(JsonNode payout) {
        String ref = payout.path("id").asText();
        String status = payout.path("status").asText();
        return switch (status) {
            case "pending", "queued", "scheduled", "processing" -> new Answer.Processing(ref);
            case "processed" -> new Answer.Processed(ref);
            case "reversed", "failed" ->
                new Answer.Failed(ref, reason(payout, "The bank did not pay."), mayGoBetter(payout));
            case "rejected" -> new Answer.Failed(ref, reason(payout, "Somebody rejected it at RazorpayX."), false);
            case "cancelled" -> new Answer.Failed(ref, reason(payout, "Somebody cancelled it at RazorpayX."), false);
            default -> new Answer.NoAnswer("RazorpayX says \"%s\" of it, which is not known here.".formatted(status));
        };
    }

    /** A webhook whose signature was good. A payout is told of once in each of its states. */
    static PayoutNews news(byte[] body) {
        try {
            JsonNode event = ProviderApi.json(body);
            JsonNode payout = event.path("payload").path("payout").path("entity");
            if (!ProviderApi.text(event, "event").startsWith("payout.") || !isOurs(payout)) {
                return new PayoutNews.NotForUs();
            }
            Answer answer = answer(payout);
            return answer instanceof Answer.NoAnswer
                    ? new PayoutNews.NotForUs()
                    : new PayoutNews.About(
                            ProviderApi.text(payout, "id") + " " + ProviderApi.text(payout, "status"),
                            ProviderApi.text(payout, "reference_id"),
                            new Money(
                                    ProviderApi.number(payout, "amount"),
                                    Asset.valueOf(ProviderApi.text(payout, "currency"))),
                            answer);
        } catch (IllegalArgumentException e) {
            return new PayoutNews.Forged();
        }
    }

    /** What people order on RazorpayX's own site has their references, or none. */
    private static boolean isOurs(JsonNode payout) {
        try {
            UUID.fromString(payout.path("reference_id").asText());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String reason(JsonNode payout, String otherwise) {
        JsonNode said = payout.path("status_details").path("description");
        return said.isTextual() && !said.textValue().isBlank() ? said.textValue() : otherwise;
    }

    /** What the payee's bank would not take, it will not take tomorrow. */
    private static boolean mayGoBetter(JsonNode payout) {
        return !payout.path("status_details").path("source").asText().equals("beneficiary_bank");
    }
}
