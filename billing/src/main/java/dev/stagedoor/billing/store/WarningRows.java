package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.COIN_LOT;
import static dev.stagedoor.billing.store.jooq.Tables.EXPIRY_WARNING;

import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.wallet.ExpiringCoins;
import dev.stagedoor.billing.wallet.ExpiryWarning;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Warnings of expiries inside a transaction, for whoever passes them on. */
final class WarningRows {
    private WarningRows() {}

    /** Unconfirmed warnings behind that one, oldest first. */
    static List<ExpiryWarning> unconfirmed(
            DSLContext sql, LotTerms terms, Instant now, @Nullable ExpiryWarning last, int limit) {
        Condition behind = last == null
                ? DSL.noCondition()
                : DSL.row(EXPIRY_WARNING.WARNED_AT, COIN_LOT.OWNER_REF)
                        .gt(Instants.utc(last.warnedAt()), last.ownerId());
        return sql
                .select(COIN_LOT.OWNER_REF, EXPIRY_WARNING.WARNED_AT)
                .from(EXPIRY_WARNING)
                .join(COIN_LOT)
                .on(COIN_LOT.ID.eq(EXPIRY_WARNING.LOT_ID))
                .where(EXPIRY_WARNING.CONFIRMED_AT.isNull())
                .and(behind)
                .groupBy(COIN_LOT.OWNER_REF, EXPIRY_WARNING.WARNED_AT)
                .orderBy(EXPIRY_WARNING.WARNED_AT, COIN_LOT.OWNER_REF)
                .limit(limit)
                .fetch()
                .stream()
                .map(warning -> warning(sql, warning, terms, now))
                .toList();
    }

    private static ExpiryWarning warning(
            DSLContext sql, Record2<UUID, OffsetDateTime> warning, LotTerms terms, Instant now) {
        UUID owner = warning.value1();
        Instant idleUntil = ActivityRows.idleUntil(sql, owner, terms);
        Instant horizon = now.plus(Duration.ofDays(terms.warnedWithin(false)));
        List<ExpiringCoins> coins = sql
                .selectDistinct(COIN_LOT.ID, COIN_LOT.CLASS, COIN_LOT.REMAINING, COIN_LOT.MERCY, COIN_LOT.EXPIRES_AT)
                .from(EXPIRY_WARNING)
                .join(COIN_LOT)
                .on(COIN_LOT.ID.eq(EXPIRY_WARNING.LOT_ID))
                .where(COIN_LOT.OWNER_REF.eq(owner))
                .and(EXPIRY_WARNING.WARNED_AT.eq(warning.value2()))
                .and(COIN_LOT.REMAINING.gt(0L))
                .and(terms.paidExpiry() ? DSL.noCondition() : COIN_LOT.EXPIRES_AT.isNotNull())
                .fetch(lot -> new ExpiringCoins(
                        LotClass.valueOf(lot.value2()),
                        Money.coins(lot.value3()),
                        !lot.value4(),
                        lot.value5() == null ? idleUntil : lot.value5().toInstant()))
                .stream()
                .filter(each ->
                        each.expiresAt().isAfter(now) && !each.expiresAt().isAfter(horizon))
                .sorted(Comparator.comparing(ExpiringCoins::expiresAt))
                .toList();
        return new ExpiryWarning(owner, warning.value2().toInstant(), coins);
    }

    static int confirm(DSLContext sql, UUID owner, OffsetDateTime warnedAt, OffsetDateTime now) {
        return sql.update(EXPIRY_WARNING)
                .set(EXPIRY_WARNING.CONFIRMED_AT, now)
                .where(EXPIRY_WARNING.WARNED_AT.eq(warnedAt))
                .and(EXPIRY_WARNING.CONFIRMED_AT.isNull())
                .and(EXPIRY_WARNING.LOT_ID.in(
                        DSL.select(COIN_LOT.ID).from(COIN_LOT).where(COIN_LOT.OWNER_REF.eq(owner))))
                .execute();
    }
}
