package dev.stagedoor.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrapArithmeticTest {
    @ParameterizedTest
    @CsvSource({
        // from, to, distance
        "    0,     1,      1",
        "65535,     0,      1",
        "    0, 65535,     -1",
        "65000,   500,   1036",
        "    5,     5,      0",
        "    0, 32767,  32767",
        "    0, 32768, -32768",
    })
    void distanceIsTheShorterWayRound(int from, int to, int distance) {
        assertThat(SequenceNumbers.distance(from, to)).isEqualTo(distance);
        assertThat(SequenceNumbers.plus(from, distance)).isEqualTo(to);
    }

    @Test
    void unwrappedNumbersFollowTheTruthAcrossManyWrapsInSpiteOfReordering() {
        Random random = SeededRandom.create("unwrap");
        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        long start = random.nextInt(65_536);
        assertThat(unwrapper.unwrap((int) start)).isEqualTo(start);
        for (long truth = start + 1; truth < start + 300_000; truth++) {
            long late = truth - random.nextInt(100);
            assertThat(unwrapper.unwrap((int) (truth & 0xFFFF))).isEqualTo(truth);
            if (late > start) {
                assertThat(unwrapper.unwrap((int) (late & 0xFFFF))).isEqualTo(late);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // ns, Hz, ticks
        "1000000000,      90000,  90000",
        "20000000,        48000,    960",
        "-20000000,       48000,   -960",
        "1,               90000,      0",
        "86400000000000,  90000, 7776000000",
    })
    void ticksOfAClock(long ns, int clockRateHz, long ticks) {
        assertThat(Timestamps.ticks(ns, clockRateHz)).isEqualTo(ticks);
    }

    @Test
    void timestampsWrapAt32Bits() {
        assertThat(Timestamps.plus(0xFFFF_FFFFL, 2)).isEqualTo(1);
        assertThat(Timestamps.plus(1, -2)).isEqualTo(0xFFFF_FFFFL);
        assertThat(Timestamps.distance(0xFFFF_FFF0L, 0x10)).isEqualTo(0x20);
        assertThat(Timestamps.distance(0x10, 0xFFFF_FFF0L)).isEqualTo(-0x20);
    }
}
