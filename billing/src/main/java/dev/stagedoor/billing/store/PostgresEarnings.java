package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.EARNING_DAY;
import static dev.stagedoor.billing.store.jooq.Tables.RESERVE_PART;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.payouts.EarningsStore;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.PayeeKind;
import dev.stagedoor.billing.payouts.TaxEntry;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.store.jooq.tables.records.AccountRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Days of earnings in PostgreSQL. */
public final class PostgresEarnings implements EarningsStore {
    private final Database database;

    public PostgresEarnings(Database database) {
        this.database = database;
    }

    @Override
    public void fold(EarningsTerms terms) {
        database.transact(transaction -> Routines.foldEarnings(
                transaction.sql().configuration(), terms.zone().getId(), terms.maturityDays()));
    }

    @Override
    public boolean matureNext(Instant now, String taxPreset, Set<UUID> without, Function<Due, Maturing> decide) {
        return database.transactForOne((transaction, chosen) -> {
            DSLContext sql = transaction.sql();
            Long accountId = lockDueAccount(sql, now, without);
            if (accountId == null) {
                return false;
            }
            AccountRecord account =
                    sql.selectFrom(ACCOUNT).where(ACCOUNT.ID.eq(accountId)).fetchSingle();
            chosen.accept(account.getOwnerRef());
            Due due = due(sql, account, now, taxPreset);
            Maturing maturing = decide.apply(due);
            Long transferId = null;
            for (Posting posting : maturing.postings()) {
                long posted = transaction.mustPost(posting);
                transferId = transferId == null ? Long.valueOf(posted) : transferId;
            }
            TaxEntry tax = maturing.tax();
            if (tax != null) {
                PayeeRows.insert(sql, due.payeeId(), due.asset(), tax);
            }
            close(sql, accountId, due, now, transferId);
            if (maturing.reserveMinor() > 0) {
                sql.insertInto(RESERVE_PART)
                        .set(RESERVE_PART.ACCOUNT_ID, accountId)
                        .set(RESERVE_PART.DAY, due.day())
                        .set(RESERVE_PART.AMOUNT_MINOR, maturing.reserveMinor())
                        .set(RESERVE_PART.RELEASE_AT, Instants.utc(maturing.reserveUntil()))
                        .execute();
            }
            return true;
        });
    }

    /** Locks an account's oldest day that has not matured, which stands for all its days; the account's id. */
    private static @Nullable Long lockDueAccount(DSLContext sql, Instant now, Set<UUID> without) {
        var older = EARNING_DAY.as("older");
        return sql.select(EARNING_DAY.ACCOUNT_ID)
                .from(EARNING_DAY)
                .where(isDue(now))
                .and(isNotOf(without, EARNING_DAY.ACCOUNT_ID))
                .andNotExists(DSL.selectOne()
                        .from(older)
                        .where(older.ACCOUNT_ID.eq(EARNING_DAY.ACCOUNT_ID))
                        .and(older.MATURED_AT.isNull())
                        .and(older.DAY.lt(EARNING_DAY.DAY)))
                .orderBy(EARNING_DAY.MATURES_AT, EARNING_DAY.ACCOUNT_ID)
                .limit(1)
                .forUpdate()
                .of(EARNING_DAY)
                .skipLocked()
                .fetchOne(EARNING_DAY.ACCOUNT_ID);
    }

    private static Condition isNotOf(Set<UUID> payees, Field<Long> accountId) {
        return payees.isEmpty()
                ? DSL.noCondition()
                : accountId.notIn(DSL.select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.OWNER_REF.in(payees)));
    }

    private static Condition isDue(Instant now) {
        return EARNING_DAY.MATURED_AT.isNull().and(EARNING_DAY.MATURES_AT.le(Instants.utc(now)));
    }

    private static Due due(DSLContext sql, AccountRecord account, Instant now, String taxPreset) {
        long accountId = account.getId();
        UUID payeeId = account.getOwnerRef();
        Asset asset = Asset.valueOf(account.getAsset());
        boolean frozen = PayeeRows.lock(sql, payeeId).getFrozenAt() != null;
        LocalDate day = sql.select(DSL.max(EARNING_DAY.DAY))
                .from(EARNING_DAY)
                .where(EARNING_DAY.ACCOUNT_ID.eq(accountId))
                .and(isDue(now))
                .fetchSingle()
                .value1();
        Field<Long> credits = DSL.sum(EARNING_DAY.CREDIT_MINOR)
                .filterWhere(EARNING_DAY.DAY.le(day))
                .cast(Long.class);
        Field<Long> debits = DSL.sum(EARNING_DAY.DEBIT_MINOR.minus(EARNING_DAY.MATURED_MINOR))
                .cast(Long.class);
        long amount = sql.select(DSL.coalesce(credits, 0L).plus(DSL.coalesce(debits, 0L)))
                .from(EARNING_DAY)
                .where(EARNING_DAY.ACCOUNT_ID.eq(accountId))
                .fetchSingle()
                .value1();
        return new Due(
                PayeeKind.ofPending(account.getKind()),
                payeeId,
                asset,
                day,
                Math.max(0, amount),
                frozen,
                PayeeRows.taxFacts(sql, payeeId, asset, taxPreset, now));
    }

    private static void close(DSLContext sql, long accountId, Due due, Instant now, @Nullable Long transferId) {
        Condition newest = EARNING_DAY.DAY.eq(due.day());
        sql.update(EARNING_DAY)
                .set(EARNING_DAY.MATURED_AT, Instants.utc(now))
                .set(
                        EARNING_DAY.MATURED_MINOR,
                        DSL.when(newest, due.amountMinor()).otherwise(0L))
                .set(
                        EARNING_DAY.TRANSFER_ID,
                        DSL.when(newest, DSL.val(transferId, Long.class)).otherwise(DSL.inline(null, Long.class)))
                .where(EARNING_DAY.ACCOUNT_ID.eq(accountId))
                .and(isDue(now))
                .execute();
    }

    @Override
    public boolean releaseNext(Instant now, Set<UUID> without, Function<Reserve, List<Posting>> decide) {
        return database.transactForOne((transaction, chosen) -> {
            DSLContext sql = transaction.sql();
            var part = sql.selectFrom(RESERVE_PART)
                    .where(RESERVE_PART.RELEASED_AT.isNull())
                    .and(RESERVE_PART.RELEASE_AT.le(Instants.utc(now)))
                    .and(isNotOf(without, RESERVE_PART.ACCOUNT_ID))
                    .orderBy(RESERVE_PART.RELEASE_AT, RESERVE_PART.ACCOUNT_ID)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOne();
            if (part == null) {
                return false;
            }
            AccountRecord account = sql.selectFrom(ACCOUNT)
                    .where(ACCOUNT.ID.eq(part.getAccountId()))
                    .fetchSingle();
            chosen.accept(account.getOwnerRef());
            Reserve reserve = new Reserve(
                    PayeeKind.ofPending(account.getKind()),
                    account.getOwnerRef(),
                    Asset.valueOf(account.getAsset()),
                    part.getDay(),
                    part.getAmountMinor(),
                    PayeeRows.lock(sql, account.getOwnerRef()).getFrozenAt() != null);
            decide.apply(reserve).forEach(transaction::mustPost);
            sql.update(RESERVE_PART)
                    .set(RESERVE_PART.RELEASED_AT, Instants.utc(now))
                    .where(RESERVE_PART.ACCOUNT_ID.eq(part.getAccountId()))
                    .and(RESERVE_PART.DAY.eq(part.getDay()))
                    .execute();
            return true;
        });
    }
}
