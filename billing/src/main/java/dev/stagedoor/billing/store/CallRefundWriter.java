package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.LOT_ALLOC;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.disputes.TakeBack;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Clawback;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TakeBackLines;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.store.jooq.tables.records.CallDisputeRecord;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Gives coins of a call back, inside a transaction: to the lots they came from, at the cost of whom the decision names. */
final class CallRefundWriter {
    /** Keys of refunds that followed a complaint; a meter's own corrections have another scope. */
    static final String SCOPE = "dispute";

    private static final int WHOLE = 10_000;

    private final Supplier<UUID> ids;

    CallRefundWriter(Supplier<UUID> ids) {
        this.ids = ids;
    }

    record Done(long transferId, long coins, long borneMinor) {}

    /**
     * Null if the call did not cost so much, or nothing.
     *
     * @param wanted null for all of it
     */
    @Nullable
    Done refund(
            Transaction transaction,
            CallDisputeRecord dispute,
            @Nullable Long wanted,
            int performerBearsBasisPoints,
            String actor) {
        DSLContext sql = transaction.sql();
        UUID call = dispute.getSessionId();
        LotRows.lockAndSettle(transaction, dispute.getUserId(), ids);
        long captured = captured(sql, call);
        long coins = wanted == null ? captured : wanted;
        if (coins > captured || coins <= 0) {
            return null;
        }
        Asset asset = Asset.valueOf(sql.select(SESSION_RECEIPT.EARNED_ASSET)
                .from(SESSION_RECEIPT)
                .where(SESSION_RECEIPT.SESSION_ID.eq(call))
                .fetchSingle()
                .value1());
        Map<Earner, Long> owed = new LinkedHashMap<>();
        earned(sql, call, asset)
                .forEach((earner, minor) -> owed.put(earner, part(minor, coins, captured, performerBearsBasisPoints)));
        List<Clawback> clawbacks = TakeBack.clawbacks(EarnedRows.withBalances(sql, owed), Long.MAX_VALUE);
        long borneMinor = clawbacks.stream().mapToLong(Clawback::totalMinor).sum();
        long transferId = transaction.mustPost(Posting.of(
                        TransferCode.CALL_REFUND,
                        ids.get(),
                        IdempotencyKey.of(SCOPE, SCOPE + ":" + dispute.getId(), coins),
                        actor,
                        TakeBackLines.callRefund(dispute.getUserId(), coins, clawbacks, asset))
                .inSession(call)
                .noting(dispute.getReason()));
        return new Done(transferId, coins, borneMinor);
    }

    private static long part(long earnedMinor, long coins, long captured, int basisPoints) {
        return BigInteger.valueOf(earnedMinor)
                .multiply(BigInteger.valueOf(coins))
                .multiply(BigInteger.valueOf(basisPoints))
                .divide(BigInteger.valueOf(captured).multiply(BigInteger.valueOf(WHOLE)))
                .longValueExact();
    }

    /** What the call has cost so far, in thousandths. */
    private static long captured(DSLContext sql, UUID call) {
        return sql.select(DSL.coalesce(
                                DSL.sum(DSL.when(LOT_ALLOC.KIND.eq("CAPTURE"), LOT_ALLOC.AMOUNT)
                                        .else_(LOT_ALLOC.AMOUNT.neg())),
                                0)
                        .cast(Long.class))
                .from(LOT_ALLOC)
                .where(LOT_ALLOC.SESSION_ID.eq(call))
                .and(LOT_ALLOC.KIND.in("CAPTURE", "RESTORE"))
                .fetchSingle()
                .value1();
    }

    /** What each payee has earned by the call's captures so far. */
    private static Map<Earner, Long> earned(DSLContext sql, UUID call, Asset asset) {
        Map<Earner, Long> earned = new LinkedHashMap<>();
        sql.select(ACCOUNT.KIND, ACCOUNT.OWNER_REF, DSL.sum(ENTRY.AMOUNT))
                .from(TRANSFER)
                .join(ENTRY)
                .on(ENTRY.TRANSFER_ID.eq(TRANSFER.ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .where(TRANSFER.SESSION_ID.eq(call))
                .and(TRANSFER.CODE.in(TransferCode.CAPTURE.name(), TransferCode.CALL_REFUND.name()))
                .and(ACCOUNT.KIND.in(AccountKind.CREATOR_PENDING.kind(), AccountKind.AGENCY_PENDING.kind()))
                .and(ACCOUNT.ASSET.eq(asset.name()))
                .groupBy(ACCOUNT.KIND, ACCOUNT.OWNER_REF)
                .having(DSL.sum(ENTRY.AMOUNT).gt(java.math.BigDecimal.ZERO))
                .orderBy(ACCOUNT.KIND.desc(), ACCOUNT.OWNER_REF)
                .fetch()
                .forEach(row -> earned.put(
                        new Earner(row.value2(), row.value1().equals(AccountKind.AGENCY_PENDING.kind()), asset),
                        row.value3().longValueExact()));
        return earned;
    }
}
