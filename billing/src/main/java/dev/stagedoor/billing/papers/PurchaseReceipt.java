package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Sale;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a buyer paid for coins, and what of it came back, as the journal has it.
 *
 * @param packageId what was bought
 * @param provider who took the money
 * @param sale what was ordered; nothing was added to its price
 * @param steps every movement of the buyer's money, oldest first, the payment before all
 */
public record PurchaseReceipt(
        UUID orderId, UUID buyerId, String packageId, String provider, Sale sale, List<Step> steps) {
    public PurchaseReceipt {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a receipt of order " + orderId + ", which was not paid");
        }
    }

    /** What a movement was. */
    public enum Kind {
        PAID,
        /** We gave it back, or the provider did. */
        REFUNDED,
        /** The buyer's bank took it back. */
        TAKEN_BACK,
        /** The bank decided for us. */
        PAID_AGAIN
    }

    /**
     * One movement, positive when the buyer paid.
     *
     * @param number of the receipt if the buyer paid, else of the credit note
     * @param priceMinor tax included
     * @param taxMinor the part of it that was booked as tax
     */
    public record Step(Kind kind, DocumentNumber number, Instant at, long priceMinor, long taxMinor) {}

    /** In what was paid. */
    public Asset asset() {
        return sale.asset();
    }

    /** The number of the receipt itself; credit notes have their own. */
    public DocumentNumber number() {
        return steps.getFirst().number();
    }

    /** When it was paid. */
    public Instant paidAt() {
        return steps.getFirst().at();
    }

    /** What the buyer has paid in the end. */
    public long remainsMinor() {
        return steps.stream().mapToLong(Step::priceMinor).reduce(0, Math::addExact);
    }
}
