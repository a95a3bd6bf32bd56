package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.DOCUMENT_NUMBER;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.papers.DocumentNumber;
import dev.stagedoor.billing.papers.PurchaseReceipt;
import dev.stagedoor.billing.papers.ReceiptStore;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.store.jooq.tables.records.PaymentOrderRecord;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.AggregateFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Receipts read from the journal in PostgreSQL. */
public final class PostgresReceipts implements ReceiptStore {
    /** A refund or a case turns the purchase round, a case that was won turns the case round. */
    private static final int TURNS = 2;

    private final Database database;
    private final ZoneId zone;

    /** @param zone whose years numbers are counted by */
    public PostgresReceipts(Database database, ZoneId zone) {
        this.database = database;
        this.zone = zone;
    }

    @Override
    public long giveNumbers() {
        return Objects.requireNonNull(database.transact(
                transaction -> Routines.numberDocuments(transaction.sql().configuration(), zone.getId())));
    }

    @Override
    public @Nullable PurchaseReceipt purchase(UUID orderId) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            PaymentOrderRecord row = sql.fetchOne(PAYMENT_ORDER, PAYMENT_ORDER.ID.eq(orderId));
            if (row == null || row.getPaymentRef() == null) {
                return null;
            }
            List<PurchaseReceipt.Step> steps = steps(sql, row);
            // Paid a moment ago: who asks for the receipt does not wait for the job. What turns it round meanwhile
            // needs one, too.
            for (int turn = 0; steps == null && turn <= TURNS; turn++) {
                Routines.numberDocuments(sql.configuration(), zone.getId());
                steps = steps(sql, row);
            }
            return Objects.requireNonNull(steps, "a payment without a number").isEmpty() ? null : receipt(row, steps);
        });
    }

    private static PurchaseReceipt receipt(PaymentOrderRecord row, List<PurchaseReceipt.Step> steps) {
        return new PurchaseReceipt(
                row.getId(),
                row.getUserId(),
                row.getPackageId(),
                row.getProvider(),
                new Sale(
                        Asset.valueOf(row.getPriceAsset()),
                        row.getPriceMinor(),
                        row.getTaxMinor(),
                        row.getPaidCoins(),
                        row.getBonusCoins()),
                steps);
    }

    /** What the provider owes us falls and rises with what the buyer has paid. Null if one of the steps has no number yet. */
    private static @Nullable List<PurchaseReceipt.Step> steps(DSLContext sql, PaymentOrderRecord row) {
        Field<Long> price = sum(AccountKind.PSP_RECEIVABLE).neg();
        Field<Long> tax = sum(AccountKind.TAX_GST_OUTPUT).coerce(Long.class);
        List<PurchaseReceipt.Step> steps = new ArrayList<>();
        for (var step : sql.select(
                        TRANSFER.CODE,
                        TRANSFER.CREATED_AT,
                        price,
                        tax,
                        DOCUMENT_NUMBER.YEAR,
                        DOCUMENT_NUMBER.SERIES,
                        DOCUMENT_NUMBER.NUMBER)
                .from(TRANSFER)
                .join(ENTRY)
                .on(ENTRY.TRANSFER_ID.eq(TRANSFER.ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .leftJoin(DOCUMENT_NUMBER)
                .on(DOCUMENT_NUMBER.TRANSFER_ID.eq(TRANSFER.ID))
                .where(TRANSFER.ID.eq(DSL.any(transfers(sql, row))))
                .and(ENTRY.ASSET.eq(row.getPriceAsset()))
                .groupBy(TRANSFER.ID, DOCUMENT_NUMBER.TRANSFER_ID)
                .having(price.ne(0L))
                .orderBy(TRANSFER.ID)
                .fetch()) {
            if (step.value7() == null) {
                return null;
            }
            steps.add(new PurchaseReceipt.Step(
                    kind(TransferCode.valueOf(step.value1()), step.value3()),
                    new DocumentNumber(step.value5(), DocumentNumber.Series.valueOf(step.value6()), step.value7()),
                    step.value2().toInstant(),
                    step.value3(),
                    step.value4()));
        }
        return steps;
    }

    private static Field<Long> sum(AccountKind kind) {
        AggregateFunction<java.math.BigDecimal> all = DSL.sum(ENTRY.AMOUNT);
        return DSL.coalesce(all.filterWhere(ACCOUNT.KIND.eq(kind.kind())), DSL.zero())
                .cast(Long.class);
    }

    /** The purchase, what turned it round, and what turned that round. */
    private static Long[] transfers(DSLContext sql, PaymentOrderRecord row) {
        List<Long> found = sql.select(TRANSFER.ID)
                .from(TRANSFER)
                .where(TRANSFER.IDEM_SCOPE.eq("purchase"))
                .and(TRANSFER.IDEM_KEY.eq("purchase:" + row.getProvider() + ":" + row.getPaymentRef()))
                .fetch(TRANSFER.ID);
        List<Long> all = new ArrayList<>(found);
        for (int turn = 0; turn < TURNS && !found.isEmpty(); turn++) {
            found = sql.select(TRANSFER.ID)
                    .from(TRANSFER)
                    .where(TRANSFER.REVERSES_TRANSFER_ID.eq(DSL.any(found.toArray(Long[]::new))))
                    .fetch(TRANSFER.ID);
            all.addAll(found);
        }
        return all.toArray(Long[]::new);
    }

    private static PurchaseReceipt.Kind kind(TransferCode code, long priceMinor) {
        if (code == TransferCode.PURCHASE) {
            return PurchaseReceipt.Kind.PAID;
        }
        if (priceMinor > 0) {
            return PurchaseReceipt.Kind.PAID_AGAIN;
        }
        return code == TransferCode.CHARGEBACK ? PurchaseReceipt.Kind.TAKEN_BACK : PurchaseReceipt.Kind.REFUNDED;
    }
}
