package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.AUTO_TOP_UP;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.payments.AutoTopUp;
import dev.stagedoor.billing.payments.AutoTopUpStore;
import dev.stagedoor.billing.payments.AutoTopUpTerms;
import dev.stagedoor.billing.payments.NewOrder;
import dev.stagedoor.billing.payments.OrderState;
import dev.stagedoor.billing.store.jooq.tables.records.AutoTopUpRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PaymentOrderRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Coins that buy themselves, in PostgreSQL. The wish's row is locked by whoever makes an attempt, so there is one at a time. */
public final class PostgresAutoTopUps implements AutoTopUpStore {
    private final Database database;
    private final SpendGuard guard;

    public PostgresAutoTopUps(Database database, SpendGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public @Nullable Method lastMethod(UUID userId, Set<String> providers) {
        return database.transact(transaction -> transaction
                .sql()
                .select(PAYMENT_ORDER.PROVIDER, PAYMENT_ORDER.PAYMENT_REF, PAYMENT_ORDER.METHOD_REF)
                .from(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.USER_ID.eq(userId))
                .and(PAYMENT_ORDER.STATE.eq(OrderState.PAID.name()))
                .and(PAYMENT_ORDER.AUTO_ATTEMPT.isNull())
                .and(PAYMENT_ORDER.METHOD_REF.isNotNull())
                .and(PAYMENT_ORDER.PROVIDER.in(providers))
                .orderBy(PAYMENT_ORDER.CREATED_AT.desc(), PAYMENT_ORDER.ID.desc())
                .limit(1)
                .fetchOne(row -> new Method(row.value1(), row.value2(), row.value3())));
    }

    @Override
    public SpendRefusal.@Nullable Excluded put(
            UUID userId, AutoTopUp.Wish wish, Sale sale, Method method, Instant agreedAt) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(AUTO_TOP_UP.USER_ID, userId);
        row.put(AUTO_TOP_UP.THRESHOLD_MINOR, wish.threshold().amountMinor());
        row.put(AUTO_TOP_UP.PACKAGE_ID, wish.packageId());
        row.put(AUTO_TOP_UP.PRICE_MINOR, sale.priceMinor());
        row.put(AUTO_TOP_UP.COINS_MINOR, sale.coins());
        row.put(AUTO_TOP_UP.CAP_MINOR, wish.cap().amountMinor());
        row.put(AUTO_TOP_UP.ASSET, sale.asset().name());
        row.put(AUTO_TOP_UP.CAP_PERIOD, wish.period().name());
        row.put(AUTO_TOP_UP.PROVIDER, method.provider());
        row.put(AUTO_TOP_UP.PAYMENT_REF, method.paymentId());
        row.put(AUTO_TOP_UP.AGREED_AT, Instants.utc(agreedAt));
        row.put(AUTO_TOP_UP.OFF_REASON, null);
        row.put(AUTO_TOP_UP.OFF_AT, null);
        return database.transact(transaction -> {
            Instant until = SpendGuard.excludedUntil(transaction.sql(), userId, agreedAt);
            if (until != null) {
                return new SpendRefusal.Excluded(until);
            }
            transaction
                    .sql()
                    .insertInto(AUTO_TOP_UP)
                    .set(row)
                    .onConflict(AUTO_TOP_UP.USER_ID)
                    .doUpdate()
                    .set(row)
                    .execute();
            return null;
        });
    }

    @Override
    public void off(UUID userId, AutoTopUp.Off why, Instant at) {
        database.transact(transaction -> off(transaction, userId, why, at));
    }

    private static int off(Transaction transaction, UUID userId, AutoTopUp.Off why, Instant at) {
        transaction.tell(userId);
        return transaction
                .sql()
                .update(AUTO_TOP_UP)
                .set(AUTO_TOP_UP.OFF_REASON, why.name())
                .set(AUTO_TOP_UP.OFF_AT, Instants.utc(at))
                .where(AUTO_TOP_UP.USER_ID.eq(userId))
                .and(AUTO_TOP_UP.OFF_REASON.isNull())
                .execute();
    }

