package dev.stagedoor.benchmarks.client.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CadenceTest {
    private static final long INTERVAL_NS = 20_000_000;

    private final Cadence cadence = new Cadence(1_000, 50);

    @Test
    void isDueAtTheStartAndThenAtEveryInterval() {
        assertThat(cadence.isDue(999)).isFalse();
        assertThat(cadence.isDue(1_000)).isTrue();

        cadence.advance(1_000);
        assertThat(cadence.dueNs()).isEqualTo(1_000 + INTERVAL_NS);
    }

    @Test
    void latenessDoesNotAddUp() {
        for (int i = 0; i < 100; i++) {
            cadence.advance(cadence.dueNs() + INTERVAL_NS / 2);
        }

        assertThat(cadence.dueNs()).isEqualTo(1_000 + 100 * INTERVAL_NS);
    }

    @Test
    void roundingDoesNotAddUp() {
        var thirds = new Cadence(0, 3);
        for (int i = 0; i < 3_000; i++) {
            thirds.advance(thirds.dueNs());
        }

        assertThat(thirds.dueNs()).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void catchesUpAfterAShortHalt() {
        cadence.advance(1_000 + 3 * INTERVAL_NS);

        assertThat(cadence.count()).isEqualTo(1);
        assertThat(cadence.isDue(1_000 + 3 * INTERVAL_NS)).isTrue();
    }

    @Test
    void leavesOutWhatALongHaltMissed() {
        cadence.advance(1_000 + 50 * INTERVAL_NS);

        assertThat(cadence.count()).isEqualTo(50);
        assertThat(cadence.dueNs()).isEqualTo(1_000 + 50 * INTERVAL_NS);
    }
}
