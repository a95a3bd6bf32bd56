package dev.stagedoor.billing.payouts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.ProviderApi;
import dev.stagedoor.billing.payments.ProviderHttp;
import dev.stagedoor.billing.payments.Signatures;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.StreamSupport;

/**
 * RazorpayX. Contact, fund account and payout go in one request, so that what is sent again under the same
 * {@code X-Payout-Idempotency} is the same to the byte, which Razorpay asks for. The key is the payout's reference, too, by
 * which it is looked up when an answer was lost. It pays rupees only.
 */
public final class RazorpayxPayouts implements PayoutProvider {
    /** Its name in accounts, payouts and paths. */
    public static final String NAME = "razorpayx";

    /** The longest name that Razorpay takes for a contact. */
    private static final int CONTACT_NAME_LENGTH = 50;

    private final RazorpayxTerms terms;
    private final ProviderApi api;

    public RazorpayxPayouts(RazorpayxTerms terms, ProviderHttp http) {
        this.terms = terms;
        this.api = new ProviderApi(http);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer create(Instruction instruction) {
        if (instruction.amount().asset() != Asset.INR) {
            return new Answer.Failed("", "RazorpayX pays rupees only.", false);
        }
        SequencedMap<String, String> headers = headers();
        headers.put("X-Payout-Idempotency", instruction.key());
        URI uri = URI.create(terms.apiUrl() + "/v1/payouts");
        return switch (api.ask("POST", uri, headers, ProviderApi.write(order(instruction)))) {
            case ProviderApi.Reply.Done(JsonNode payout) -> made(payout, instruction.amount());
            case ProviderApi.Reply.Refused refused
            when isFinal(refused) -> new Answer.Failed("", refused.description(), false);
            case ProviderApi.Reply.Refused refused -> new Answer.NoAnswer(refused.description());
            case ProviderApi.Reply.Silence(String reason) -> new Answer.NoAnswer(reason);
        };
    }

    /**
     * Only what is wrong with this order ends it. That a key was used for another body, is in use, is not known or comes too
     * often says nothing about the payout: it is asked about again.
     */
    private static boolean isFinal(ProviderApi.Reply.Refused refused) {
        return refused.status() == 400
                && !refused.description().toLowerCase(Locale.ROOT).contains("idempotency");
    }

    private static Answer made(JsonNode payout, Money amount) {
        return payout.path("amount").asLong() == amount.amountMinor()
                ? RazorpayxPayout.answer(payout)
                : new Answer.NoAnswer("RazorpayX has another amount under this key.");
    }

    private SequencedMap<String, Object> order(Instruction instruction) {
        Destination destination = instruction.destination();
        String holder = destination.holder();
        SequencedMap<String, Object> account = new LinkedHashMap<>();
        account.put("name", holder);
        account.put("ifsc", destination.bankCode());
        account.put("account_number", destination.accountNumber());
        SequencedMap<String, Object> contact = new LinkedHashMap<>();
        contact.put("name", holder.substring(0, Math.min(holder.length(), CONTACT_NAME_LENGTH)));
        contact.put("type", "vendor");
        SequencedMap<String, Object> fund = new LinkedHashMap<>();
        fund.put("account_type", "bank_account");
        fund.put("bank_account", account);
        fund.put("contact", contact);
        SequencedMap<String, Object> order = new LinkedHashMap<>();
        order.put("account_number", terms.accountNumber());
        order.put("amount", instruction.amount().amountMinor());
        order.put("currency", instruction.amount().asset().name());
        order.put("mode", terms.mode().name());
        order.put("purpose", "payout");
        order.put("fund_account", fund);
        // Without it, an empty account makes payouts fail that only have to wait.
        order.put("queue_if_low_balance", true);
        order.put("reference_id", instruction.key());
        return order;
    }

    @Override
    public Answer fetch(String key) {
        SequencedMap<String, String> query = new LinkedHashMap<>();
        query.put("account_number", terms.accountNumber());
        query.put("reference_id", key);
        URI uri = URI.create(terms.apiUrl() + "/v1/payouts?" + ProviderApi.form(query));
        return switch (api.ask("GET", uri, headers(), "")) {
            case ProviderApi.Reply.Done(JsonNode found) -> onlyOne(key, found.path("items"));
            case ProviderApi.Reply.Refused refused -> new Answer.NoAnswer(refused.description());
            case ProviderApi.Reply.Silence(String reason) -> new Answer.NoAnswer(reason);
        };
    }

    private static Answer onlyOne(String key, JsonNode items) {
        if (!items.isArray()) {
            return new Answer.NoAnswer("RazorpayX answered in another shape.");
        }
        List<JsonNode> ours = StreamSupport.stream(items.spliterator(), false)
                .filter(item -> key.equals(item.path("reference_id").asText()))
                .toList();
        return switch (ours.size()) {
            case 0 -> new Answer.NotFound();
            case 1 -> RazorpayxPayout.answer(ours.getFirst());
            default ->
                new Answer.NoAnswer("RazorpayX has %d payouts with this reference: look there which is ours."
                        .formatted(ours.size()));
        };
    }

    @Override
    public PayoutNews read(Map<String, String> headers, byte[] body) {
        String signature = headers.get("x-razorpay-signature");
        boolean genuine =
                signature != null && Signatures.equal(Signatures.hmacSha256(terms.webhookSecret(), body), signature);
        return genuine ? RazorpayxPayout.news(body) : new PayoutNews.Forged();
    }

    private SequencedMap<String, String> headers() {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", ProviderApi.basic(terms.keyId(), terms.keySecret()));
        headers.put("Content-Type", "application/json");
        return headers;
    }
}
