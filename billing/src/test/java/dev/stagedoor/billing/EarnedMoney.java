package dev.stagedoor.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresJournal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Money that payees have earned on days we choose. The journal's clock is the database's: here it is stopped and set. */
public final class EarnedMoney {
    private final FreshDatabase database;
    private final PostgresJournal journal;

    public EarnedMoney(FreshDatabase database) {
        this.database = database;
        this.journal = new PostgresJournal(new Database(database.pool(), 4, UUID.randomUUID(), _ -> {}));
    }

    /** What is posted from now on happens at that moment. */
    public void at(Instant moment) {
        assertThat(Sql.attempt(
                        database.owner(),
                        "alter table billing.transfer alter column created_at set default timestamptz '" + moment
                                + "'"))
                .isEmpty();
    }

    /** Earned, or taken back if negative. */
    public void earn(UUID payee, long amountMinor) {
        earn(AccountKind.CREATOR_PENDING, payee, amountMinor);
    }

    /** The same of another kind of payee. */
    public void earn(AccountKind pending, UUID payee, long amountMinor) {
        post(pending, payee, amountMinor);
    }

    /** Available at once. */
    public void makeAvailable(UUID payee, long amountMinor) {
        post(AccountKind.CREATOR_AVAILABLE, payee, amountMinor);
    }

    private void post(AccountKind kind, UUID payee, long amountMinor) {
        IdempotencyKey key = IdempotencyKey.of("test", TestBilling.id().toString());
        List<Line> lines = List.of(
                new Line(AccountRef.house(AccountKind.CREATOR_SHARE, Asset.INR), -amountMinor),
                new Line(AccountRef.payee(kind, payee, Asset.INR), amountMinor));
        assertThat(journal.post(Posting.of(TransferCode.ADJUST, TestBilling.id(), key, "test", lines)))
                .isInstanceOf(PostOutcome.Posted.class);
    }

    /** A payee's balances as {@code C1 pending + C2 + C3 + …}, in minor units. */
    public long balance(AccountKind kind, UUID owner) {
        return Sql.number(
                database.owner(),
                "select coalesce(sum(balance), 0) from billing.account_balance where kind = '%s' and owner_ref = '%s'"
                        .formatted(kind.kind(), owner));
    }

    /** What is owed to the tax office. */
    public long taxPayable(String section) {
        return Sql.number(
                database.owner(),
                "select coalesce(sum(balance), 0) from billing.account_balance where kind = 'tax.tds_payable' and qualifier = '%s'"
                        .formatted(section));
    }
}
