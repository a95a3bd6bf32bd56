package dev.stagedoor.billing.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SplitTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes back of a month of 30 days. */
class PaidMonthTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");

    @ParameterizedTest(
            name = "{0} coins, {1} free minutes as {2}: after {3} days with {4} left, {5} thousandths go back")
    @CsvSource({
        // Without free minutes the time alone counts.
        "199, 0,     0,  0,      0, 199000",
        "199, 0,     0, 15,      0,  99500",
        "199, 0,     0, 30,      0,      0",
        "199, 0,     0, 40,      0,      0",
        // Nothing was used.
        "199, 40,  200,  0, 200000, 199000",
        "199, 40,  200, 15, 200000,  99500",
        // As much was used as of the time, or less.
        "199, 40,  200, 15, 100000,  99500",
        "199, 40,  200, 15, 150000,  99500",
        // More was used than of the time.
        "199, 40,  200, 15,  99999,  99499",
        "199, 40,  200,  0,  50000,  49750",
        "199, 40,  200,  0,      1,      0",
        "199, 40,  200,  0,      0,      0",
        // Of what no product of two longs could hold.
        "9000000000, 1000, 9000000000, 0, 4500000000000, 4500000000000",
    })
    void shouldGiveBackTheTimeThatIsLeftButNotMoreThanTheFreeMinutesThatAre(
            long price, int minutes, long allowance, int days, long leftMinor, long backMinor) {
        Plan plan = new Plan(
                "VIP",
                "VIP",
                null,
                Money.coins(price * 1_000),
                0,
                Plan.Discount.NONE,
                minutes,
                Money.coins(allowance * 1_000),
                Set.of());
        PaidMonth month = new PaidMonth(
                new UUID(0, 1),
                new UUID(0, 2),
                1,
                plan,
                new SplitTerms(Asset.INR, 100, 4_500, null),
                price * 1_000,
                START,
                START.plus(Duration.ofDays(30)));

        assertThat(month.unusedMinor(START.plus(Duration.ofDays(days)), leftMinor))
                .isEqualTo(backMinor);
    }
}
