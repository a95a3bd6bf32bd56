package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Balances that are kept in the transaction. */
final class Balances {
    private Balances() {}

    /**
     * The account of a viewer's free coins. A query that compares with it as a value, instead of joining the account, reads the
     * index of an account's versions from its end and only as far as it needs.
     */
    static Field<Long> wallet(Field<UUID> owner) {
        return DSL.field(DSL.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.KIND.eq(AccountKind.VIEWER_AVAILABLE.kind()))
                .and(ACCOUNT.OWNER_REF.eq(owner))
                .and(ACCOUNT.QUALIFIER.eq(""))
                .and(ACCOUNT.ASSET.eq(Asset.COIN.name())));
    }

    /** The coins of one account; 0 if it was never opened. */
    static long coins(DSLContext sql, AccountKind kind, UUID owner) {
        Long balance = sql.select(ACCOUNT.BALANCE)
                .from(ACCOUNT)
                .where(ACCOUNT.KIND.eq(kind.kind()))
                .and(ACCOUNT.OWNER_REF.eq(owner))
                .and(ACCOUNT.QUALIFIER.eq(""))
                .and(ACCOUNT.ASSET.eq(Asset.COIN.name()))
                .fetchOne(ACCOUNT.BALANCE);
        return balance == null ? 0 : balance;
    }
}
