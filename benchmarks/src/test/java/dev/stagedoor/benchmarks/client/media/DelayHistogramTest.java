package dev.stagedoor.benchmarks.client.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayHistogramTest {
    private final DelayHistogram histogram = new DelayHistogram();

    @Test
    void isZeroWhileNothingWasCounted() {
        assertThat(histogram.quantileMs(0.99)).isZero();
        assertThat(histogram.maxMs()).isZero();
    }

    @Test
    void quantilesAreRightToAFewPercent() {
        var seed = 20_260_101L;
        var random = new Random(seed);
        var delaysNs = random.doubles(10_000)
                .mapToLong(d -> (long) Math.pow(10, 3 + 6 * d))
                .sorted()
                .toArray();
        Arrays.stream(delaysNs).forEach(histogram::record);

        for (var quantile : new double[] {0.25, 0.5, 0.99, 0.999}) {
            var exactMs = delaysNs[(int) Math.ceil(quantile * delaysNs.length) - 1] / 1e6;
            assertThat(histogram.quantileMs(quantile)).as("seed %d", seed).isCloseTo(exactMs, withinPercentage(8));
        }
    }

    @Test
    void addsUp() {
        var other = new DelayHistogram();
        other.record(5_000_000);
        histogram.record(1_000_000);
        histogram.add(other);

        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.maxMs()).isCloseTo(5, withinPercentage(1));
        assertThat(histogram.quantileMs(1)).isCloseTo(5, withinPercentage(1));
    }

    @Test
    void countsTheDelayOfDisagreeingClocksAsZero() {
        histogram.record(-5);

        assertThat(histogram.count()).isEqualTo(1);
        assertThat(histogram.quantileMs(1)).isZero();
    }
}
