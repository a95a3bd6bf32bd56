package dev.stagedoor.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SealTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final DataSource owner = DATABASE.owner();
    private TestBilling test;
    private Seal seal;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        seal = test.billing.books().seal();
        seal.seal();
    }

    @Test
    void shouldSealEveryTransferOnceInTheOrderOfTransactions() {
        test.viewerWith(10);
        test.viewerWith(20);
        assertThat(seal.seal()).isEqualTo(2);
        assertThat(seal.seal()).isZero();
        assertThat(Sql.rows(owner, "select transfer_id from billing.ledger_seal order by seq"))
                .isEqualTo(Sql.rows(owner, "select id from billing.transfer order by xid, id"));
        assertThat(check(Check.SEAL)).isEmpty();
    }

    @Test
    void shouldNotSealPastATransactionThatMayStillCommit() throws SQLException {
        UUID slowViewer = TestBilling.id();
        try (Connection slow = owner.getConnection()) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute(promo(slowViewer));
            }
            test.viewerWith(10);
            assertThat(seal.seal()).isZero();
            slow.commit();
        }
        assertThat(seal.seal()).isEqualTo(2);
        assertThat(check(Check.SEAL)).isEmpty();
    }

    @Test
    void shouldMakeOneChainOnManyNodes() {
        for (int i = 0; i < 20; i++) {
            test.viewerWith(1);
        }
        List<Long> sealed = Together.run(6, seal::seal);
        assertThat(sealed.stream().mapToLong(Long::longValue).sum() + seal.seal())
                .isEqualTo(20);
        assertThat(check(Check.SEAL)).isEmpty();
    }

    @Test
    void shouldKeepOneRootADay() {
        test.viewerWith(10);
        String first = seal.run(TestBilling.NOON);
        SealRoot end = Objects.requireNonNull(seal.root());
        assertThat(first).isEqualTo("1 transfers sealed, root " + end);
        test.viewerWith(10);
        assertThat(seal.run(TestBilling.NOON)).isEqualTo("1 transfers sealed");
        assertThat(Sql.rows(owner, "select day || ' ' || seq || ':' || encode(hash, 'hex') from billing.seal_root"))
                .containsExactly("2026-03-09 " + end);
    }

    @Test
    void shouldReadTheRootsItWrites() {
        SealRoot root = new SealRoot(12, "0f".repeat(32));
        assertThat(SealRoot.parse(root.toString())).contains(root);
        for (String wrong :
                List.of("", "12", "12:", "0:" + root.hash(), "12:" + root.hash() + "0", "x:" + root.hash())) {
            assertThat(SealRoot.parse(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void shouldNotLetTheServerWriteSeals() {
        for (String attack : List.of(
                "insert into billing.ledger_seal select seq + 1, transfer_id, prev_hash, hash from billing.ledger_seal",
                "update billing.ledger_seal set hash = prev_hash",
                "delete from billing.ledger_seal",
                "insert into billing.seal_root select '2020-01-01', seq, hash from billing.ledger_seal limit 1",
                "update billing.reconciliation_report set status = 'OK'")) {
            assertThat(Sql.attempt(DATABASE.pool(), attack)).as(attack).isEqualTo("42501");
        }
        for (String attack : List.of(
                "update billing.ledger_seal set hash = prev_hash",
                "delete from billing.ledger_seal",
                "truncate billing.seal_root")) {
            assertThat(Sql.attempt(owner, attack)).as(attack).isEqualTo("LG002");
        }
    }

    private List<String> check(Check check) {
        return test.billing.books().reconciliation().check().stream()
                .filter(report -> report.check() == check)
                .findAny()
                .orElseThrow()
                .samples();
    }

    private static String promo(UUID viewer) {
        return """
            select outcome from billing.post_transfer('test', gen_random_uuid()::text, sha256('x'), 'PROMO',
                gen_random_uuid(), null, null, null, '', 'test', null, null,
                '{viewer.available, platform.coins_issued_promo}',
                '{%s, 00000000-0000-0000-0000-000000000000}', '{"",""}', '{COIN,COIN}', '{5000,-5000}',
                '{PROMO}', '{5000}', '{30}', '{0}', 'INR')""".formatted(viewer);
    }
}
