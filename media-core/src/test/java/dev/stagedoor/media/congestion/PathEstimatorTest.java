package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathEstimatorTest {
    private final Random random = SeededRandom.create("PathEstimatorTest", 2_026);
    private final EstimatorRig rig = new EstimatorRig(random);

    @ParameterizedTest
    @CsvSource({
        // kb/s, and the longest queue; at 300 one packet alone takes 30 ms
        "300,  350",
        "800,  250",
        "2000, 150",
        "5000, 150",
    })
    void itFindsTheRateOfTheBottleneckAndKeepsTheQueueShort(long kbps, long boundMs) {
        rig.path.bitsPerSecond = kbps * 1_000;
        rig.run(60_000);
        long worstQueueMs = 0;
        long delivered = 0;
        for (int i = 0; i < 200; i++) {
            delivered += rig.deliveredKbps(100);
            worstQueueMs = Math.max(worstQueueMs, rig.path.queueNs(rig.nowNs) / EstimatorRig.MS);
        }

        assertThat(delivered / 200).isBetween(kbps * 65 / 100, kbps * 102 / 100);
        assertThat(worstQueueMs).isLessThan(boundMs);
    }

    @Test
    void itFallsWithinTwoSecondsWhenThePathDoesAndComesBack() {
        rig.path.bitsPerSecond = 3_000_000;
        rig.wants = 3_000_000;
        rig.run(20_000);
        assertThat(rig.estimateKbps()).isGreaterThan(2_000);

        rig.path.bitsPerSecond = 300_000;
        rig.run(2_500);
        assertThat(rig.estimateKbps()).isLessThan(420);

        rig.path.bitsPerSecond = 3_000_000;
        rig.run(15_000);
        assertThat(rig.estimateKbps()).isGreaterThan(1_500);
    }

    @Test
    void aProbeFindsAFastPathWithinOneSecondOfTheFirstPacket() {
        rig.path.bitsPerSecond = 10_000_000;
        rig.sends = 200_000;
        rig.wants = 2_500_000;
        rig.run(1_000);

        assertThat(rig.estimateKbps()).isGreaterThan(2_500);
        assertThat(rig.path.lost()).isZero();
    }

    @Test
    void aProbeOfASlowPathShowsItsRate() {
        rig.path.bitsPerSecond = 1_300_000;
        rig.sends = 200_000;
        rig.wants = 5_000_000;
        rig.run(1_000);

        assertThat(rig.estimateKbps()).isBetween(1_000L, 1_500L);
    }

    @ParameterizedTest(name = "{1} missing from {0} on → {2} % lost")
    @CsvSource({
        // 200 packets were sent, 0 to 199, and the last 100 arrived
        "100, 100, 0",
        "40, 60, 37",
        "0, 100, 50",
        "65000, 636, 50",
        "60000, 5636, 50",
        "200, 30000, 0",
    })
    void ofAllThatIsSaidToBeMissingWhatWasSentCounts(int first, int count, int percent) {
        PathEstimator estimator = new PathEstimator(1_000_000, 30_000, 20_000_000);
        long nowNs = 5_000 * EstimatorRig.MS;
        for (int i = 0; i < 200; i++) {
            estimator.onSent(1_000, nowNs);
        }
        MemorySegment arrived = feedback(100, 0x2000 | 100, 100);
        estimator.onFeedback(feedback(first, 0, count), 0, 10 + 2 * (count / 0x1FFF), 0, 0);
        estimator.onFeedback(arrived, 0, (int) arrived.byteSize(), 0, nowNs);

        assertThat(estimator.lossRatio()).isCloseTo(0.1 * percent / 100, within(0.001));
    }

    /** A message about consecutive packets of one fate; what has arrived did so at once. */
    private static MemorySegment feedback(int first, int chunk, int count) {
        ByteBuffer body = ByteBuffer.allocate(128);
        body.putShort((short) first).putShort((short) count).putInt(0);
        int left = count;
        for (; chunk == 0 && left > 0x1FFF; left -= 0x1FFF) {
            body.putShort((short) 0x1FFF);
        }
        body.putShort((short) (chunk == 0 ? left : chunk));
        return MemorySegment.ofArray(body.array());
    }

    @Test
    void sendingLittleDoesNotLowerTheEstimate() {
        rig.path.bitsPerSecond = 5_000_000;
        rig.wants = 2_000_000;
        rig.run(3_000);
        rig.wants = 0;
        long before = rig.estimateKbps();
        rig.sends = 50_000;
        rig.run(60_000);

        assertThat(rig.estimateKbps()).isGreaterThanOrEqualTo(before * 95 / 100);
    }

    @Test
    void aPathWithoutBottleneckIsNotTakenForOneBecauseOfJitter() {
        rig.path.jitterNs = 15 * EstimatorRig.MS;
        rig.sends = 1_500_000;
        rig.run(60_000);

        assertThat(rig.estimateKbps()).isGreaterThan(1_500);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0", "0.05, 0", "0.10, 0", "0.20, 0", "0.05, 0.5"})
    void lossThatIsThePathsOwnLeavesRoomForAPicture(double loss, double burst) {
        rig.path.loss = loss;
        rig.path.burst = burst;
        rig.path.bitsPerSecond = 5_000_000;
        rig.sends = 1_000_000;
        rig.run(30_000);
        long least = Long.MAX_VALUE;
        long sum = 0;
        for (int i = 0; i < 300; i++) {
            rig.run(100);
            least = Math.min(least, rig.estimateKbps());
            sum += rig.estimateKbps();
        }

        assertThat(least).as("a good picture, always").isGreaterThan(600);
        assertThat(sum / 300).as("all that is sent, mostly").isGreaterThan(1_000);
    }

    @Test
    void aRouteThatBecomesLongerAndLosesIsNoQueue() {
        rig.path.loss = 0.05;
        rig.sends = 1_500_000;
        rig.wants = 1_500_000;
        rig.run(10_000);
        rig.path.delayNs = 150 * EstimatorRig.MS;
        rig.back.delayNs = 150 * EstimatorRig.MS;
        rig.wants = 0;
        rig.run(4_000);

        assertThat(rig.estimateKbps()).isGreaterThan(1_500);
    }

    @Test
    void lossByOverloadLowersTheEstimate() {
        rig.path.bitsPerSecond = 500_000;
        rig.path.maxQueueNs = 10 * EstimatorRig.MS;
        rig.sends = 2_000_000;
        rig.run(20_000);

        assertThat(rig.estimateKbps()).isLessThan(800);
    }

    @Test
    void anotherPathIsFoundOutAnewWithoutBeingFlooded() {
        rig.path.bitsPerSecond = 8_000_000;
        rig.wants = 4_000_000;
        rig.sends = 3_000_000;
        rig.run(10_000);
        assertThat(rig.estimateKbps()).isGreaterThan(4_000);

        rig.estimator.onPathChanged();
        assertThat(rig.estimator.isKnown()).isFalse();
        assertThat(rig.estimateKbps()).isEqualTo(1_000);
        rig.run(40);
        assertThat(rig.estimator.isKnown())
                .as("what is told of the other path still comes")
                .isFalse();
        rig.run(1_500);
        assertThat(rig.estimateKbps()).as("probed at once").isGreaterThan(4_000);
    }

    @Test
    void aPathAfterABadOneBeginsNoHigher() {
        rig.path.bitsPerSecond = 300_000;
        rig.run(20_000);
        rig.estimator.onPathChanged();
        assertThat(rig.estimateKbps()).isBetween(150L, 400L);

        rig.path.bitsPerSecond = 0;
        rig.path.delayNs = 200 * EstimatorRig.MS;
        rig.wants = 2_000_000;
        rig.run(3_000);
        assertThat(rig.estimateKbps()).as("a longer way is no queue").isGreaterThan(2_000);
    }

    @Test
    void aProbeThatIsUnderWayEndsWithThePath() {
        rig.path.bitsPerSecond = 10_000_000;
        rig.sends = 200_000;
        rig.wants = 5_000_000;
        while (!rig.estimator.isProbing()) {
            rig.run(1);
        }
        rig.estimator.onPathChanged();

        assertThat(rig.estimator.isProbing()).isFalse();
        assertThat(rig.estimator.paddingDue(rig.nowNs)).isZero();
        rig.run(1_500);
        assertThat(rig.estimateKbps()).isGreaterThan(5_000);
    }

    @Test
    void withoutTransportFeedbackTheViewersOwnEstimateCounts() {
        assertThat(rig.estimator.isKnown()).isFalse();
        rig.estimator.onReceiverEstimate(700_000);

        assertThat(rig.estimator.isKnown()).isTrue();
        assertThat(rig.estimator.bitsPerSecond()).isEqualTo(700_000);
    }

    @Test
    void feedbackAboutWhatWasNeverSentChangesNothing() {
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 3) {
                bytes[2] = 0;
            }
            rig.estimator.onFeedback(MemorySegment.ofArray(bytes), 0, bytes.length, 0, i * EstimatorRig.MS);
        }

        assertThat(rig.estimator.bitsPerSecond()).isBetween(30_000L, 20_000_000L);
        rig.path.bitsPerSecond = 2_000_000;
        rig.run(30_000);
        assertThat(rig.estimateKbps()).isBetween(1_000L, 3_500L);
    }

    @Test
    void probesStayBeneathWhatMayBeSent() {
        EstimatorRig rig = new EstimatorRig(SeededRandom.create("probesStayBeneathWhatMayBeSent"));
        rig.sends = 400_000;
        rig.wants = 8_000_000;
        rig.most = 1_500_000;
        rig.run(10_000);
        assertThat(rig.estimateKbps()).as("a burst is told to a tenth").isBetween(1_300L, 1_700L);

        rig.most = Long.MAX_VALUE;
        rig.run(10_000);
        assertThat(rig.estimateKbps()).isGreaterThan(4_000);
    }
}
