package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent at once because a viewer begins in the middle: how much it may be, and that the estimate does not learn from it. */
class BurstTest {
    private static final long MS = 1_000_000;

    private final EstimatorRig rig = new EstimatorRig(SeededRandom.create("BurstTest", 2_026));

    @Test
    void burstsTakeTurnsUntilThePathWouldBeBusyForTooLong() {
        BurstAllowance allowance = new BurstAllowance();
        // 100 kb/s: 1,250 bytes take 100 ms.
        assertThat(allowance.begin(1_250, 100_000, 250 * MS, 0)).isTrue();
        assertThat(allowance.begin(1_250, 100_000, 250 * MS, 0)).isTrue();
        assertThat(allowance.begin(1_250, 100_000, 250 * MS, 0)).isFalse();
        assertThat(allowance.isDraining(200 * MS - 1)).isTrue();
        assertThat(allowance.isDraining(200 * MS)).isFalse();

        assertThat(allowance.begin(1_250, 100_000, 250 * MS, 49 * MS)).isFalse();
        assertThat(allowance.begin(1_250, 100_000, 250 * MS, 50 * MS)).isTrue();
        assertThat(allowance.begin(1_250, 100_000, 250 * MS, 10_000 * MS))
                .as("what was not used is not saved up")
                .isTrue();
        assertThat(allowance.isDraining(10_100 * MS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // kb/s of the path, loss
        "1300,   0",
        "100000, 0",
        "1300,   0.9",
        "100000, 0.9",
    })
    void theEstimateIsWhatItWasBefore(long kbps, double lossOfBurst) {
        rig.path.bitsPerSecond = kbps * 1_000;
        rig.sends = 800_000;
        rig.run(5_000);
        long before = rig.estimateKbps();
        for (int i = 0; i < 4; i++) {
            rig.path.loss = lossOfBurst;
            assertThat(rig.burst(24)).isTrue();
            rig.path.loss = 0;
            long least = before;
            for (int ms = 0; ms < 1_000; ms++) {
                rig.run(1);
                least = Math.min(least, rig.estimateKbps());
            }
            assertThat(least).isGreaterThanOrEqualTo(before * 98 / 100);
        }
        assertThat(rig.estimateKbps()).isLessThan(before * 115 / 100);
        assertThat(rig.estimator.lossRatio()).isZero();
    }

    @Test
    void noneIsAllowedWhereThePathHasJustGivenWay() {
        rig.path.bitsPerSecond = 3_000_000;
        rig.run(10_000);
        assertThat(rig.burst(1)).isTrue();
        rig.path.bitsPerSecond = 300_000;
        rig.run(1_000);

        assertThat(rig.burst(1)).isFalse();
    }

    @Test
    void aProbeWaitsUntilTheBurstIsThrough() {
        rig.path.bitsPerSecond = 10_000_000;
        rig.sends = 200_000;
        rig.wants = 2_500_000;
        rig.run(5);
        assertThat(rig.estimator.isProbing()).isTrue();
        assertThat(rig.burst(24)).isTrue();
        for (int ms = 0; ms < 200; ms++) {
            assertThat(rig.estimator.isProbing()).isFalse();
            rig.run(1);
        }
        rig.run(180);

        assertThat(rig.estimateKbps()).as("the first probe may go far").isGreaterThan(2_500);
    }
}
