package dev.stagedoor.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A journal that was dumped in one PostgreSQL cluster and restored in another, whose transactions have smaller numbers. The
 * dump is played by giving what is there the numbers and the name of a cluster that has lived for long.
 */
class RestoredJournalTest {
    private static final long AHEAD = 1_000_000;

    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final DataSource owner = DATABASE.owner();

    private TestBilling open() {
        return new TestBilling(DATABASE.pool(), BillingConfig.defaults());
    }

    /** What a restore leaves: rows as they were, written before the triggers were there to refuse them. */
    private void comeFromAnotherCluster() {
        assertThat(Sql.attempt(
                        owner,
                        "alter table billing.transfer disable trigger transfer_append_only",
                        "alter table billing.journal_era disable trigger journal_era_append_only",
                        "update billing.transfer set xid = (xid::text::bigint + %d)::text::xid8".formatted(AHEAD),
                        "update billing.snapshot_mark set next_xid = (next_xid::text::bigint + %d)::text::xid8"
                                .formatted(AHEAD),
                        "update billing.earning_mark set next_xid = (next_xid::text::bigint + %d)::text::xid8"
                                .formatted(AHEAD),
                        "update billing.journal_era set cluster = 'another'",
                        "alter table billing.transfer enable always trigger transfer_append_only",
                        "alter table billing.journal_era enable always trigger journal_era_append_only"))
                .isEmpty();
    }

    private void fold() {
        Sql.rows(owner, "select billing.fold_balances()");
    }

    private List<String> found(TestBilling test, Check check) {
        return test.billing.books().reconciliation().check().stream()
                .filter(report -> report.check() == check)
                .findAny()
                .orElseThrow()
                .samples();
    }

    @Test
    void shouldGoOnSealingAndFoldingAfterARestore() {
        TestBilling before = open();
        before.viewerWith(10);
        fold();
        before.billing.close();
        comeFromAnotherCluster();
        Billing.migrate(owner);
        TestBilling after = open();
        Seal seal = after.billing.books().seal();
        assertThat(seal.seal()).as("what came with the dump").isEqualTo(1);
        SealRoot root = Objects.requireNonNull(seal.root());

        after.viewerWith(20);
        assertThat(seal.seal()).as("what was posted since").isEqualTo(1);
        assertThat(seal.contains(root)).isTrue();
        assertThat(found(after, Check.SEAL)).isEmpty();
        assertThat(Sql.rows(owner, "select era from billing.transfer order by id"))
                .containsExactly("0", "1");

        fold();
        fold();
        assertThat(Sql.number(owner, "select upto_transfer from billing.snapshot_mark"))
                .as("balances are folded up to the newest transfer")
                .isEqualTo(Sql.number(owner, "select max(id) from billing.transfer"));
        after.billing.close();

        Billing.migrate(owner);
        assertThat(Sql.number(owner, "select max(era) from billing.journal_era"))
                .as("a second start begins no other era")
                .isEqualTo(1);
    }
}
