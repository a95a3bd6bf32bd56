package dev.stagedoor.billing.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.EarnedMoney;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresPapers;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The statement against the journal it is read from. */
class StatementTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID payee = TestBilling.id();
    private EarnedMoney money;
    private Papers papers;

    @BeforeEach
    void open() {
        money = new EarnedMoney(DATABASE);
        papers = new Papers(
                new PostgresPapers(new Database(DATABASE.pool(), 2, UUID.randomUUID(), _ -> {})),
                Asset.INR,
                ZoneId.of("Asia/Kolkata"),
                PaperFonts.shipped());
    }

    @Test
    void shouldCloseOneMonthWhereTheNextOpensAndEndAtTheLedgersBalance() {
        money.at(Instant.parse("2026-02-28T18:29:59Z"));
        money.earn(payee, 1_000);
        money.at(Instant.parse("2026-02-28T18:30:00Z"));
        money.earn(payee, 200);
        money.makeAvailable(payee, 30);
        money.at(Instant.parse("2026-03-31T18:30:00Z"));
        money.earn(payee, -4);
        Statement february = papers.statement(payee, YearMonth.of(2026, 2));
        Statement march = papers.statement(payee, YearMonth.of(2026, 3));
        Statement april = papers.statement(payee, YearMonth.of(2026, 4));
        assertThat(february.closingMinor()).isEqualTo(1_000).isEqualTo(march.openingMinor());
        assertThat(march.changes()).containsExactly(new Statement.Change("ADJUST", 2, 230));
        assertThat(april.openingMinor()).isEqualTo(march.closingMinor());
        assertThat(april.closingMinor()).isEqualTo(1_226);
        assertThat(Sql.number(
                        DATABASE.owner(),
                        "select sum(balance) from billing.account_balance where owner_ref = '" + payee + "'"))
                .isEqualTo(april.closingMinor());
    }
}
