package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresEarnings;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a performer sees, on a Tuesday, the tenth. */
class EarningsSummaryTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Duration DAY = Duration.ofDays(1);
    /** Midnight in Kolkata at which the earnings of the tenth become available. */
    private static final Instant TENTH_AVAILABLE = Instant.parse("2026-03-17T18:30:00Z");

    private PayoutBench bench;
    private UUID payee;
    private Maturity maturity;

    @BeforeEach
    void open() {
        bench = new PayoutBench(DATABASE, Till.NAME);
        payee = bench.payeeWith(0);
        maturity = new Maturity(
                new PostgresEarnings(new Database(DATABASE.pool(), 2, UUID.randomUUID(), _ -> {})),
                EarningsTerms.defaults(Asset.INR),
                TestBilling::id);
    }

    @Test
    void shouldSayWhatIsPendingUntilWhenWhetherSortedIntoDaysYetOrNot() {
        earn(PayoutBench.NOON.minus(DAY.multipliedBy(2)), 300);
        earn(PayoutBench.NOON, 500);
        EarningsSummary fresh = summary();
        assertThat(fresh.becoming())
                .containsExactly(
                        new EarningsSummary.Becoming(TENTH_AVAILABLE.minus(DAY.multipliedBy(2)), 300),
                        new EarningsSummary.Becoming(TENTH_AVAILABLE, 500));
        assertThat(fresh.pendingMinor()).isEqualTo(800);
        for (int i = 0; i < 3; i++) {
            maturity.run(Instant.EPOCH);
            assertThat(summary()).isEqualTo(fresh);
        }
        maturity.run(TENTH_AVAILABLE.minus(DAY));
        assertThat(summary().becoming()).containsExactly(new EarningsSummary.Becoming(TENTH_AVAILABLE, 500));
        assertThat(summary().availableMinor()).isEqualTo(300);
    }

    @Test
    void shouldTakeRefundsOffTheSoonest() {
        earn(PayoutBench.NOON.minus(DAY), 300);
        earn(PayoutBench.NOON, 500);
        earn(PayoutBench.NOON, -400);
        assertThat(summary().becoming()).containsExactly(new EarningsSummary.Becoming(TENTH_AVAILABLE, 400));
    }

    @Test
    void shouldCountTodayTheWeekFromMondayTheMonthAndSevenDays() {
        earn(Instant.parse("2026-02-28T18:29:59Z"), 1);
        earn(Instant.parse("2026-02-28T18:30:00Z"), 20);
        earn(Instant.parse("2026-03-08T18:29:59Z"), 300);
        earn(Instant.parse("2026-03-08T18:30:00Z"), 4_000);
        earn(Instant.parse("2026-03-09T18:30:00Z"), 50_000);
        EarningsSummary summary = summary();
        assertThat(summary.earned()).isEqualTo(new EarningsSummary.Earned(50_000, 54_000, 54_320, 54_321));
        assertThat(summary.days())
                .extracting(EarningsSummary.Day::earnedMinor)
                .containsExactly(0L, 0L, 0L, 0L, 300L, 4_000L, 50_000L);
    }

    @Test
    void shouldFollowTheMoneyOut() {
        bench.money.makeAvailable(payee, 40_000_00);
        Payout payout = bench.request(payee, 31_000_00);
        assertThat(payout.withheldMinor()).isEqualTo(100_00);
        EarningsSummary asked = summary();
        assertThat(asked.availableMinor()).isEqualTo(9_000_00);
        assertThat(asked.inTransitMinor()).isEqualTo(30_900_00);
        assertThat(asked.paidMinor()).isZero();
        bench.send();
        EarningsSummary paid = summary();
        assertThat(paid.inTransitMinor()).isZero();
        assertThat(paid.paidMinor()).isEqualTo(30_900_00);
        assertThat(paid.withheldMinor()).isEqualTo(100_00);
        bench.payouts.freeze(payee, "admin", "case");
        assertThat(summary().frozenMinor()).isEqualTo(9_000_00);
        assertThat(summary().standing().frozen()).isTrue();
        assertThat(summary().standing().verified()).isTrue();
    }

    private void earn(Instant at, long amountMinor) {
        bench.money.at(at);
        bench.money.earn(payee, amountMinor);
    }

    private EarningsSummary summary() {
        return bench.payouts.browser().summary(payee, false, PayoutBench.NOON);
    }
}
