package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.EARNING_DAY;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.REFERRAL;
import static dev.stagedoor.billing.store.jooq.Tables.REFERRAL_CODE;
import static dev.stagedoor.billing.store.jooq.Tables.REFERRAL_COMMISSION;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.referrals.Newcomer;
import dev.stagedoor.billing.referrals.ReferralStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Codes and attributions in PostgreSQL. */
public final class PostgresReferrals implements ReferralStore {
    private final Database database;
    private final ReferralWriter commissions;

    /** @param terms of the programme at the moment of an order */
    public PostgresReferrals(Database database, Supplier<UUID> ids, Function<Instant, PriceList.Referral> terms) {
        this.database = database;
        this.commissions = new ReferralWriter(ids, terms);
    }

    @Override
    public @Nullable String code(UUID referrerId, String fresh) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            String known = known(sql, referrerId);
            if (known != null) {
                return known;
            }
            sql.insertInto(REFERRAL_CODE)
                    .set(REFERRAL_CODE.CODE, fresh)
                    .set(REFERRAL_CODE.REFERRER_ID, referrerId)
                    .onConflictDoNothing()
                    .execute();
            return known(sql, referrerId);
        });
    }

    private static @Nullable String known(DSLContext sql, UUID referrerId) {
        return sql.select(REFERRAL_CODE.CODE)
                .from(REFERRAL_CODE)
                .where(REFERRAL_CODE.REFERRER_ID.eq(referrerId))
                .fetchOne(REFERRAL_CODE.CODE);
    }

    @Override
    public void attribute(Newcomer newcomer, Instant endsAt) {
        database.transact(transaction -> transaction
                .sql()
                .insertInto(REFERRAL)
                .columns(
                        REFERRAL.ACCOUNT_ID,
                        REFERRAL.REFERRER_ID,
                        REFERRAL.CODE,
                        REFERRAL.SEEN_AT,
                        REFERRAL.REGISTERED_AT,
                        REFERRAL.ENDS_AT)
                .select(DSL.select(
                                DSL.val(newcomer.accountId()),
                                REFERRAL_CODE.REFERRER_ID,
                                REFERRAL_CODE.CODE,
                                DSL.val(Instants.utc(newcomer.seenAt())),
                                DSL.val(Instants.utc(newcomer.registeredAt())),
                                DSL.val(Instants.utc(endsAt)))
                        .from(REFERRAL_CODE)
                        .where(REFERRAL_CODE.CODE.eq(newcomer.code()))
                        .and(REFERRAL_CODE.REFERRER_ID.ne(newcomer.accountId())))
                .onConflictDoNothing()
                .execute());
    }

    /**
     * Locks all orders of the person, in whatever state: a payment that is just being booked by a transaction that could not see
     * the attribution yet is waited for here, and every later one sees it.
     */
    @Override
    public void catchUp(UUID accountId) {
        database.transact(transaction -> {
            List<UUID> orders = transaction
                    .sql()
                    .select(PAYMENT_ORDER.ID)
                    .from(PAYMENT_ORDER)
                    .where(PAYMENT_ORDER.USER_ID.eq(accountId))
                    .orderBy(PAYMENT_ORDER.ID)
                    .forUpdate()
                    .fetch(PAYMENT_ORDER.ID);
            orders.forEach(order -> commissions.settle(transaction, order));
            return orders.size();
        });
    }

    @Override
    public List<UUID> forgotten() {
        return database.transact(transaction -> transaction
                .sql()
                .selectDistinct(REFERRAL.ACCOUNT_ID)
                .from(REFERRAL)
                .join(PAYMENT_ORDER)
                .on(PAYMENT_ORDER.USER_ID.eq(REFERRAL.ACCOUNT_ID))
                .where(PAYMENT_ORDER.CREATED_AT.lt(REFERRAL.ENDS_AT))
                .and(PAYMENT_ORDER.PAYMENT_REF.isNotNull())
                .andNotExists(DSL.selectOne()
                        .from(REFERRAL_COMMISSION)
                        .where(REFERRAL_COMMISSION.ORDER_ID.eq(PAYMENT_ORDER.ID)))
                .fetch(REFERRAL.ACCOUNT_ID));
    }

    @Override
    public Standing standing(UUID referrerId, Asset asset) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            AccountRef pending = AccountRef.payee(AccountKind.REFERRER_PENDING, referrerId, asset);
            return new Standing(
                    sql.fetchCount(REFERRAL, REFERRAL.REFERRER_ID.eq(referrerId)),
                    EarnedRows.balance(sql, pending),
                    sql.select(DSL.coalesce(DSL.sum(EARNING_DAY.MATURED_MINOR), 0)
                                    .cast(Long.class))
                            .from(EARNING_DAY)
                            .join(ACCOUNT)
                            .on(ACCOUNT.ID.eq(EARNING_DAY.ACCOUNT_ID))
                            .where(ACCOUNT.KIND.eq(pending.kind().kind()))
                            .and(ACCOUNT.OWNER_REF.eq(referrerId))
                            .and(ACCOUNT.ASSET.eq(asset.name()))
                            .fetchSingle()
                            .value1());
        });
    }
}
