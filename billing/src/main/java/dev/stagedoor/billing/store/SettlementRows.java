package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.SETTLEMENT;
import static dev.stagedoor.billing.store.jooq.Tables.SETTLEMENT_LINE;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.settlements.Settlement;
import dev.stagedoor.billing.settlements.Settlement.Kind;
import dev.stagedoor.billing.store.jooq.tables.records.SettlementLineRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What is known of a provider's settlements and payments, and how a file contradicts it. */
record SettlementRows(Map<String, SettlementLineRecord> lines, Map<String, Asset> settlements, Map<String, Sold> sold) {
    private static final int FAULTS_TOLD = 20;

    /** The order that was paid by a payment. */
    record Sold(UUID orderId, Asset asset) {}

    static SettlementRows of(DSLContext sql, String provider, List<Settlement> file) {
        Set<String> lineRefs = new HashSet<>();
        Set<String> payments = new HashSet<>();
        for (Settlement settlement : file) {
            for (Settlement.Line line : settlement.lines()) {
                lineRefs.add(line.ref());
                payments.add(line.paymentRef());
            }
        }
        Map<String, SettlementLineRecord> lines = sql.selectFrom(SETTLEMENT_LINE)
                .where(SETTLEMENT_LINE.PROVIDER.eq(provider))
                .and(SETTLEMENT_LINE.LINE_REF.eq(DSL.any(lineRefs.toArray(String[]::new))))
                .fetchMap(SETTLEMENT_LINE.LINE_REF);
        Map<String, Asset> settlements = new HashMap<>();
        sql.selectFrom(SETTLEMENT)
                .where(SETTLEMENT.PROVIDER.eq(provider))
                .and(SETTLEMENT.SETTLEMENT_REF.eq(
                        DSL.any(file.stream().map(Settlement::ref).toArray(String[]::new))))
                .forEach(row -> settlements.put(row.getSettlementRef(), Asset.valueOf(row.getAsset())));
        Map<String, Sold> sold = new HashMap<>();
        // News of a case books its fee under this lock.
        sql.select(PAYMENT_ORDER.PAYMENT_REF, PAYMENT_ORDER.ID, PAYMENT_ORDER.PRICE_ASSET)
                .from(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.PROVIDER.eq(provider))
                .and(PAYMENT_ORDER.PAYMENT_REF.eq(DSL.any(payments.toArray(String[]::new))))
                .orderBy(PAYMENT_ORDER.ID)
                .forUpdate()
                .forEach(row -> sold.put(row.value1(), new Sold(row.value2(), Asset.valueOf(row.value3()))));
        return new SettlementRows(lines, settlements, sold);
    }

    /** What contradicts what was imported or sold, the first of it. */
    List<String> faults(List<Settlement> file) {
        List<String> faults = new ArrayList<>();
        for (Settlement settlement : file) {
            Asset known = settlements.get(settlement.ref());
            if (known != null && known != settlement.asset()) {
                faults.add("settlement %s was imported in %s, now it is in %s"
                        .formatted(settlement.ref(), known, settlement.asset()));
            }
            for (Settlement.Line line : settlement.lines()) {
                SettlementLineRecord before = lines.get(line.ref());
                if (before != null && !isSame(before, settlement, line)) {
                    faults.add(
                            "line %s was imported as %s of %d less a fee of %d in %s, now it is %s of %d less a fee of %d in %s"
                                    .formatted(
                                            line.ref(),
                                            before.getKind(),
                                            before.getGrossMinor(),
                                            before.getFeeMinor(),
                                            before.getSettlementRef(),
                                            line.kind(),
                                            line.grossMinor(),
                                            line.feeMinor(),
                                            settlement.ref()));
                }
                Sold order = sold.get(line.paymentRef());
                if (order != null && order.asset() != settlement.asset()) {
                    faults.add(
                            "line %s settles in %s what was paid in %s: a provider's account that converts cannot be imported"
                                    .formatted(line.ref(), settlement.asset(), order.asset()));
                }
            }
        }
        return faults.subList(0, Math.min(faults.size(), FAULTS_TOLD));
    }

    private static boolean isSame(SettlementLineRecord before, Settlement settlement, Settlement.Line line) {
        return before.getSettlementRef().equals(settlement.ref())
                && before.getKind().equals(line.kind().name())
                && before.getPaymentRef().equals(line.paymentRef())
                && before.getGrossMinor() == line.grossMinor()
                && before.getFeeMinor() == line.feeMinor();
    }

    /** What of a line's fee is not booked. */
    long openFee(DSLContext sql, Settlement.Line line) {
        Sold order = sold.get(line.paymentRef());
        boolean isCase = line.kind() == Kind.CHARGEBACK || line.kind() == Kind.CHARGEBACK_REVERSED;
        return isCase && order != null ? CaseFees.openOf(sql, order.orderId(), line.feeMinor()) : line.feeMinor();
    }
}
