package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveredRateTest {
    private static final long MS = 1_000_000;

    private final DeliveredRate rate = new DeliveredRate();
    private long nowNs = 1_000 * MS;

    /** A packet of a thousand bytes each so many milliseconds, for so long. */
    private void arrive(int everyMs, int forMs) {
        for (int ms = 0; ms < forMs; ms += everyMs) {
            nowNs += everyMs * MS;
            rate.onPacket(1_000, nowNs);
        }
    }

    @Test
    void itIsTheRateOfTheLastHalfSecond() {
        assertThat(rate.bitsPerSecond()).isZero();
        arrive(5, 1_000);
        assertThat(rate.bitsPerSecond()).isEqualTo(1_600_000);
    }

    @Test
    void ofWhatLeavesAQueueTheLastCountsIfItIsMuchLess() {
        arrive(5, 1_000);
        arrive(25, 200);
        assertThat(rate.bitsPerSecond()).isGreaterThan(800_000);
        assertThat(rate.bitsPerSecondAfterFall()).isEqualTo(320_000);
    }

    @Test
    void aPacketOrTwoAreNoFall() {
        arrive(5, 1_000);
        arrive(6, 300);
        assertThat(rate.bitsPerSecondAfterFall()).isEqualTo(rate.bitsPerSecond());
    }
}
