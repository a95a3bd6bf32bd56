package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClimbBrakeTest {
    private static final long SECOND = 1_000_000_000;

    private final ClimbBrake brake = new ClimbBrake();
    private long nowNs;

    private void climbThatLasts(long seconds) {
        brake.onClimb(nowNs);
        nowNs += seconds * SECOND;
        brake.onDescent(nowNs);
    }

    /** Seconds until it may climb. */
    private long waits() {
        long sinceNs = nowNs;
        while (!brake.mayClimb(nowNs)) {
            nowNs += SECOND;
        }
        return (nowNs - sinceNs) / SECOND;
    }

    @Test
    void theWaitDoublesWithEachClimbThatDoesNotLast() {
        assertThat(waits()).isZero();
        climbThatLasts(20);
        assertThat(waits()).isEqualTo(2);
        climbThatLasts(3);
        assertThat(waits()).isEqualTo(4);
        climbThatLasts(3);
        assertThat(waits()).isEqualTo(8);
        climbThatLasts(20);
        assertThat(waits()).as("a climb that was right").isEqualTo(2);
    }

    @Test
    void whoSeesNothingWaitsFourSecondsAtMost() {
        for (int i = 0; i < 6; i++) {
            climbThatLasts(1);
            waits();
        }
        climbThatLasts(1);
        nowNs += 3 * SECOND;
        assertThat(brake.mayReturn(nowNs)).isFalse();
        nowNs += SECOND;
        assertThat(brake.mayReturn(nowNs)).isTrue();
        assertThat(brake.mayClimb(nowNs)).isFalse();
    }
}
