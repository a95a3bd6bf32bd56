package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.COIN_LOT;
import static dev.stagedoor.billing.store.jooq.Tables.EXPIRY_WARNING;
import static dev.stagedoor.billing.store.jooq.Tables.OUTBOX;
import static dev.stagedoor.billing.store.jooq.Tables.USER_ACTIVITY;

import dev.stagedoor.billing.ledger.Lot;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.wallet.ExpiringCoins;
import dev.stagedoor.billing.wallet.ExpiryWarning;
import dev.stagedoor.billing.wallet.LotStore;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settling and expiry of lots in PostgreSQL. */
public final class PostgresLots implements LotStore {
    static final String EXPIRING = "coins.expiring";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLots.class);

    private static final Field<Long> FREE = COIN_LOT.REMAINING.minus(COIN_LOT.PINNED);

    private final Database database;
    private final Supplier<UUID> ids;

    public PostgresLots(Database database, Supplier<UUID> ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public List<Long> unsettled() {
        return database.transact(transaction -> LotRows.unsettled(transaction.sql(), DSL.noCondition()));
    }

    @Override
    public int settle(List<Long> lots) {
        return database.transact(transaction -> LotRows.settle(transaction, lots, ids));
    }

    @Override
    public List<UUID> ownersWithExpiredCoins(LotTerms terms, Instant now) {
        Condition over = COIN_LOT.EXPIRED_AT.isNull().and(COIN_LOT.EXPIRES_AT.le(Instants.utc(now)));
        Condition backAndOver = COIN_LOT.CAME_BACK
                .isTrue()
                .and(FREE.le(0L)
                        .or(COIN_LOT.MERCY.isFalse())
                        .or(COIN_LOT.EXPIRES_AT.le(Instants.utc(now.minus(terms.mercy())))));
        return database.transact(transaction -> owners(transaction.sql(), over)
                .union(owners(transaction.sql(), backAndOver))
                .fetch(COIN_LOT.OWNER_REF));
    }

    @Override
    public List<UUID> ownersWithIdleCoins(LotTerms terms, Instant now) {
        OffsetDateTime since = Instants.utc(now.minus(Duration.ofDays(terms.paidInactivityDays())));
        Condition idle = COIN_LOT.CLASS
                .eq(LotClass.PAID.name())
                .and(FREE.gt(0L))
                .and(COIN_LOT.GRANTED_AT.le(since))
                .and(ActivityRows.lastActivity(COIN_LOT.OWNER_REF).le(since));
        return database.transact(transaction -> owners(transaction.sql(), idle).fetch(COIN_LOT.OWNER_REF));
    }

    private static SelectConditionStep<Record1<UUID>> owners(DSLContext sql, Condition which) {
        return sql.selectDistinct(COIN_LOT.OWNER_REF).from(COIN_LOT).where(which);
    }

    @Override
    public long expire(UUID ownerId, LotTerms terms, Instant now) {
        return database.transact(transaction -> {
            long coins = 0;
            List<Lot> lots = LotRows.lockAndSettle(transaction, ownerId, ids);
            Instant idleUntil = ActivityRows.idleUntil(transaction.sql(), ownerId, terms);
            for (Lot lot : lots) {
                if (lot.free() > 0 && isOver(lot, terms, now, idleUntil)) {
                    LotRows.expire(transaction, lot, ids);
                    coins = Math.addExact(coins, lot.free());
                }
            }
            Routines.noteExpiry(transaction.sql().configuration(), ownerId, Instants.utc(now));
            return coins;
        });
    }

    private static boolean isOver(Lot lot, LotTerms terms, Instant now, Instant idleUntil) {
        Instant expiresAt = lot.expiresAt();
        if (expiresAt == null) {
            return lot.lotClass() == LotClass.PAID && terms.paidExpiry() && !now.isBefore(idleUntil);
        }
        // What is still there after the expiry was carried out has come back since.
        return !now.isBefore(lot.expiredAt() == null || !lot.mercy() ? expiresAt : expiresAt.plus(terms.mercy()));
    }

    @Override
    public int warn(LotTerms terms, Instant now) {
        Instant horizon = now.plus(Duration.ofDays(terms.warnedWithin(false)));
        Instant idleSince = horizon.minus(Duration.ofDays(terms.paidInactivityDays()));
        Condition dated = COIN_LOT.EXPIRES_AT.gt(Instants.utc(now)).and(COIN_LOT.EXPIRES_AT.le(Instants.utc(horizon)));
        Condition idle = terms.paidExpiry()
                ? COIN_LOT.CLASS.eq(LotClass.PAID.name()).and(COIN_LOT.GRANTED_AT.le(Instants.utc(idleSince)))
                : DSL.falseCondition();
        List<UUID> owners = database.transact(transaction -> transaction
                .sql()
                .selectDistinct(COIN_LOT.OWNER_REF)
                .from(COIN_LOT)
                .where(COIN_LOT.REMAINING.gt(0L))
                .and(dated.or(idle))
                .fetch(COIN_LOT.OWNER_REF));
        OneByOne each = new OneByOne(LOG, "warning of");
        List<Integer> warned = new ArrayList<>();
        owners.forEach(owner -> each.did(
                owner, () -> warned.add(database.transact(transaction -> warn(transaction.sql(), owner, terms, now)))));
        each.complain();
        return warned.stream().mapToInt(Integer::intValue).sum();
    }

    private static int warn(DSLContext sql, UUID owner, LotTerms terms, Instant now) {
        Instant idleUntil = ActivityRows.idleUntil(sql, owner, terms);
        int warned = 0;
        for (var lot : sql.selectFrom(COIN_LOT)
                .where(COIN_LOT.OWNER_REF.eq(owner))
                .and(COIN_LOT.REMAINING.gt(0L))
                .fetch()) {
            Instant dated = Instants.instant(lot.getExpiresAt());
            boolean paid = lot.getClass_().equals(LotClass.PAID.name());
            if (dated == null && !(paid && terms.paidExpiry())) {
                continue;
            }
            Instant expiresAt = dated == null ? idleUntil : dated;
            Duration left = Duration.between(now, expiresAt);
            Duration life = Duration.between(lot.getGrantedAt().toInstant(), expiresAt);
            int first = terms.warnedWithin(!lot.getMercy());
            // Of several warnings that are due the nearest is given; a life shorter than a warning's time has none.
            Integer days = terms.warnDays().stream()
                    .filter(each -> each <= first
                            && left.compareTo(Duration.ofDays(each)) <= 0
                            && life.compareTo(Duration.ofDays(each)) > 0)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            if (days != null && left.isPositive()) {
                warned += sql.insertInto(
                                EXPIRY_WARNING,
                                EXPIRY_WARNING.LOT_ID,
                                EXPIRY_WARNING.EXPIRES_AT,
                                EXPIRY_WARNING.DAYS_BEFORE,
                                EXPIRY_WARNING.WARNED_AT)
                        .values(lot.getId(), Instants.utc(expiresAt), days, Instants.utc(now))
                        .onConflictDoNothing()
                        .execute();
            }
        }
        if (warned > 0) {
            sql.insertInto(OUTBOX)
                    .set(OUTBOX.TOPIC, EXPIRING)
                    .set(OUTBOX.SUBJECT_REF, owner)
                    .execute();
        }
        return warned;
    }

    @Override
    public List<ExpiryWarning> unconfirmed(LotTerms terms, Instant now, @Nullable ExpiryWarning last, int limit) {
        return database.transact(transaction -> WarningRows.unconfirmed(transaction.sql(), terms, now, last, limit));
    }

    @Override
    public void confirm(UUID ownerId, Instant warnedAt, Instant now) {
        database.transact(transaction ->
                WarningRows.confirm(transaction.sql(), ownerId, Instants.utc(warnedAt), Instants.utc(now)));
    }

    @Override
    public List<ExpiringCoins> expiring(UUID ownerId, LotTerms terms) {
        return database.transact(transaction -> {
            Instant idleUntil = ActivityRows.idleUntil(transaction.sql(), ownerId, terms);
            return transaction
                    .sql()
                    .selectFrom(COIN_LOT)
                    .where(COIN_LOT.OWNER_REF.eq(ownerId))
                    .and(COIN_LOT.REMAINING.gt(0L))
                    .and(COIN_LOT.EXPIRES_AT.isNotNull().or(COIN_LOT.CLASS.eq(LotClass.PAID.name())))
                    .fetch()
                    .stream()
                    .filter(lot -> lot.getExpiresAt() != null || terms.paidExpiry())
                    .map(lot -> new ExpiringCoins(
                            LotClass.valueOf(lot.getClass_()),
                            Money.coins(lot.getRemaining()),
                            !lot.getMercy(),
                            lot.getExpiresAt() == null
                                    ? idleUntil
                                    : lot.getExpiresAt().toInstant()))
                    .sorted(Comparator.comparing(ExpiringCoins::expiresAt))
                    .toList();
        });
    }

    @Override
    public void seen(UUID ownerId, Instant at) {
        database.transact(transaction -> transaction
                .sql()
                .insertInto(USER_ACTIVITY)
                .values(ownerId, Instants.utc(at))
                .onConflict(USER_ACTIVITY.OWNER_REF)
                .doUpdate()
                .set(USER_ACTIVITY.LAST_AT, DSL.greatest(USER_ACTIVITY.LAST_AT, DSL.val(Instants.utc(at))))
                .execute());
    }
}
