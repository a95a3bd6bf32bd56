package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.wallet.SpendLimit;
import dev.stagedoor.billing.wallet.Tip;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A posting reads a few rows, however many there are, on a database that never took statistics, too. */
class PostingPlansTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final int VIEWERS = 150;

    /** Four accounts, looked up, locked, moved, checked and answered. */
    private static final long ROWS = 50;

    private final TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());

    @BeforeEach
    void fill() {
        for (int i = 0; i < VIEWERS; i++) {
            test.viewerWith(1);
        }
    }

    @Test
    void shouldReadAFewRowsForAPostingInAGroup() {
        assertReadsLittle(
                (transaction, posting) -> PostingGroup.post(transaction, List.of(new PlainPosting(posting, null)))
                        .getFirst()
                        .orElseThrow());
    }

    @Test
    void shouldReadAFewRowsForAPostingOfItsOwn() {
        assertReadsLittle(Transaction::post);
    }

    /** However long somebody has been about, a limit of a day asks for what came since yesterday. */
    @Test
    void shouldReadOfAWalletWhatALimitLooksBackTo() {
        UUID viewer = test.viewerWith(1_000);
        for (int i = 0; i < 300; i++) {
            test.billing
                    .tips()
                    .tip(new Tip(TestBilling.id(), viewer, TestBilling.id(), null, TestBilling.coins(1), "", false));
        }
        long sinceYesterday = 2;
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "set local session_replication_role = replica",
                        "alter table billing.transfer disable trigger transfer_append_only",
                        "update billing.transfer set created_at = now() - interval '40 days' where id <="
                                + " (select id from billing.transfer order by id desc offset " + sinceYesterday
                                + " limit 1)",
                        "alter table billing.transfer enable always trigger transfer_append_only",
                        "analyze billing.entry, billing.transfer, billing.account"))
                .isEmpty();
        Database database = new Database(DATABASE.pool(), 1, TestBilling.id(), _ -> {});
        database.transact(transaction -> {
            Map<String, Long> before = rowsRead(transaction);
            assertThat(SpendGuard.used(
                            transaction.sql(),
                            viewer,
                            SpendLimit.Kind.SPEND,
                            Instant.now().minus(LimitPeriod.DAY.length())))
                    .isEqualTo(sinceYesterday * 1_000);
            Map<String, Long> after = rowsRead(transaction);
            assertThat(after.getOrDefault("entry", 0L) - before.getOrDefault("entry", 0L))
                    .isLessThan(ROWS);
            assertThat(after.getOrDefault("transfer", 0L) - before.getOrDefault("transfer", 0L))
                    .isLessThan(ROWS);
            return true;
        });
    }

    private void assertReadsLittle(BiFunction<Transaction, Posting, PostOutcome> post) {
        UUID viewer = test.viewerWith(10);
        Database database = new Database(DATABASE.pool(), 1, TestBilling.id(), _ -> {});
        Map<String, Long> more = database.transact(transaction -> {
            Map<String, Long> before = rowsRead(transaction);
            UUID id = TestBilling.id();
            PostOutcome outcome = post.apply(
                    transaction,
                    Posting.of(
                            TransferCode.TIP,
                            id,
                            IdempotencyKey.of("user:" + viewer, "tip:" + id, 1_000),
                            "test",
                            TransferLines.tip(
                                    viewer, Payees.independent(TestBilling.id(), Asset.INR), 1_000, Share.NONE)));
            assertThat(outcome).isInstanceOf(PostOutcome.Posted.class);
            Map<String, Long> after = rowsRead(transaction);
            after.replaceAll((table, rows) -> rows - before.getOrDefault(table, 0L));
            return after;
        });
        assertThat(more)
                .hasSize(4)
                .allSatisfy((table, rows) ->
                        assertThat(rows).as("rows of %s", table).isLessThan(ROWS));
    }

    /** Rows that this connection has read of the tables a posting writes to. */
    private static Map<String, Long> rowsRead(Transaction transaction) {
        return transaction
                .sql()
                .select(DSL.field("relname::text", String.class), DSL.field("seq_tup_read + idx_tup_fetch", Long.class))
                .from("pg_stat_xact_user_tables")
                .where("schemaname = 'billing' and relname in ('account', 'transfer', 'entry', 'coin_lot')")
                .fetchMap(Record2::value1, Record2::value2);
    }
}
