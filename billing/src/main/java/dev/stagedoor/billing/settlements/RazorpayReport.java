package dev.stagedoor.billing.settlements;

import dev.stagedoor.billing.settlements.Settlement.Kind;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Razorpay's settlement reconciliation, in rupees. What reached the bank is credit less debit, so that it does not matter whether
 * the fee has its tax in it.
 */
final class RazorpayReport implements ReportForm {
    @Override
    public String provider() {
        return "razorpay";
    }

    @Override
    public Set<String> columns() {
        return Set.of(
                "entity_id", "debit", "credit", "amount", "currency", "settlement_id", "settled_at", "payment_id");
    }

    @Override
    public Entry read(ReportRow row) {
        BigDecimal net = row.decimal("credit").subtract(row.decimal("debit"));
        BigDecimal amount = row.decimal("amount");
        String payment = row.text("payment_id");
        boolean isCase = !row.text("dispute_id").isEmpty();
        return switch (row.text("type", "transaction_entity")) {
            case "payment" -> entry(row, Kind.PAYMENT, row.need("entity_id"), amount, net);
            case "refund" -> entry(row, Kind.REFUND, payment, amount.negate(), net);
            case "adjustment" ->
                isCase
                        ? entry(
                                row,
                                net.signum() < 0 ? Kind.CHARGEBACK : Kind.CHARGEBACK_REVERSED,
                                payment,
                                net.signum() < 0 ? amount.negate() : amount,
                                net)
                        : entry(row, Kind.OTHER, payment, net, net);
            default -> entry(row, Kind.OTHER, payment, net, net);
        };
    }

    private static Entry entry(ReportRow row, Kind kind, String payment, BigDecimal gross, BigDecimal net) {
        return new Entry(
                row.text("settlement_id"),
                row.text("settled_at"),
                row.need("currency"),
                row.need("entity_id"),
                kind,
                payment,
                gross,
                net);
    }
}
