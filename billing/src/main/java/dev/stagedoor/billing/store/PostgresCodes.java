package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PROMO_CODE;
import static dev.stagedoor.billing.store.jooq.Tables.PROMO_REDEMPTION;

import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.store.jooq.tables.records.PromoCodeRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PromoRedemptionRecord;
import dev.stagedoor.billing.wallet.CodeChange;
import dev.stagedoor.billing.wallet.CodeStore;
import dev.stagedoor.billing.wallet.PromoCode;
import dev.stagedoor.billing.wallet.RedeemOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Codes in PostgreSQL. A code's row is locked while it is redeemed, so its limits hold whoever comes at once. */
public final class PostgresCodes implements CodeStore {
    private final Database database;
    private final Asset payoutAsset;

    public PostgresCodes(Database database, Asset payoutAsset) {
        this.database = database;
        this.payoutAsset = payoutAsset;
    }

    /** Makes a code when it is approved. */
    public static ApprovedChange approved() {
        return new Approved();
    }

    @Override
    public Made create(PromoCode code, UUID creator, Instant now, Instant since, long mostMinor) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            // One after the other for each person, or two at once would each see room.
            sql.execute("select pg_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val("codes of " + creator));
            if (sql.fetchExists(PROMO_CODE, PROMO_CODE.CODE.eq(code.code()))) {
                return Made.EXISTS;
            }
            if (code.promisedMinor() > mostMinor - promisedAlone(sql, creator, since)) {
                return Made.TOO_MUCH;
            }
            return insert(sql, code, creator, now, null) ? Made.MADE : Made.EXISTS;
        });
    }

    @Override
    public long promisedAlone(UUID creator, Instant since) {
        return database.transact(transaction -> promisedAlone(transaction.sql(), creator, since));
    }

    private static long promisedAlone(DSLContext sql, UUID creator, Instant since) {
        return sql.select(DSL.coalesce(DSL.sum(PROMO_CODE.COINS.mul(PROMO_CODE.MAX_TOTAL)), 0)
                        .cast(Long.class))
                .from(PROMO_CODE)
                .where(PROMO_CODE.CREATED_BY.eq(creator))
                .and(PROMO_CODE.CREATED_AT.gt(Instants.utc(since)))
                .and(PROMO_CODE.APPROVAL_ID.isNull())
                .fetchSingle()
                .value1();
    }

    private static boolean insert(
            DSLContext sql, PromoCode code, UUID creator, Instant now, @Nullable UUID approvalId) {
        return sql.insertInto(PROMO_CODE)
                        .set(PROMO_CODE.CODE, code.code())
                        .set(PROMO_CODE.COINS, code.coins().amountMinor())
                        .set(PROMO_CODE.VALID_FROM, Instants.utc(code.validFrom()))
                        .set(PROMO_CODE.VALID_UNTIL, Instants.utc(code.validUntil()))
                        .set(PROMO_CODE.MAX_TOTAL, code.maximumTotal())
                        .set(PROMO_CODE.MAX_PER_USER, code.maximumPerUser())
                        .set(PROMO_CODE.ACTIVE, code.active())
                        .set(PROMO_CODE.CREATED_BY, creator)
                        .set(PROMO_CODE.CREATED_AT, Instants.utc(now))
                        .set(PROMO_CODE.APPROVAL_ID, approvalId)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private static final class Approved extends ApprovedChange {
        @Override
        String kind() {
            return CodeChange.KIND;
        }

        @Override
        @Nullable
        String apply(Transaction transaction, Approval approval) {
            PromoCode code =
                    CanonicalJson.read(approval.payload(), CodeChange.class).toCode();
            Approval.Decision decision = Objects.requireNonNull(approval.decision(), "approved without a decision");
            if (!decision.at().isBefore(code.validUntil())) {
                return "the code's time is over. Propose it with another.";
            }
            return insert(transaction.sql(), code, approval.proposedBy(), decision.at(), approval.id())
                    ? null
                    : "there is a code of this name by now. Propose it under another.";
        }
    }

    @Override
    public boolean activate(String code, boolean active) {
        return database.transact(transaction -> transaction
                        .sql()
                        .update(PROMO_CODE)
                        .set(PROMO_CODE.ACTIVE, active)
                        .where(PROMO_CODE.CODE.eq(code))
                        .execute()
                == 1);
    }

    @Override
    public List<PromoCode> list(int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(PROMO_CODE)
                .orderBy(PROMO_CODE.CREATED_AT.desc(), PROMO_CODE.CODE)
                .limit(limit)
                .fetch(PostgresCodes::code));
    }

    @Override
    public RedeemOutcome redeem(UUID id, UUID userId, String code, LotTerms terms, Instant now) {
        return database.transact(transaction -> {
            PromoCodeRecord row = transaction
                    .sql()
                    .selectFrom(PROMO_CODE)
                    .where(PROMO_CODE.CODE.eq(code))
                    .forUpdate()
                    .fetchOne();
            PromoRedemptionRecord before = transaction.sql().fetchOne(PROMO_REDEMPTION, PROMO_REDEMPTION.ID.eq(id));
            if (before != null) {
                boolean same =
                        before.getUserId().equals(userId) && before.getCode().equals(code);
                return same && row != null ? redeemed(transaction, row, userId) : new RedeemOutcome.Unknown();
            }
            if (row == null || !isValid(row, now)) {
                return new RedeemOutcome.Unknown();
            }
            if (row.getRedeemed() >= row.getMaxTotal()) {
                return new RedeemOutcome.UsedUp();
            }
            int own = transaction
                    .sql()
                    .fetchCount(
                            PROMO_REDEMPTION,
                            PROMO_REDEMPTION.USER_ID.eq(userId).and(PROMO_REDEMPTION.CODE.eq(code)));
            if (own >= row.getMaxPerUser()) {
                return new RedeemOutcome.AlreadyUsed();
            }
            long transferId = transaction.mustPost(posting(id, userId, row, terms));
            transaction
                    .sql()
                    .insertInto(PROMO_REDEMPTION)
                    .values(id, code, userId, transferId, Instants.utc(now))
                    .execute();
            row.setRedeemed(row.getRedeemed() + 1);
            row.update();
            return redeemed(transaction, row, userId);
        });
    }

    private static boolean isValid(PromoCodeRecord row, Instant now) {
        return row.getActive()
                && !now.isBefore(row.getValidFrom().toInstant())
                && now.isBefore(row.getValidUntil().toInstant());
    }

    private Posting posting(UUID id, UUID userId, PromoCodeRecord row, LotTerms terms) {
        long coins = row.getCoins();
        IdempotencyKey key = IdempotencyKey.of("user:" + userId, "redeem:" + id, row.getCode());
        return Posting.of(TransferCode.REDEEM, id, key, "user:" + userId, TransferLines.promo(userId, coins))
                .granting(List.of(LotGrant.of(LotClass.PROMO, coins, new Money(0, payoutAsset), terms)))
                .noting(row.getCode());
    }

    private static RedeemOutcome redeemed(Transaction transaction, PromoCodeRecord row, UUID userId) {
        return new RedeemOutcome.Redeemed(
                Money.coins(row.getCoins()),
                Money.coins(Balances.coins(transaction.sql(), AccountKind.VIEWER_AVAILABLE, userId)));
    }

    private static PromoCode code(PromoCodeRecord row) {
        return new PromoCode(
                row.getCode(),
                Money.coins(row.getCoins()),
                row.getValidFrom().toInstant(),
                row.getValidUntil().toInstant(),
                row.getMaxTotal(),
                row.getMaxPerUser(),
                row.getRedeemed(),
                row.getActive());
    }
}
