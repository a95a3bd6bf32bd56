package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.COIN_LOT;
import static dev.stagedoor.billing.store.jooq.Tables.LOCK_LOTS;
import static dev.stagedoor.billing.store.jooq.Tables.LOT_ALLOC;
import static dev.stagedoor.billing.store.jooq.Tables.SETTLE_THESE_LOTS;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.EarningLines;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Lot;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TakeBackLines;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.store.jooq.tables.records.CoinLotRecord;
import dev.stagedoor.billing.store.jooq.tables.records.SettleTheseLotsRecord;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Lots inside a transaction. */
final class LotRows {
    private static final Condition UNSETTLED = COIN_LOT.SETTLED
            .ne(COIN_LOT.GRANTED.minus(COIN_LOT.REMAINING))
            .and(COIN_LOT.COST_MINOR.gt(0L).or(COIN_LOT.CLASS.eq(LotClass.PROMO.name())));

    private LotRows() {}

    /**
     * A viewer's lots that are not used up, settled to the day, under a lock on the wallet: nothing of them moves before this
     * transaction ends.
     */
    static List<Lot> lockAndSettle(Transaction transaction, UUID owner, Supplier<UUID> ids) {
        transaction.sql().selectFrom(LOCK_LOTS(owner)).fetch();
        settle(transaction, unsettled(transaction.sql(), COIN_LOT.OWNER_REF.eq(owner)), ids);
        return transaction.sql().selectFrom(LOCK_LOTS(owner)).fetch(LotRows::lot);
    }

    /** Lots of which something may have to be settled. */
    static List<Long> unsettled(DSLContext sql, Condition which) {
        return sql.select(COIN_LOT.ID)
                .from(COIN_LOT)
                .where(UNSETTLED)
                .and(which)
                .orderBy(COIN_LOT.OWNER_REF, COIN_LOT.ID)
                .fetch(COIN_LOT.ID);
    }

    /**
     * Recognises the revenue of what has been used of these lots, except of those that another transaction holds.
     *
     * @return of how many
     */
    static int settle(Transaction transaction, List<Long> some, Supplier<UUID> ids) {
        int lots = 0;
        for (SettleTheseLotsRecord row : transaction
                .sql()
                .selectFrom(SETTLE_THESE_LOTS(some.toArray(Long[]::new)))
                .fetch()) {
            lots += Math.toIntExact(row.getLots());
            List<Line> lines =
                    EarningLines.recognise(Asset.valueOf(row.getAsset()), row.getRevenueMinor(), row.getSubsidyMinor());
            if (!lines.isEmpty()) {
                UUID ref = ids.get();
                IdempotencyKey key = IdempotencyKey.of("recognise", "recognise:" + ref, row.getRevenueMinor());
                transaction.mustPost(Posting.of(TransferCode.RECOGNISE, ref, key, "house", lines));
            }
        }
        return lots;
    }

    /** Expires what is free of a lot that is locked and settled: what came back since it was counts as used until then. */
    static void expire(Transaction transaction, Lot lot, Supplier<UUID> ids) {
        int times = transaction
                .sql()
                .fetchCount(LOT_ALLOC, LOT_ALLOC.LOT_ID.eq(lot.id()).and(LOT_ALLOC.KIND.eq("EXPIRE")));
        Money breakage = new Money(lot.costMinorOf(lot.free()), lot.cost().asset());
        Posting expiry = Posting.of(
                        TransferCode.EXPIRE,
                        ids.get(),
                        IdempotencyKey.of("expire", "expire:" + lot.id() + ":" + (times + 1), lot.free()),
                        "house",
                        TakeBackLines.expire(lot.ownerId(), lot.free(), breakage))
                .reversing(lot.grantTransferId())
                .granting(List.of(
                        LotGrant.taken(lot.lotClass(), lot.free(), lot.cost().asset())))
                .noting(lot.lotClass().name());
        transaction.mustPost(expiry);
    }

    static Lot lot(CoinLotRecord row) {
        return new Lot(
                row.getId(),
                row.getOwnerRef(),
                LotClass.valueOf(row.getClass_()),
                row.getSourceTransferId(),
                row.getGranted(),
                row.getRemaining(),
                row.getPinned(),
                row.getSettled(),
                new Money(row.getCostMinor(), Asset.valueOf(row.getCostAsset())),
                row.getGrantedAt().toInstant(),
                Instants.instant(row.getExpiresAt()),
                Instants.instant(row.getExpiredAt()),
                row.getMercy());
    }
}