    @Override
    public @Nullable AutoTopUp find(UUID userId, Instant now, int attempts) {
        return database.transact(transaction -> {
            AutoTopUpRecord row = transaction
                    .sql()
                    .selectFrom(AUTO_TOP_UP)
                    .where(AUTO_TOP_UP.USER_ID.eq(userId))
                    .fetchOne();
            return row == null ? null : found(new AutoTopUpRows(transaction.sql(), row), now, attempts);
        });
    }

    private static AutoTopUp found(AutoTopUpRows rows, Instant now, int attempts) {
        AutoTopUpRecord row = rows.wish();
        Asset asset = Asset.valueOf(row.getAsset());
        String off = row.getOffReason();
        return new AutoTopUp(
                row.getUserId(),
                new AutoTopUp.Wish(
                        Money.coins(row.getThresholdMinor()),
                        row.getPackageId(),
                        new Money(row.getCapMinor(), asset),
                        LimitPeriod.valueOf(row.getCapPeriod())),
                new Money(rows.used(now), asset),
                row.getAgreedAt().toInstant(),
                off == null ? null : AutoTopUp.Off.valueOf(off),
                rows.latest(attempts));
    }

    @Override
    public @Nullable Attempt attempt(
            AutoTopUp seen, @Nullable NewOrder order, Set<String> providers, AutoTopUpTerms terms, Instant now) {
        return database.transact(transaction -> {
            AutoTopUpRows rows = locked(transaction.sql(), seen.userId());
            if (rows == null) {
                return null;
            }
            PaymentOrderRecord open = rows.open();
            if (open != null) {
                return again(transaction, rows, open, providers, terms, now);
            }
            boolean asSeen = rows.wish().getAgreedAt().toInstant().equals(seen.agreedAt());
            if (!asSeen || rows.wish().getOffReason() != null || !rows.isLow()) {
                return null;
            }
            AutoTopUp.Off end = end(rows, order, providers, terms);
            if (end != null) {
                off(transaction, seen.userId(), end, now);
                return null;
            }
            return order != null && rows.mayTry(terms, now) && rows.fits(order, now)
                    ? made(transaction, rows, order, now)
                    : null;
        });
    }

    private static @Nullable AutoTopUpRows locked(DSLContext sql, UUID userId) {
        AutoTopUpRecord row = sql.selectFrom(AUTO_TOP_UP)
                .where(AUTO_TOP_UP.USER_ID.eq(userId))
                .forUpdate()
                .fetchOne();
        return row == null ? null : new AutoTopUpRows(sql, row);
    }

    /** The attempt without an end, if its provider is to be asked again. */
    private static @Nullable Attempt again(
            Transaction transaction,
            AutoTopUpRows rows,
            PaymentOrderRecord open,
            Set<String> providers,
            AutoTopUpTerms terms,
            Instant now) {
        Instant madeAt = Objects.requireNonNull(open.getAutoAt()).toInstant();
        if (!madeAt.plus(terms.askAgainFor()).isAfter(now)) {
            rows.giveUp(open);
            if (open.getAutoSentAt() != null) {
                // It may have been charged, and nobody has said so: nothing more is charged before the buyer has
                // looked.
                off(transaction, open.getUserId(), AutoTopUp.Off.PROVIDER, now);
            }
            return null;
        }
        // Asking may charge, which nobody wants who has withdrawn. If it was charged before, a webhook says so.
        boolean withdrawn = rows.wish().getOffReason() != null || rows.isShutOut(now);
        Method method = rows.method(open.getProvider(), Objects.requireNonNull(open.getAutoMethod()));
        return withdrawn || method == null || !providers.contains(open.getProvider())
                ? null
                : new Attempt(PostgresPayments.stored(open), method);
    }

    /** Why nothing may be bought any more, null if it may. */
    private static AutoTopUp.@Nullable Off end(
            AutoTopUpRows rows, @Nullable NewOrder order, Set<String> providers, AutoTopUpTerms terms) {
        AutoTopUpRecord wish = rows.wish();
        if (!providers.contains(wish.getProvider()) || rows.method(wish.getProvider(), wish.getPaymentRef()) == null) {
            return AutoTopUp.Off.PROVIDER;
        }
        if (rows.isDisputed()) {
            return AutoTopUp.Off.DISPUTED;
        }
        if (rows.declines().size() >= terms.mostDeclines()) {
            return AutoTopUp.Off.DECLINED;
        }
        return rows.isAsAgreed(order) ? null : AutoTopUp.Off.PRICE;
    }

