package dev.stagedoor.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.TestSeed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What delivered time costs. Coins in the tables are whole, money in the code is thousandths. */
class ChargeTest {
    private static final RatePlan MINUTE = new RatePlan(60_000, 60_000, 60_000, 0);
    private static final RatePlan SECOND = new RatePlan(60_000, 1_000, 1_000, 0);

    @ParameterizedTest(name = "{0} ms at {1} a minute cost {2}")
    @CsvSource({
        "0,          8,   0",
        "1,          8,   8",
        "59999,      8,   8",
        "60000,      8,   8",
        "60001,      8,  16",
        "240000,     8,  32",
        "932000,     8, 128",
        "10800000,  30, 5400",
    })
    void shouldChargeEveryMinuteBegun(long ms, long rate, long coins) {
        assertThat(MINUTE.at(rate * 1_000).grossMinor(ms)).isEqualTo(coins * 1_000);
    }

    @ParameterizedTest(name = "{0} ms at {1} millicoins a minute cost {2}")
    @CsvSource({
        "1,        8000,      134",
        "1000,     8000,      134",
        "1001,     8000,      267",
        "60000,    8000,     8000",
        "932000,   8000,   124267",
        "3600000,    1,        60",
        "1000,       1,         1",
    })
    void shouldChargeEverySecondBegunAndRoundUpOnce(long ms, long rate, long millicoins) {
        assertThat(SECOND.at(rate).grossMinor(ms)).isEqualTo(millicoins);
    }

    @Test
    void shouldChargeTheInitialBlockAndTheConnectFeeOnce() {
        Charge charge = new RatePlan(60_000, 180_000, 60_000, 2_000).at(8_000);
        assertThat(charge.grossMinor(0)).isZero();
        assertThat(charge.grossMinor(1)).isEqualTo(26_000);
        assertThat(charge.grossMinor(180_000)).isEqualTo(26_000);
        assertThat(charge.grossMinor(180_001)).isEqualTo(34_000);
        assertThat(charge.affordableMs(25_999)).isZero();
        assertThat(charge.affordableMs(26_000)).isEqualTo(180_000);
    }

    @ParameterizedTest(name = "after a fault {0} ms cost {1} millicoins for {2} ms")
    @CsvSource({
        "0,          0,      0",
        "59999,      0,      0",
        "60000,   8000,  60000",
        "61999,   8133,  61000",
        "932000, 124266, 932000",
    })
    void shouldRoundDownToDeliveredSecondsAfterAFault(long ms, long millicoins, long chargedMs) {
        Charge charge = MINUTE.at(8_000);
        assertThat(charge.faultGrossMinor(ms, 60_000)).isEqualTo(millicoins);
        assertThat(charge.faultChargedMs(ms, 60_000)).isEqualTo(chargedMs);
    }

    @ParameterizedTest(name = "with 10 s given first, {0} ms cost {1}")
    @CsvSource({"10000, 0", "10001, 8000", "70000, 8000", "70001, 16000"})
    void shouldBeginToCountAfterWhatIsGivenFirst(long ms, long millicoins) {
        Charge charge = MINUTE.givingFirst(10_000).at(8_000);
        assertThat(charge.grossMinor(ms)).isEqualTo(millicoins);
        assertThat(charge.affordableMs(7_999)).isEqualTo(10_000);
        assertThat(charge.affordableMs(8_000)).isEqualTo(70_000);
        assertThat(charge.minimumMinor(1)).isEqualTo(8_000);
    }

    @Test
    void shouldNeverGoDownNorAboveTheDearestRateWhateverIsSwitched() {
        long seed = TestSeed.of(2_028);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long increment = 1L + random.nextInt(90_000);
            RatePlan plan = new RatePlan(
                    60_000, increment * random.nextInt(4), increment, 0, random.nextInt(20_000), random.nextInt(9_000));
            long dearest = 1L + random.nextInt(50_000);
            Charge charge = plan.at(dearest);
            long ms = 0;
            long before = 0;
            for (int j = 0; j < 20; j++) {
                String what = "seed " + seed + ": " + charge + " at " + ms;
                assertThat(charge.grossMinor(ms)).as(what).isGreaterThanOrEqualTo(before);
                assertThat(charge.grossMinor(ms))
                        .as(what)
                        .isLessThanOrEqualTo(plan.at(dearest).grossMinor(ms));
                assertThat(charge.faultGrossMinor(ms, 0)).as(what).isLessThanOrEqualTo(charge.grossMinor(ms));
                long coins = before + random.nextInt(500_000);
                long affordable = charge.affordableMs(coins);
                if (affordable > ms) {
                    assertThat(charge.grossMinor(affordable)).as(what).isLessThanOrEqualTo(coins);
                    assertThat(charge.grossMinor(affordable + 1)).as(what).isGreaterThan(coins);
                }
                before = charge.grossMinor(ms);
                if (random.nextInt(3) == 0) {
                    long rate = 1L + random.nextInt(50_000);
                    dearest = Math.max(dearest, rate);
                    charge = charge.switchedTo(rate, ms);
                }
                ms += random.nextInt(60_000);
            }
        }
    }

    @Test
    void shouldNeverChargeMoreThanIsAffordableNorLessForMoreTime() {
        long seed = TestSeed.of(2_028);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long increment = 1L + random.nextInt(90_000);
            RatePlan plan = new RatePlan(
                    1 + random.nextInt(120_000), increment * random.nextInt(4), increment, random.nextInt(3_000));
            Charge charge = plan.at(1 + random.nextInt(50_000));
            long coins = random.nextInt(5_000_000);
            long ms = charge.affordableMs(coins);
            String what = "seed " + seed + ": " + charge + " with " + coins;
            assertThat(charge.grossMinor(ms)).as(what).isLessThanOrEqualTo(coins);
            if (ms > 0) {
                assertThat(charge.grossMinor(ms + 1)).as(what).isGreaterThan(coins);
            }
            long some = random.nextInt(10_000_000);
            long more = some + random.nextInt(100_000);
            assertThat(charge.grossMinor(more)).as(what).isGreaterThanOrEqualTo(charge.grossMinor(some));
            assertThat(charge.faultGrossMinor(some, 0)).as(what).isLessThanOrEqualTo(charge.grossMinor(some));
        }
    }
}
