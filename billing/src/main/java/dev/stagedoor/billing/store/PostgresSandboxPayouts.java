package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.SANDBOX_PAYOUT;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payouts.SandboxPayouts.Books;
import dev.stagedoor.billing.payouts.SandboxPayouts.Order;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The sandbox provider's own orders in PostgreSQL. */
public final class PostgresSandboxPayouts implements Books {
    private final Database database;

    public PostgresSandboxPayouts(Database database) {
        this.database = database;
    }

    @Override
    public Order add(Order order) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            sql.insertInto(SANDBOX_PAYOUT)
                    .set(SANDBOX_PAYOUT.KEY, order.key())
                    .set(SANDBOX_PAYOUT.REF, order.ref())
                    .set(SANDBOX_PAYOUT.AMOUNT_MINOR, order.amount().amountMinor())
                    .set(SANDBOX_PAYOUT.ASSET, order.amount().asset().name())
                    .set(SANDBOX_PAYOUT.ACCOUNT, order.account())
                    .set(SANDBOX_PAYOUT.CREATED_AT, Instants.utc(order.createdAt()))
                    .onConflictDoNothing()
                    .execute();
            Order kept = read(sql, order.key());
            return kept == null ? order : kept;
        });
    }

    @Override
    public @Nullable Order find(String key) {
        return database.transact(transaction -> read(transaction.sql(), key));
    }

    private static @Nullable Order read(DSLContext sql, String key) {
        return sql.selectFrom(SANDBOX_PAYOUT)
                .where(SANDBOX_PAYOUT.KEY.eq(key))
                .fetchOne(row -> new Order(
                        row.getKey(),
                        row.getRef(),
                        new Money(row.getAmountMinor(), Asset.valueOf(row.getAsset())),
                        row.getAccount(),
                        row.getCreatedAt().toInstant()));
    }
}
