package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Line;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** A posted transfer's lines. */
final class EntryLines {
    private EntryLines() {}

    static List<Line> of(DSLContext sql, long transferId) {
        return sql.select(ACCOUNT.KIND, ACCOUNT.OWNER_REF, ACCOUNT.QUALIFIER, ENTRY.ASSET, ENTRY.AMOUNT)
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .where(ENTRY.TRANSFER_ID.eq(transferId))
                .orderBy(ENTRY.LINE)
                .fetch(row -> new Line(
                        account(row.value1(), row.value2(), row.value3(), Asset.valueOf(row.value4())), row.value5()));
    }

    private static AccountRef account(String kind, UUID owner, String qualifier, Asset asset) {
        return new AccountRef(kindOf(kind), owner.equals(Transaction.HOUSE) ? null : owner, qualifier, asset);
    }

    /** The kind of that name in the database. */
    static AccountKind kindOf(String name) {
        return Arrays.stream(AccountKind.values())
                .filter(kind -> kind.kind().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no account is called " + name));
    }
}
