package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossControllerTest {
    private static final long MS = 1_000_000;

    private final LossController controller = new LossController(50_000_000);
    private long nowNs;

    /** A third of a second in which of a hundred packets so many were lost, sent at such a rate. */
    private void window(int lost, boolean queueing, long sentBitsPerSecond) {
        nowNs += 340 * MS;
        for (int i = 0; i < 100; i++) {
            if (i < lost) {
                controller.onMissing();
            } else {
                controller.onReceived();
            }
        }
        controller.update(sentBitsPerSecond * (100 - lost) / 100, queueing, 40 * MS, nowNs);
    }

    @Test
    void whatAFullQueueDropsIsNotThePathsLastingLoss() {
        for (int i = 0; i < 20; i++) {
            window(30, true, 1_000_000);
        }
        assertThat(controller.loss()).isCloseTo(0.3, within(0.01));
        assertThat(controller.lastingLoss()).isZero();

        for (int i = 0; i < 20; i++) {
            window(10, false, 1_000_000);
        }
        assertThat(controller.lastingLoss()).isBetween(0.08, 0.1);
    }

    @Test
    void lossThatBeginsWhileLittleIsSentIsFoundToBeThePathsOwnOnceMoreIsSent() {
        window(20, false, 150_000);
        window(20, false, 150_000);
        controller.onProbed(3_000_000);
        // What is sent follows the estimate: much, then less and less.
        for (int i = 0; i < 20 && controller.ownLoss() == 0; i++) {
            window(20, false, Math.min(1_500_000, controller.bitsPerSecond() / 2));
        }
        assertThat(controller.ownLoss()).isCloseTo(0.2, within(0.03));
        assertThat(controller.bitsPerSecond()).as("as before").isGreaterThan(2_000_000);
    }

    @Test
    void aMomentWithoutLossDoesNotMakeThePathsOwnLossCongestionAfterwards() {
        findOwnLossOfAFifth();
        window(5, false, 1_500_000);
        window(8, false, 1_500_000);
        long before = controller.bitsPerSecond();
        for (int i = 0; i < 10; i++) {
            window(24, false, 1_500_000);
        }
        assertThat(controller.bitsPerSecond()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void overloadDoesNotPassForThePathsOwnLossLittleByLittle() {
        findOwnLossOfAFifth();
        for (int lost = 20; lost < 45; lost++) {
            window(lost, false, 1_500_000);
            window(lost, false, 1_500_000);
        }
        assertThat(controller.ownLoss()).isLessThan(0.22);
    }

    private void findOwnLossOfAFifth() {
        for (int i = 0; i < 40 && controller.ownLoss() == 0; i++) {
            window(20, false, Math.min(3_000_000, controller.bitsPerSecond()));
        }
        assertThat(controller.ownLoss()).isGreaterThan(0.17);
    }
}
