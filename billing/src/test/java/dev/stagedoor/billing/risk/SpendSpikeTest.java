package dev.stagedoor.billing.risk;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spending that is far above what an account spends on other days. */
class SpendSpikeTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID payer = id();
    private final UUID payee = id();
    private RiskBench bench;

    @BeforeEach
    void open() {
        bench = new RiskBench(DATABASE);
    }

    /** Of 30 days, {@code days} with {@code usual} coins: mean m = d·u/30, deviation √(d·u²/30 − m²). */
    @ParameterizedTest(name = "{0} days of {1} coins, then {2}: more than {3} is {4}")
    @CsvSource({
        // Every day the same: no deviation, and the floor counts.
        "30, 1000, 2000, 2000, false",
        "30, 1000, 2001, 2000, true",
        // 3,000 a day without exception: one coin more is above it.
        "30, 3000, 3000, 3000, false",
        "30, 3000, 3001, 3000, true",
        // Every third day 3,000: 1,000 + 3 · 1,414.2136.
        "10, 3000, 5242, 5242.640, false",
        "10, 3000, 5243, 5242.640, true",
        // Known for two days only: what newcomers may spend.
        "2, 100, 10000, 10000, false",
        "2, 100, 10001, 10000, true",
    })
    void shouldFlagMoreThanThreeSigmaAboveTheMean(int days, long usual, long today, double allowed, boolean flagged) {
        int step = days <= 2 ? 1 : 30 / days;
        for (int day = 1; day <= days; day++) {
            bench.paid(payer, payee, usual, Duration.ofDays((long) day * step).plusHours(3));
        }
        bench.paid(payer, payee, today - 1, Duration.ofHours(22));
        bench.paid(payer, payee, 1, Duration.ofHours(1));
        bench.scan();
        assertThat(bench.flags(RiskKind.SPEND_SPIKE, payer))
                .hasSize(flagged ? 1 : 0)
                .allSatisfy(flag -> {
                    assertThat(flag.measured()).isEqualTo(today * 1_000);
                    assertThat(flag.allowed()).isEqualTo(Math.round(allowed * 1_000));
                });
    }

    @Test
    void shouldHoldWhomHalfOfItWentTo() {
        UUID other = id();
        bench.paid(payer, payee, 8_000, Duration.ofHours(2));
        bench.paid(payer, other, 7_999, Duration.ofHours(3));
        bench.paid(payer, new UUID(0, 0), 1, Duration.ofHours(3));
        bench.scan();
        assertThat(bench.flags(RiskKind.SPEND_SPIKE, payer)).singleElement().satisfies(flag -> {
            assertThat(flag.subjectId()).isEqualTo(payer);
            assertThat(flag.parties()).extracting(RiskFlag.Party::accountId).containsExactlyInAnyOrder(payer, payee);
        });
    }

    @Test
    void shouldBeOneFlagThatGrowsAndOneDecisionThatCoversAsMuch() {
        bench.paid(payer, payee, 20_000, Duration.ofHours(2));
        bench.scan();
        bench.scan();
        assertThat(bench.flags(RiskKind.SPEND_SPIKE, payer)).hasSize(1);
        assertThat(bench.counts.raised())
                .containsEntry(RiskKind.SPEND_SPIKE, 1L)
                .containsEntry(RiskKind.CARD_TRIES, 0L);
        bench.paid(payer, payee, 1, Duration.ofHours(1));
        bench.scan();
        RiskFlag grown = bench.flags(RiskKind.SPEND_SPIKE, payer).getFirst();
        assertThat(grown.measured()).isEqualTo(20_001_000);

        assertThat(bench.store.decide(grown.flagId(), RiskFlag.State.DISMISSED, RiskBench.decision(RiskBench.NOW)))
                .isInstanceOf(RiskDecided.Done.class);
        bench.scan();
        assertThat(bench.flags(RiskKind.SPEND_SPIKE, payer)).hasSize(1);
        bench.paid(payer, payee, 1, Duration.ofHours(1));
        bench.scan();
        assertThat(bench.flags(RiskKind.SPEND_SPIKE, payer))
                .extracting(RiskFlag::state)
                .containsExactlyInAnyOrder(RiskFlag.State.OPEN, RiskFlag.State.DISMISSED);
    }

    @Test
    void shouldForgetTheDecisionADayLater() {
        bench.paid(payer, payee, 20_000, Duration.ofHours(2));
        bench.scan();
        RiskFlag flag = bench.flags(RiskKind.SPEND_SPIKE, payer).getFirst();
        bench.store.decide(
                flag.flagId(), RiskFlag.State.DISMISSED, RiskBench.decision(RiskBench.NOW.minus(Duration.ofDays(1))));
        bench.scan();
        assertThat(bench.flags(RiskKind.SPEND_SPIKE, payer)).hasSize(2);
    }

    /** Earnings wait for a quarter at most, and two days more count as at once. */
    @Test
    void shouldKnowWhoGaveWhatForAsLongAsEarningsMayWait() {
        bench.paid(payer, payee, 1, Duration.ofDays(95));
        bench.paid(payer, payee, 2, Duration.ofDays(101));
        bench.scan();
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select amount_minor from billing.spend_hour where payer_id = '" + payer + "'"))
                .containsExactly("1000");
    }
}
