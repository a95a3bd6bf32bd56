package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.GIFT;
import static dev.stagedoor.billing.store.jooq.Tables.TIP;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.wallet.Movement.GivenGift;
import dev.stagedoor.billing.wallet.ReceivedTip;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Tips and gifts of one performer, newest first. */
final class ReceivedRows {
    private ReceivedRows() {}

    static Page<ReceivedTip> page(DSLContext sql, UUID performerId, Cursor after, int limit) {
        List<ReceivedTip> found = sql.select(
                        TIP.ID,
                        TIP.VIEWER_ID,
                        TIP.ANONYMOUS,
                        TIP.AMOUNT,
                        TIP.CREATED_AT,
                        TIP.MESSAGE,
                        TIP.PRIVATE_MESSAGE,
                        GIFT.ITEM,
                        GIFT.NAME,
                        GIFT.QUANTITY)
                .from(TIP)
                .leftJoin(GIFT)
                .on(GIFT.TIP_ID.eq(TIP.ID))
                .where(TIP.PERFORMER_ID.eq(performerId))
                // The first tells the index where to begin, the second which of one moment are left.
                .and(TIP.CREATED_AT.le(after.at()))
                .and(DSL.row(TIP.CREATED_AT, TIP.ID).lt(after.at(), after.id()))
                .orderBy(TIP.CREATED_AT.desc(), TIP.ID.desc())
                .limit(limit + 1)
                .fetch(ReceivedRows::tip);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        ReceivedTip last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new Cursor(Instants.utc(last.at()), last.id()).text());
    }

    private static ReceivedTip tip(Record row) {
        boolean anonymous = row.get(TIP.ANONYMOUS);
        return new ReceivedTip(
                row.get(TIP.ID),
                anonymous ? null : row.get(TIP.VIEWER_ID),
                Money.coins(row.get(TIP.AMOUNT)),
                row.get(TIP.CREATED_AT).toInstant(),
                row.get(TIP.MESSAGE),
                row.get(TIP.PRIVATE_MESSAGE),
                row.get(GIFT.ITEM) == null
                        ? null
                        : new GivenGift(row.get(GIFT.ITEM), row.get(GIFT.NAME), row.get(GIFT.QUANTITY)));
    }
}