    /** Null, and nothing is kept, if the buyer's own limits forbid it. */
    private @Nullable Attempt made(Transaction transaction, AutoTopUpRows rows, NewOrder order, Instant now) {
        DSLContext sql = transaction.sql();
        Method method = Objects.requireNonNull(
                rows.method(rows.wish().getProvider(), rows.wish().getPaymentRef()), "it was looked for just now");
        PostgresPayments.insert(
                sql,
                order,
                method.provider(),
                new PostgresPayments.Absence(rows.nextNumber(), Instants.utc(now), method.paymentId()));
        Money price = new Money(order.sale().priceMinor(), order.sale().asset());
        if (guard.afterOrdering(sql, order.userId(), price) != null) {
            return transaction.undo(null);
        }
        return new Attempt(
                PostgresPayments.stored(sql.selectFrom(PAYMENT_ORDER)
                        .where(PAYMENT_ORDER.ID.eq(order.orderId()))
                        .fetchSingle()),
                method);
    }

    @Override
    public boolean sending(UUID orderId, Instant now) {
        return database.transact(transaction -> transaction
                        .sql()
                        .update(PAYMENT_ORDER)
                        .set(PAYMENT_ORDER.AUTO_SENT_AT, Instants.utc(now))
                        .where(PAYMENT_ORDER.ID.eq(orderId))
                        .and(PAYMENT_ORDER.AUTO_SENT_AT.isNull())
                        .and(AutoTopUpRows.IS_OPEN)
                        .execute())
                == 1;
    }

    @Override
    public void notSent(UUID orderId) {
        database.transact(transaction -> transaction
                .sql()
                .update(PAYMENT_ORDER)
                .setNull(PAYMENT_ORDER.AUTO_SENT_AT)
                .where(PAYMENT_ORDER.ID.eq(orderId))
                .and(AutoTopUpRows.IS_OPEN)
                .execute());
    }

    @Override
    public void countDeclines(UUID userId, AutoTopUpTerms terms, Instant now) {
        database.transact(transaction -> {
            AutoTopUpRows rows = locked(transaction.sql(), userId);
            return rows != null && rows.declines().size() >= terms.mostDeclines()
                    ? off(transaction, userId, AutoTopUp.Off.DECLINED, now)
                    : 0;
        });
    }

    @Override
    public Set<UUID> due(@Nullable Set<UUID> among, int limit) {
        Condition open = DSL.exists(DSL.selectOne()
                .from(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.USER_ID.eq(AUTO_TOP_UP.USER_ID))
                .and(AutoTopUpRows.IS_OPEN));
        Condition rich = DSL.exists(DSL.selectOne()
                .from(ACCOUNT)
                .where(ACCOUNT.KIND.eq(AccountKind.VIEWER_AVAILABLE.kind()))
                .and(ACCOUNT.OWNER_REF.eq(AUTO_TOP_UP.USER_ID))
                .and(ACCOUNT.QUALIFIER.eq(""))
                .and(ACCOUNT.ASSET.eq(Asset.COIN.name()))
                .and(ACCOUNT.BALANCE.ge(AUTO_TOP_UP.THRESHOLD_MINOR)));
        Condition these =
                among == null ? DSL.noCondition() : AUTO_TOP_UP.USER_ID.eq(DSL.any(among.toArray(UUID[]::new)));
        return database.transact(transaction -> transaction
                .sql()
                .select(AUTO_TOP_UP.USER_ID)
                .from(AUTO_TOP_UP)
                .where(these)
                .and(open.or(AUTO_TOP_UP.OFF_REASON.isNull().andNot(rich)))
                // Those who may not buy more today are many and always due; nobody may wait behind them for ever.
                .orderBy(DSL.rand())
                .limit(limit)
                .fetchSet(AUTO_TOP_UP.USER_ID));
    }
}
