package dev.stagedoor.benchmarks.client.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossTrackerTest {
    private final LossTracker tracker = new LossTracker();

    @Test
    void countsAStreamWithoutLoss() {
        receive(0, 10, 11, 12);

        assertThat(tracker.received()).isEqualTo(3);
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.hasMissing()).isFalse();
    }

    @Test
    void goesOnOverTheWrapOfSequenceNumbers() {
        receive(0, 65_534, 65_535, 0, 1);

        assertThat(tracker.expected()).isEqualTo(4);
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.extendedHighest()).isEqualTo(65_537);
    }

    @Test
    void countsAPacketOnce() {
        receive(0, 10, 11);

        assertThat(tracker.onPacket(11, 0)).isFalse();
        assertThat(tracker.onPacket(10, 0)).isFalse();
        assertThat(tracker.duplicates()).isEqualTo(2);
        assertThat(tracker.received()).isEqualTo(2);
    }

    @Test
    void waitsForReorderedPacketsBeforeItAsks() {
        receive(0, 10, 13);
        assertThat(tracker.dueRequests(LossTracker.REORDER_GRACE_NS - 1)).isEmpty();

        receive(0, 11);
        assertThat(tracker.dueRequests(LossTracker.REORDER_GRACE_NS)).containsExactly(12);
    }

    @Test
    void asksAgainAndGivesUpInTheEnd() {
        receive(0, 10, 12);
        var nowNs = LossTracker.REORDER_GRACE_NS;
        for (int i = 0; i < LossTracker.MAX_REQUESTS; i++) {
            assertThat(tracker.dueRequests(nowNs)).containsExactly(11);
            assertThat(tracker.dueRequests(nowNs)).isEmpty();
            nowNs += LossTracker.RETRY_NS;
        }

        assertThat(tracker.dueRequests(nowNs)).isEmpty();
        assertThat(tracker.givenUp()).isEqualTo(1);
        assertThat(tracker.lost()).isEqualTo(1);
    }

    @Test
    void takesBackALossWhenThePacketComes() {
        receive(0, 10, 12);
        assertThat(tracker.lost()).isEqualTo(1);

        receive(0, 11);
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.recovered()).isEqualTo(1);
    }

    @Test
    void keepsItsMemoryWhenNumbersJump() {
        receive(0, 0, 30_000);

        assertThat(tracker.dueRequests(LossTracker.REORDER_GRACE_NS)).hasSize(LossTracker.MAX_REQUESTS_AT_ONCE);
        assertThat(tracker.lost()).isEqualTo(29_999);
    }

    private void receive(long nowNs, int... sequenceNumbers) {
        for (var sequenceNumber : sequenceNumbers) {
            assertThat(tracker.onPacket(sequenceNumber, nowNs)).isTrue();
        }
    }
}
