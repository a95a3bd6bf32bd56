package dev.stagedoor.billing.settlements;

import dev.stagedoor.billing.settlements.Settlement.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's itemized payout reconciliation (report type {@code payout_reconciliation.itemized.5}), or its itemized balance change,
 * which has the same columns. The payment intent is a column that has to be chosen when the file is made.
 */
final class StripeReport implements ReportForm {
    @Override
    public String provider() {
        return "stripe";
    }

    @Override
    public Set<String> columns() {
        return Set.of(
                "automatic_payout_id",
                "balance_transaction_id",
                "currency",
                "gross",
                "net",
                "reporting_category",
                "payment_intent_id");
    }

    @Override
    public @Nullable Entry read(ReportRow row) {
        Kind kind;
        switch (row.word("reporting_category")) {
            // The settlement itself, where the file lists it beside what it is made of.
            case "payout", "payout_reversal" -> {
                return null;
            }
            case "charge", "charge_failure", "partial_capture_reversal" -> kind = Kind.PAYMENT;
            case "refund", "refund_failure" -> kind = Kind.REFUND;
            case "dispute" -> kind = Kind.CHARGEBACK;
            case "dispute_reversal" -> kind = Kind.CHARGEBACK_REVERSED;
            case "fee", "network_cost", "tax" -> kind = Kind.FEE;
            default -> kind = Kind.OTHER;
        }
        return new Entry(
                row.text("automatic_payout_id"),
                row.text("automatic_payout_effective_at_utc", "automatic_payout_effective_at"),
                row.need("currency"),
                row.need("balance_transaction_id"),
                kind,
                row.text("payment_intent_id"),
                row.decimal("gross"),
                row.decimal("net"));
    }
}
