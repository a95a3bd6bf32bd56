package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT_BALANCE;
import static dev.stagedoor.billing.store.jooq.Tables.EARNED_FROM_GRANT;
import static dev.stagedoor.billing.store.jooq.Tables.LOCK_EARNINGS;

import dev.stagedoor.billing.disputes.TakeBack;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What payees have earned by certain coins, and what of it can still be taken. */
final class EarnedRows {
    private EarnedRows() {}

    /** By the coins of one purchase; what the payees can withdraw is locked. */
    static List<TakeBack.Earned> fromGrant(DSLContext sql, long grantTransferId, Asset asset) {
        Map<Earner, Long> earned = sql.selectFrom(EARNED_FROM_GRANT(grantTransferId)).fetch().stream()
                .filter(row -> row.getAsset().equals(asset.name()))
                .collect(Collectors.toMap(
                        row -> new Earner(
                                row.getOwnerRef(), row.getKind().equals(AccountKind.AGENCY_PENDING.kind()), asset),
                        row -> row.getAmount(),
                        Math::addExact,
                        java.util.LinkedHashMap::new));
        return withBalances(sql, earned);
    }

    /** Adds what each has, under a lock. */
    static List<TakeBack.Earned> withBalances(DSLContext sql, Map<Earner, Long> earned) {
        UUID[] owners = earned.keySet().stream().map(Earner::id).distinct().toArray(UUID[]::new);
        sql.selectFrom(LOCK_EARNINGS(owners)).fetch();
        return earned.entrySet().stream()
                .map(entry -> new TakeBack.Earned(
                        entry.getKey(),
                        entry.getValue(),
                        balance(sql, entry.getKey().pending()),
                        balance(sql, entry.getKey().available())))
                .toList();
    }

    static long balance(DSLContext sql, AccountRef account) {
        @Nullable UUID owner = account.owner();
        Long balance = sql.select(ACCOUNT_BALANCE.BALANCE)
                .from(ACCOUNT_BALANCE)
                .where(ACCOUNT_BALANCE.KIND.eq(account.kind().kind()))
                .and(ACCOUNT_BALANCE.OWNER_REF.eq(owner == null ? Transaction.HOUSE : owner))
                .and(ACCOUNT_BALANCE.QUALIFIER.eq(account.qualifier()))
                .and(ACCOUNT_BALANCE.ASSET.eq(account.asset().name()))
                .fetchOne(ACCOUNT_BALANCE.BALANCE);
        return balance == null ? 0 : balance;
    }
}
