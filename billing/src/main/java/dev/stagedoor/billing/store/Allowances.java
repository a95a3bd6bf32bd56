package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.LOCK_LOTS;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.ledger.Lot;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.subscriptions.PaidMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Coins that came for the free minutes of a paid month, inside the transaction that decides about the month. They are a lot of
 * their own, found by the transfer that bears the month's id.
 */
final class Allowances {
    private Allowances() {}

    /** Coins that are free of what came for a month, under a lock on the wallet: they stay so until this transaction ends. */
    static long left(DSLContext sql, UUID subscriber, PaidMonth month) {
        Long grant = grantOf(sql, month);
        return grant == null
                ? 0
                : sql.selectFrom(LOCK_LOTS(subscriber)).fetch(LotRows::lot).stream()
                        .filter(lot -> lot.grantTransferId() == grant)
                        .mapToLong(Lot::free)
                        .sum();
    }

    /** Says until when what came for a month lives: as long as it does. Can make it shorter, never longer. */
    static void date(DSLContext sql, PaidMonth month) {
        Long grant = grantOf(sql, month);
        if (grant != null) {
            Routines.endAllowance(sql.configuration(), grant, month.endsAt().atOffset(ZoneOffset.UTC));
        }
    }

    /**
     * A month is over: what is free of its coins expires, and what a hold or an escrow still has does so when it comes back.
     * Harmless to repeat.
     */
    static void end(Transaction transaction, UUID subscriber, PaidMonth over, Supplier<UUID> ids) {
        if (left(transaction.sql(), subscriber, over) > 0) {
            long grant = Objects.requireNonNull(grantOf(transaction.sql(), over));
            for (Lot lot : LotRows.lockAndSettle(transaction, subscriber, ids)) {
                if (lot.grantTransferId() == grant && lot.free() > 0) {
                    LotRows.expire(transaction, lot, ids);
                }
            }
        }
        date(transaction.sql(), over);
    }

    private static @Nullable Long grantOf(DSLContext sql, PaidMonth month) {
        return month.plan().freeMinutes() == 0
                ? null
                : sql.select(TRANSFER.ID)
                        .from(TRANSFER)
                        .where(TRANSFER.SESSION_ID.eq(month.monthId()))
                        .and(TRANSFER.CODE.eq(TransferCode.ALLOWANCE.name()))
                        .fetchOne(TRANSFER.ID);
    }
}
