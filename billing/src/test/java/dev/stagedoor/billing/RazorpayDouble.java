package dev.stagedoor.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.billing.LocalHttp.Answer;
import dev.stagedoor.billing.LocalHttp.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Razorpay's API on this machine, as its documents describe it: credentials {@code id} and {@code secret}; a reference of a
 * payment link is taken once; refunds and payouts are made once per idempotency key, whose body may not change; a dispute is
 * contested once, with a document that was sent before.
 */
public final class RazorpayDouble implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** {@code id:secret} as HTTP's basic authentication has it. */
    private static final String CREDENTIALS = "Basic aWQ6c2VjcmV0";

    private final Map<String, ObjectNode> links = new LinkedHashMap<>();
    private final Map<String, Kept> refunds = new LinkedHashMap<>();
    private final Map<String, Kept> payouts = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final LocalHttp http = new LocalHttp(this::answer);
    private final Map<String, ObjectNode> disputes = new LinkedHashMap<>();
    private int documents;
    private int losses;
    private String lossesOf = "";
    private @Nullable Answer refusal;

    /** What a key has made. */
    private record Kept(String body, ObjectNode made) {}

    public String url() {
        return http.url();
    }

    /** The next request is done, and the connection closed instead of an answer. */
    public synchronized void loseNextAnswer() {
        loseAnswerTo("");
    }

    /** The same, of the next request with that method. */
    public synchronized void loseAnswerTo(String method) {
        losses = 1;
        lossesOf = method;
    }

    /** A buyer's bank opens a case. */
    public synchronized void dispute(String id, String status) {
        ObjectNode dispute = JSON.createObjectNode();
        dispute.put("id", id).put("status", status);
        disputes.put(id, dispute);
    }

    /** The next request is not done, and answered with that. */
    public synchronized void refuseNext(int status, String description) {
        refusal = new Answer(status, error(description));
    }

    /** What was asked, as {@code POST /path body}. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    public synchronized int links() {
        return links.size();
    }

    public synchronized int refunds() {
        return refunds.size();
    }

    public synchronized int payouts() {
        return payouts.size();
    }

    /** What became of a payout. */
    public synchronized void payoutIs(String key, String status, String source, String description) {
        ObjectNode payout =
                Objects.requireNonNull(payouts.get(key), "no payout " + key).made();
        payout.put("status", status);
        payout.putObject("status_details").put("source", source).put("description", description);
    }

    private synchronized @Nullable Answer answer(Request request) throws IOException {
        asked.add(request.toString());
        Answer answer = refusal;
        refusal = null;
        if (answer == null) {
            answer = CREDENTIALS.equals(request.header("Authorization"))
                    ? route(request)
                    : new Answer(401, error("Authentication failed"));
        }
        if (losses > 0 && request.method().startsWith(lossesOf)) {
            losses--;
            return null;
        }
        return answer;
    }

    private Answer route(Request request) throws IOException {
        String what = request.method() + " " + request.path();
        String query = request.query();
        String body = request.body();
        return switch (what) {
            case "POST /v1/payment_links" -> link(JSON.readTree(body));
            case "GET /v1/payment_links" -> found("payment_links", links.get(parameter(query, "reference_id")));
            case "POST /v1/payouts" ->
                once(payouts, request.header("X-Payout-Idempotency"), body, "pout_", "processing");
            case "GET /v1/payouts" -> {
                Kept kept = payouts.get(parameter(query, "reference_id"));
                yield found("items", kept == null ? null : kept.made());
            }
            case "POST /v1/documents" ->
                body.contains("name=\"purpose\"\r\n\r\ndispute_evidence\r\n")
                        ? new Answer(200, "{\"id\":\"doc_%d\"}".formatted(++documents))
                        : new Answer(400, error("The purpose field is required."));
            default ->
                what.contains(" /v1/disputes/")
                        ? contested(what, body)
                        : what.matches("POST /v1/payments/[^/]+/refund")
                                ? once(refunds, request.header("X-Refund-Idempotency"), body, "rfnd_", "processed")
                                : new Answer(404, error("The requested URL was not found on the server."));
        };
    }

    private Answer contested(String what, String body) throws IOException {
        String id = what.replaceAll("^\\S+ /v1/disputes/([^/]+).*$", "$1");
        ObjectNode dispute = disputes.get(id);
        if (dispute == null) {
            return new Answer(400, error("The id provided does not exist"));
        }
        if (what.equals("GET /v1/disputes/" + id)) {
            return new Answer(200, dispute.toString());
        }
        JsonNode contest = JSON.readTree(body);
        if (!what.equals("PATCH /v1/disputes/" + id + "/contest")
                || !dispute.path("status").asText().equals("open")
                || !contest.path("explanation_letter").path(0).asText().equals("doc_" + documents)) {
            return new Answer(400, error("Action not allowed: the dispute is " + dispute.path("status")));
        }
        dispute.put("status", "under_review");
        dispute.putObject("evidence").put("summary", contest.path("summary").asText());
        return new Answer(200, dispute.toString());
    }

    private Answer link(JsonNode asked) {
        String reference = asked.path("reference_id").asText();
        if (links.containsKey(reference)) {
            return new Answer(400, error("payment link with given reference_id (" + reference + ") already exists"));
        }
        ObjectNode link = asked.deepCopy();
        link.put("id", "plink_" + (links.size() + 1));
        link.put("short_url", "https://rzp.example/" + (links.size() + 1));
        link.put("status", "created");
        links.put(reference, link);
        return new Answer(200, link.toString());
    }

    private static Answer once(Map<String, Kept> kept, @Nullable String key, String body, String prefix, String status)
            throws IOException {
        if (key == null) {
            return new Answer(400, error("The idempotency key is missing."));
        }
        Kept before = kept.get(key);
        if (before != null && !before.body().equals(body)) {
            return new Answer(400, error("Different request body for the same idempotency key."));
        }
        if (before == null) {
            ObjectNode made = JSON.readTree(body).deepCopy();
            made.put("id", prefix + key);
            made.put("status", status);
            // Never told again: what stood in the request of whoever is paid.
            made.remove("fund_account");
            before = new Kept(body, made);
            kept.put(key, before);
        }
        return new Answer(200, before.made().toString());
    }

    private static Answer found(String name, @Nullable ObjectNode one) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray(name);
        if (one != null) {
            items.add(one);
        }
        return new Answer(200, answer.toString());
    }

    private static String parameter(String query, String name) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static String error(String description) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("error").put("code", "BAD_REQUEST_ERROR").put("description", description);
        return answer.toString();
    }

    @Override
    public void close() {
        http.close();
    }
}
