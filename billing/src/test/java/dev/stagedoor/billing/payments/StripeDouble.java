package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.billing.LocalHttp;
import dev.stagedoor.billing.LocalHttp.Answer;
import dev.stagedoor.billing.LocalHttp.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's API on this machine, as its documents describe it: it wants the secret key, gives the same answer to the same
 * idempotency key until it forgets it, refunds what is left of a payment, and takes evidence once.
 */
final class StripeDouble implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was asked, as {@code POST /path body}. */
    final List<String> asked = new ArrayList<>();

    private final Map<String, Answer> byKey = new HashMap<>();
    private final List<ObjectNode> refunds = new ArrayList<>();
    private final Map<String, ObjectNode> disputes = new LinkedHashMap<>();
    private final Map<String, ObjectNode> intents = new LinkedHashMap<>();
    private final LocalHttp http = new LocalHttp(this::answer);
    private int sessions;
    private int losses;
    private String refundStatus = "succeeded";
    private @Nullable Answer refusal;
    private @Nullable Answer readRefusal;

    String url() {
        return http.url();
    }

    /** The next request that changes something is done, and the connection closed instead of an answer. */
    synchronized void loseNextAnswer() {
        losses = 1;
    }

    /** The next request that changes something is not done, and answered with that. */
    synchronized void refuseNext(int status, String message) {
        refusal = new Answer(status, error(message));
    }

    /** The next request that only asks is answered with that. */
    synchronized void refuseNextRead(int status, String message) {
        readRefusal = new Answer(status, error(message));
    }

    /** As after a day. */
    synchronized void forgetKeys() {
        byKey.clear();
    }

    /** What becomes of the next refunds. */
    synchronized void refundsAre(String status) {
        refundStatus = status;
    }

    synchronized int refunds() {
        return refunds.size();
    }

    /** A buyer's bank opens a case. */
    synchronized void dispute(String id, String status) {
        ObjectNode dispute = JSON.createObjectNode();
        dispute.put("id", id).put("status", status);
        dispute.putObject("evidence_details").put("submission_count", 0);
        dispute.putObject("metadata");
        disputes.put(id, dispute);
    }

    /** How often the bank was given evidence, which may be once. */
    synchronized int submissions(String id) {
        return Objects.requireNonNull(disputes.get(id))
                .path("evidence_details")
                .path("submission_count")
                .asInt();
    }

    private synchronized @Nullable Answer answer(Request request) {
        asked.add(request.toString());
        boolean changes = request.method().equals("POST");
        Answer answer = answer(request, changes);
        if (changes && losses > 0) {
            losses--;
            return null;
        }
        return answer;
    }

    private Answer answer(Request request, boolean changes) {
        if (!"Bearer sk_test".equals(request.header("Authorization"))) {
            return new Answer(401, error("Invalid API Key provided"));
        }
        Answer refused = changes ? refusal : readRefusal;
        if (refused != null) {
            refusal = changes ? null : refusal;
            readRefusal = changes ? readRefusal : null;
            return refused;
        }
        if (!changes) {
            return read(request.path(), fields(request.query()));
        }
        String key = Objects.requireNonNull(request.header("Idempotency-Key")) + request.path();
        Answer before = byKey.get(key);
        Answer answer = before == null ? change(request.path(), fields(request.body())) : before;
        byKey.put(key, answer);
        return answer;
    }

    /** A buyer has paid at the hosted page, and let the method be kept. */
    synchronized void paid(String intent, String method) {
        intents.put(
                intent,
                JSON.createObjectNode()
                        .put("id", intent)
                        .put("customer", "cus_1")
                        .put("payment_method", method));
    }

    /** The charges of buyers who are not there that came to money. */
    synchronized long charges() {
        return intents.values().stream()
                .filter(intent -> intent.path("status").asText().equals("succeeded"))
                .count();
    }

    private Answer charge(Map<String, String> form) {
        boolean complete = List.of("customer", "payment_method", "amount", "currency").stream()
                        .allMatch(form::containsKey)
                && "true".equals(form.get("off_session"))
                && "true".equals(form.get("confirm"));
        if (!complete) {
            return new Answer(400, error("Missing required param"));
        }
        String method = Objects.requireNonNull(form.get("payment_method"));
        ObjectNode intent = JSON.createObjectNode();
        String id = "pi_again_" + form.get("metadata[stagedoor_order]");
        intent.put("id", id).put("object", "payment_intent").put("currency", form.get("currency"));
        long amount = Long.parseLong(Objects.requireNonNull(form.get("amount")));
        intent.put("amount", amount);
        intent.putObject("metadata").put("stagedoor_order", form.get("metadata[stagedoor_order]"));
        intents.put(id, intent);
        switch (method) {
            case "pm_ok" -> intent.put("status", "succeeded").put("amount_received", amount);
            case "pm_slow" -> intent.put("status", "processing").put("amount_received", 0);
            default -> {
                // What is declined is called by its code here.
                intent.put("status", "requires_payment_method").put("amount_received", 0);
                ObjectNode answer = JSON.createObjectNode();
                ObjectNode error = answer.putObject("error");
                error.put("type", "card_error").put("message", "Your card was declined.");
                boolean asks = method.equals("authentication_required");
                error.put("code", asks ? method : "card_declined").put("decline_code", method);
                error.set("payment_intent", intent);
                return new Answer(402, answer.toString());
            }
        }
        return new Answer(200, intent.toString());
    }

    private Answer read(String path, Map<String, String> query) {
        if (path.startsWith("/v1/payment_intents/")) {
            ObjectNode intent = intents.get(path.substring(path.lastIndexOf('/') + 1));
            return intent == null
                    ? new Answer(404, error("No such payment_intent"))
                    : new Answer(200, intent.toString());
        }
        if (path.equals("/v1/refunds")) {
            ObjectNode list = JSON.createObjectNode();
            ArrayNode data = list.putArray("data");
            refunds.stream()
                    .filter(refund -> refund.path("payment_intent").asText().equals(query.get("payment_intent")))
                    .forEach(data::add);
            return new Answer(200, list.toString());
        }
        ObjectNode dispute = disputes.get(path.substring(path.lastIndexOf('/') + 1));
        return dispute == null ? new Answer(404, error("No such dispute")) : new Answer(200, dispute.toString());
    }

    private Answer change(String path, Map<String, String> form) {
        if (path.equals("/v1/checkout/sessions")) {
            sessions++;
            return new Answer(
                    200, "{\"id\":\"cs_%d\",\"url\":\"https://pay.example/cs_%d\"}".formatted(sessions, sessions));
        }
        if (path.equals("/v1/payment_intents")) {
            return charge(form);
        }
        if (path.equals("/v1/refunds")) {
            return refund(form);
        }
        ObjectNode dispute = disputes.get(path.substring(path.lastIndexOf('/') + 1));
        if (dispute == null || !dispute.path("status").asText().equals("needs_response")) {
            return new Answer(400, error("This dispute is already closed"));
        }
        dispute.put("status", "under_review");
        dispute.withObject("/evidence_details")
                .put("submission_count", submissions(dispute.path("id").asText()) + 1);
        dispute.withObject("/metadata").put("stagedoor_answer", form.get("metadata[stagedoor_answer]"));
        return new Answer(200, dispute.toString());
    }

    private Answer refund(Map<String, String> form) {
        ObjectNode refund = JSON.createObjectNode();
        refund.put("id", "re_" + (refunds.size() + 1)).put("status", refundStatus);
        refund.put("payment_intent", form.get("payment_intent"));
        refund.put("amount", Long.parseLong(Objects.requireNonNull(form.get("amount"))));
        refund.putObject("metadata").put("stagedoor_refund", form.get("metadata[stagedoor_refund]"));
        refunds.add(refund);
        return new Answer(200, refund.toString());
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            int split = pair.indexOf('=');
            if (split > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, split), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(split + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static String error(String message) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("error").put("type", "invalid_request_error").put("message", message);
        return answer.toString();
    }

    @Override
    public void close() {
        http.close();
    }
}
