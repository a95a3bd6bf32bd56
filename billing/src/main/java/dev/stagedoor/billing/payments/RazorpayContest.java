package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.payments.ProviderApi.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Contesting a dispute at Razorpay: a document, then {@code PATCH /v1/disputes/:id/contest} with action {@code submit}, once for
 * good. There is no idempotency key for that, so the case is looked at first; the summary carries our answer's id, by which an
 * answer whose reply was lost is known again. A document that was uploaded twice is of no consequence.
 */
final class RazorpayContest {
    /** What Razorpay takes as a summary. */
    private static final int SUMMARY_LENGTH = 1_000;

    private final String apiUrl;
    private final ProviderApi api;

    RazorpayContest(String apiUrl, ProviderApi api) {
        this.apiUrl = apiUrl;
        this.api = api;
    }

    AnswerOutcome answer(DisputeAnswer answer, Map<String, String> headers) {
        return switch (api.ask("GET", dispute(answer, ""), headers, "")) {
            case Reply.Done(JsonNode found) -> {
                AnswerOutcome before = before(found, answer);
                yield before == null ? upload(answer, headers) : before;
            }
            case Reply reply -> unanswered(reply);
        };
    }

    /** What the case itself says; null if it waits for an answer. */
    private static @Nullable AnswerOutcome before(JsonNode dispute, DisputeAnswer answer) {
        String status = dispute.path("status").asText();
        if (dispute.path("evidence").path("summary").asText().contains(mark(answer)) && !status.equals("open")) {
            return new AnswerOutcome.Taken();
        }
        return status.equals("open")
                ? null
                : new AnswerOutcome.ByHand("Razorpay takes no answer: the case is " + status + " there");
    }

    private AnswerOutcome upload(DisputeAnswer answer, Map<String, String> headers) {
        Multipart form = new Multipart("stagedoor-" + answer.answerId())
                .fields(purpose())
                .file("file", "answer.pdf", "application/pdf", answer.paper());
        SequencedMap<String, String> own = new LinkedHashMap<>(headers);
        own.put("Content-Type", form.contentType());
        ProviderHttp.Call call = new ProviderHttp.Call(
                "POST", URI.create(apiUrl + "/v1/documents"), own, form.body(), StandardCharsets.ISO_8859_1);
        return switch (api.ask(call)) {
            case Reply.Done(JsonNode document)
            when document.path("id").isTextual() ->
                contest(answer, document.path("id").textValue(), headers);
            case Reply.Done _ -> new AnswerOutcome.NotYet("Razorpay named no document");
            case Reply reply -> unanswered(reply);
        };
    }

    private AnswerOutcome contest(DisputeAnswer answer, String document, Map<String, String> headers) {
        SequencedMap<String, Object> contest = new LinkedHashMap<>();
        contest.put("amount", answer.amount().amountMinor());
        contest.put("summary", summary(answer));
        contest.put("explanation_letter", List.of(document));
        contest.put("proof_of_service", List.of(document));
        contest.put("action", "submit");
        return switch (api.ask("PATCH", dispute(answer, "/contest"), headers, ProviderApi.write(contest))) {
            case Reply.Done _ -> new AnswerOutcome.Taken();
            case Reply reply -> unanswered(reply);
        };
    }

    private static AnswerOutcome unanswered(Reply reply) {
        return switch (reply) {
            case Reply.Done done -> throw new IllegalStateException("answered: " + done);
            case Reply.Refused refused when refused.isFinal() -> new AnswerOutcome.ByHand(refused.description());
            case Reply.Refused refused -> new AnswerOutcome.NotYet(refused.description());
            case Reply.Silence(String reason) -> new AnswerOutcome.NotYet(reason);
        };
    }

    private URI dispute(DisputeAnswer answer, String rest) {
        return URI.create(apiUrl + "/v1/disputes/" + answer.reference() + rest);
    }

    private static String summary(DisputeAnswer answer) {
        String mark = "\n" + mark(answer);
        int room = SUMMARY_LENGTH - mark.length();
        String words = answer.statement();
        return (words.length() <= room ? words : words.substring(0, room - 1) + "…") + mark;
    }

    private static String mark(DisputeAnswer answer) {
        return "Our reference: " + answer.answerId();
    }

    private static SequencedMap<String, String> purpose() {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("purpose", "dispute_evidence");
        return fields;
    }
}
