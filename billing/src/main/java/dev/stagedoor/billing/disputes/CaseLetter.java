package dev.stagedoor.billing.disputes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A letter to a buyer's bank: why the payment is right in people's words, and what the books say of it. It is drawn from the
 * evidence of the order, without what is nobody's business there: what others earned, and how the house books it.
 *
 * @param statement in people's words
 * @param facts of the sale
 * @param uses of what was bought, in order
 */
public record CaseLetter(String statement, List<Fact> facts, List<Use> uses) {
    private static final int MS_PER_SECOND = 1_000;

    public CaseLetter {
        facts = List.copyOf(facts);
        uses = List.copyOf(uses);
    }

    /** A line of the sale. */
    public record Fact(String name, String value) {}

    /**
     * @param at in UTC
     * @param what for example {@code call}
     * @param coins that went there
     * @param delivered how long sound or picture went both ways; empty if that is not the question
     * @param reference of the call, empty if there was none
     */
    public record Use(String at, String what, String coins, String delivered, String reference) {
        private String line() {
            return String.join("  ", at, what, coins, delivered, reference).strip();
        }
    }

    /** @param pack the evidence of the order ({@link DisputeStore#evidenceOfOrder}) */
    static CaseLetter of(UUID answerId, Chargeback chargeback, JsonNode pack, String statement) {
        JsonNode order = pack.path("order");
        Asset asset = Asset.valueOf(order.path("price_asset").asText());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Case", chargeback.reference()));
        facts.add(new Fact("Payment", order.path("payment_ref").asText()));
        facts.add(new Fact("Disputed", chargeback.disputed().words()));
        facts.add(new Fact("Our reference", answerId.toString()));
        facts.add(new Fact("Buyer's account", order.path("user_id").asText()));
        facts.add(new Fact("Ordered at", utc(order.path("created_at"))));
        facts.add(new Fact("Sold", product(order)));
        facts.add(new Fact("Price", new Money(order.path("price_minor").asLong(), asset).words()));
        facts.add(new Fact("Tax in it", new Money(order.path("tax_minor").asLong(), asset).words()));
        List<Use> uses = new ArrayList<>();
        for (JsonNode use : pack.path("uses")) {
            JsonNode delivered = use.path("deliveredMs");
            uses.add(new Use(
                    utc(use.path("at")),
                    use.path("code").asText().toLowerCase(Locale.ROOT).replace('_', ' '),
                    Money.coins(use.path("coins").asLong()).words(),
                    delivered.isNumber() ? delivered.asLong() / MS_PER_SECOND + " s delivered" : "",
                    use.path("callId").asText("")));
        }
        return new CaseLetter(statement, facts, uses);
    }

    /** What was sold. */
    public String product() {
        return facts.stream()
                .filter(fact -> fact.name().equals("Sold"))
                .map(Fact::value)
                .findFirst()
                .orElse("");
    }

    /** The uses, one a line; empty if there are none. */
    public String log() {
        return String.join("\n", uses.stream().map(Use::line).toList());
    }

    /** Statement and facts. */
    public String text() {
        return statement + "\n\n"
                + String.join(
                        "\n",
                        facts.stream()
                                .map(fact -> fact.name() + ": " + fact.value())
                                .toList());
    }

    private static String product(JsonNode order) {
        return "virtual currency: %s (package %s), %s of it a bonus"
                .formatted(
                        Money.coins(order.path("paid_coins").asLong()
                                        + order.path("bonus_coins").asLong())
                                .words(),
                        order.path("package_id").asText(),
                        Money.coins(order.path("bonus_coins").asLong()).words());
    }

    /** The database writes moments with its own offset; to the second is enough. */
    private static String utc(JsonNode moment) {
        return OffsetDateTime.parse(moment.asText())
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
