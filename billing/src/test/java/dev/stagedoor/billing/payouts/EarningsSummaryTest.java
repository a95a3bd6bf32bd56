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
    private EarningsTerms terms = EarningsTerms.defaults(Asset.INR);

    @BeforeEach
    void open() {
        bench = new PayoutBench(DATABASE, Till.NAME);
        payee = bench.payeeWith(0);
        maturity = new Maturity(
                new PostgresEarnings(new Database(DATABASE.pool(), 2, UUID.randomUUID(), _ -> {})),
                () -> terms,
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
    void shouldKeepToWhatHeldWhenItWasEarned() {
        earn(PayoutBench.NOON.minus(DAY), 300);
        sort();
        terms = terms.maturingAfter(2);
        earn(PayoutBench.NOON, 500);
        // The day after the older ones: nothing overtakes what was earned before.
        EarningsSummary.Becoming older = new EarningsSummary.Becoming(TENTH_AVAILABLE.minus(DAY), 300);
        sort();
        assertThat(summary().becoming())
                .containsExactly(older, new EarningsSummary.Becoming(TENTH_AVAILABLE.minus(DAY), 500));

        terms = terms.maturingAfter(30);
        earn(PayoutBench.NOON.plus(DAY), 700);
        sort();
        assertThat(summary().becoming())
                .last()
                .isEqualTo(new EarningsSummary.Becoming(TENTH_AVAILABLE.plus(DAY.multipliedBy(24)), 700));

        maturity.run(TENTH_AVAILABLE.minus(DAY.multipliedBy(2)));
        assertThat(summary().availableMinor()).isZero();
        maturity.run(TENTH_AVAILABLE.minus(DAY));
        assertThat(summary().availableMinor()).isEqualTo(800);
        maturity.run(TENTH_AVAILABLE.plus(DAY.multipliedBy(24)));
        assertThat(summary().availableMinor()).isEqualTo(1_500);
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

    /** Thrice: entries are sorted into days up to a mark that the run before has set. */
    private void sort() {
        for (int i = 0; i < 3; i++) {
            maturity.run(Instant.EPOCH);
        }
    }

    private EarningsSummary summary() {
        return bench.payouts.browser().summary(payee, false, terms, PayoutBench.NOON);
    }
}
