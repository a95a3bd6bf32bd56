package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerLimitsTest {
    private final LayerLimits limits = new LayerLimits();

    @Test
    void aLatePictureIsJudgedByTheLimitsOfItsOwnTimeHoweverManyMovesAgo() {
        limits.begin(1_000, 2, 2);
        limits.move(2_000, 1, 0);
        limits.move(3_000, 1, 2);
        limits.move(4_000, 0, 1);

        assertThat(limits.spatial()).isZero();
        assertThat(limits.temporal()).isOne();
        assertThat(at(4_000)).isEqualTo("0.1");
        assertThat(at(3_999)).isEqualTo("1.2");
        assertThat(at(2_500)).isEqualTo("1.0");
        assertThat(at(1_999)).isEqualTo("2.2");
        assertThat(at(1)).as("before the run").isEqualTo("2.2");
    }

    @Test
    void timestampsWrap() {
        limits.begin(0xFFFF_FF00L, 2, 2);
        limits.move(100, 0, 0);

        assertThat(at(0xFFFF_FFF0L)).isEqualTo("2.2");
        assertThat(at(100)).isEqualTo("0.0");
    }

    @Test
    void whatDoesNotMoveIsNotRemembered() {
        limits.begin(0, 2, 2);
        limits.move(1_000, 1, 1);
        for (int i = 2; i < 100; i++) {
            limits.move(1_000L * i, 1, 1);
        }
        assertThat(at(500)).isEqualTo("2.2");
    }

    @Test
    void theOldestThatIsRememberedStandsForWhatWasBeforeIt() {
        limits.begin(0, 0, 0);
        for (int i = 1; i <= 40; i++) {
            limits.move(1_000L * i, i % 3, i % 2);
        }
        assertThat(at(40_000)).isEqualTo("1.0");
        assertThat(at(30_500)).isEqualTo("0.0");
        assertThat(at(10_000)).as("fifteen moves before the last").isEqualTo("1.1");
    }

    @Test
    void anotherRunKnowsNothingOfTheOneBefore() {
        limits.begin(0, 2, 2);
        limits.move(1_000, 0, 0);
        limits.begin(5_000, 1, 1);

        assertThat(at(500)).isEqualTo("1.1");
    }

    private String at(long timestamp) {
        return limits.spatialAt(timestamp) + "." + limits.temporalAt(timestamp);
    }
}
