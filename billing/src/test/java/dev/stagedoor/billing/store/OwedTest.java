package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.EarnedMoney;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.papers.PaperFonts;
import dev.stagedoor.billing.papers.Papers;
import dev.stagedoor.billing.papers.Statement;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quarters of an hour of what payees are owed, against the journal they are summed from. */
class OwedTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    /** The first moment of March in Kolkata, which is a half hour in UTC. */
    private static final Instant BEGIN = Instant.parse("2026-02-28T18:30:00Z");

    private final UUID payee = TestBilling.id();
    private Database database;
    private EarnedMoney money;
    private Papers papers;

    @BeforeEach
    void open() {
        database = new Database(DATABASE.pool(), 4, UUID.randomUUID(), _ -> {});
        money = new EarnedMoney(DATABASE);
        papers = new Papers(new PostgresPapers(database), Asset.INR, KOLKATA, PaperFonts.shipped());
    }

    @Test
    void shouldSayTheSameBeforeWhileAndAfterItIsFolded() {
        money.at(BEGIN.minusMillis(1));
        money.earn(payee, 1_000);
        for (int i = 0; i < 4; i++) {
            money.at(BEGIN.plusSeconds(i * 600L));
            money.earn(payee, 10);
            money.earn(AccountKind.AGENCY_PENDING, payee, 3);
            Statement before = march();
            assertThat(before.openingMinor()).isEqualTo(1_000);
            assertThat(before.changes()).containsExactly(new Statement.Change("ADJUST", 2L * (i + 1), 13L * (i + 1)));
            fold();
            assertThat(march()).isEqualTo(before);
        }
        fold();
        fold();
        assertThat(
                        number(
                                "select count(*) from billing.owed_lines((select upto_transfer from billing.owed_mark), 1 << 40)"))
                .isZero();
        assertThat(march().closingMinor()).isEqualTo(1_052);
        assertThat(findings()).isEmpty();
    }

    @Test
    void shouldFoldOnceWhatIsCommittedAfterWhatFollowsIt() throws SQLException {
        money.at(BEGIN);
        money.earn(payee, 1);
        try (Connection slow = DATABASE.owner().getConnection()) {
            slow.setAutoCommit(false);
            try (var statement = slow.createStatement()) {
                statement.execute(adjustment(payee, 100));
            }
            money.earn(payee, 2);
            fold();
            fold();
            assertThat(march().closingMinor()).isEqualTo(3);
            slow.commit();
        }
        assertThat(march().closingMinor()).isEqualTo(103);
        for (int i = 0; i < 4; i++) {
            fold();
            assertThat(march().closingMinor()).isEqualTo(103);
        }
        assertThat(number("select sum(amount_minor) from billing.owed_quarter where owner_ref = '" + payee + "'"))
                .isEqualTo(103);
    }

    @Test
    void shouldCountATransferOnceWhereItTouchesSeveralAccountsOfOnePayee() {
        money.at(BEGIN);
        List<Line> lines = List.of(
                new Line(AccountRef.house(AccountKind.CREATOR_SHARE, Asset.INR), -60),
                new Line(AccountRef.payee(AccountKind.CREATOR_PENDING, payee, Asset.INR), 10),
                new Line(AccountRef.payee(AccountKind.CREATOR_AVAILABLE, payee, Asset.INR), 20),
                new Line(AccountRef.payee(AccountKind.REFERRER_PENDING, payee, Asset.INR), 30));
        IdempotencyKey key = IdempotencyKey.of("test", TestBilling.id().toString());
        new PostgresJournal(database).post(Posting.of(TransferCode.ADJUST, TestBilling.id(), key, "test", lines));
        List<Statement.Change> once = List.of(new Statement.Change("ADJUST", 1, 60));
        assertThat(march().changes()).isEqualTo(once);
        fold();
        fold();
        assertThat(march().changes()).isEqualTo(once);
        assertThat(number("select count(*) from billing.owed_quarter where owner_ref = '" + payee + "'"))
                .isEqualTo(2);
    }

    @Test
    void shouldCountATipThatIsTooSmallToBeShared() {
        TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        money.at(BEGIN);
        LocalDate first = MARCH.atDay(1);
        var tiny = new Tip(TestBilling.id(), test.viewerWith(1), payee, null, Money.coins(1), "", false);
        assertThat(test.billing.tips().tip(tiny)).isInstanceOf(TipOutcome.Posted.class);
        assertThat(number("select count(*) from billing.account where owner_ref = '" + payee + "'"))
                .isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(tips(first)).containsExactly(Map.entry(first, 1L));
            fold();
        }
        assertThat(number("select count(*) from billing.owed_quarter where owner_ref = '" + payee + "'"))
                .isEqualTo(1);
    }

    @Test
    void shouldFindAQuarterThatSaysAnotherSumThanTheAccounts() {
        money.at(BEGIN);
        money.earn(payee, 100);
        fold();
        fold();
        assertThat(findings()).isEmpty();
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.owed_quarter set amount_minor = 99 where owner_ref = '" + payee + "'"))
                .isEmpty();
        assertThat(findings())
                .containsExactly(
                        "payee " + payee + " as creator: quarters of an hour come to INR 0.99, accounts to INR 1.00");
        assertThat(
                        Sql.attempt(
                                DATABASE.owner(),
                                "delete from billing.owed_quarter; update billing.owed_mark set upto_transfer = 0, next_transfer = 0"))
                .isEmpty();
        fold();
        fold();
        assertThat(findings()).isEmpty();
        assertThat(march().closingMinor()).isEqualTo(100);
    }

    private Statement march() {
        return papers.statement(payee, MARCH);
    }

    private Map<LocalDate, Long> tips(LocalDate from) {
        return database.transact(transaction -> OwedRows.tips(transaction.sql(), payee, from, KOLKATA));
    }

    private List<String> findings() {
        return new PostgresChecks(database)
                .find(Check.OWED, BEGIN).samples().stream()
                        .filter(finding -> finding.contains(payee.toString()))
                        .toList();
    }

    private static void fold() {
        assertThat(Sql.attempt(DATABASE.owner(), "select billing.fold_owed()")).isEmpty();
    }

    private static long number(String query) {
        return Sql.number(DATABASE.owner(), query);
    }

    /** Moves that much more from the house's account to the payee's, in whichever transaction it is run; both have to be there. */
    private static String adjustment(UUID payee, long amountMinor) {
        return """
                with made as (
                    insert into billing.transfer (ref, idem_scope, idem_key, request_hash, code, actor)
                    values ('%1$s', 'test', '%1$s', sha256(''), 'ADJUST', 'test') returning id)
                insert into billing.entry (transfer_id, line, account_id, asset, amount)
                select made.id, 1, account.id, 'INR', %3$d from billing.account, made
                 where owner_ref = '%2$s' and kind = 'creator.pending'
                union all
                select made.id, 2, account.id, 'INR', -%3$d from billing.account, made
                 where kind = 'platform.creator_share' and asset = 'INR'""".formatted(TestBilling.id(), payee, amountMinor);
    }
}
