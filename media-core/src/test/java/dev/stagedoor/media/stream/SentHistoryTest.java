package dev.stagedoor.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentHistoryTest {
    private static final long MS = 1_000_000;
    private static final long ROUND_TRIP_NS = 100 * MS;

    private final SentHistory history = new SentHistory(8);

    @Test
    void aRepetitionIsUnderWayForMostOfARoundTripAfterItWasSentAndNotBecauseItWasAskedFor() {
        history.add(1_000, 7, 3, 90_000, 0);
        assertThat(history.find(1_000)).isTrue();
        assertThat(history.isRepetitionUnderWay(ROUND_TRIP_NS, MS)).isFalse();
        assertThat(history.isRepetitionUnderWay(ROUND_TRIP_NS, 2 * MS))
                .as("asked for, and refused")
                .isFalse();

        history.onRepeated(3 * MS);
        assertThat(history.isRepetitionUnderWay(ROUND_TRIP_NS, 77 * MS)).isTrue();
        assertThat(history.isRepetitionUnderWay(ROUND_TRIP_NS, 78 * MS)).isFalse();
    }
}
