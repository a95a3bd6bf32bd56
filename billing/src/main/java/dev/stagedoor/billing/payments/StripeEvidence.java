package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.payments.ProviderApi.Reply;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Answering a dispute at Stripe: {@code POST /v1/disputes/:id} with the evidence as text and {@code submit}, which counts once.
 * The case is looked at first, and keeps our answer's id in its metadata: an answer whose reply was lost longer ago than Stripe
 * keeps a key is known by that.
 */
final class StripeEvidence {
    /** What Stripe takes in one field of text. */
    private static final int FIELD_LENGTH = 20_000;

    private static final String NOTE = "stagedoor_answer";

    private final String apiUrl;
    private final ProviderApi api;

    StripeEvidence(String apiUrl, ProviderApi api) {
        this.apiUrl = apiUrl;
        this.api = api;
    }

    AnswerOutcome answer(DisputeAnswer answer, Map<String, String> headers) {
        URI uri = URI.create(apiUrl + "/v1/disputes/" + answer.reference());
        return switch (api.ask("GET", uri, headers, "")) {
            case Reply.Done(JsonNode found) -> {
                AnswerOutcome before = before(found, answer);
                yield before == null ? outcome(api.ask("POST", uri, headers, ProviderApi.form(form(answer)))) : before;
            }
            case Reply reply -> outcome(reply);
        };
    }

    /** What the case itself says; null if it waits for an answer. */
    private static @Nullable AnswerOutcome before(JsonNode dispute, DisputeAnswer answer) {
        boolean submitted =
                dispute.path("evidence_details").path("submission_count").asInt() > 0;
        if (submitted
                && answer.answerId()
                        .toString()
                        .equals(dispute.path("metadata").path(NOTE).asText())) {
            return new AnswerOutcome.Taken();
        }
        String status = dispute.path("status").asText();
        return status.equals("needs_response") && !submitted
                ? null
                : new AnswerOutcome.ByHand("Stripe takes no answer: the case is " + status
                        + (submitted ? " and answered" : "") + " there");
    }

    private static AnswerOutcome outcome(Reply reply) {
        return switch (reply) {
            case Reply.Done _ -> new AnswerOutcome.Taken();
            case Reply.Refused refused when refused.isFinal() -> new AnswerOutcome.ByHand(refused.description());
            case Reply.Refused refused -> new AnswerOutcome.NotYet(refused.description());
            case Reply.Silence(String reason) -> new AnswerOutcome.NotYet(reason);
        };
    }

    private static SequencedMap<String, String> form(DisputeAnswer answer) {
        SequencedMap<String, String> form = new LinkedHashMap<>();
        form.put("evidence[product_description]", cut(answer.product()));
        form.put("evidence[uncategorized_text]", cut(answer.statement()));
        if (!answer.log().isEmpty()) {
            form.put("evidence[access_activity_log]", cut(answer.log()));
        }
        form.put("metadata[" + NOTE + "]", answer.answerId().toString());
        form.put("submit", "true");
        return form;
    }

    private static String cut(String text) {
        return text.length() <= FIELD_LENGTH ? text : text.substring(0, FIELD_LENGTH - 1) + "…";
    }
}
