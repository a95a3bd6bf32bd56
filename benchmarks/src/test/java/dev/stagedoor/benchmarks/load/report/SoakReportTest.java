package dev.stagedoor.benchmarks.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.benchmarks.load.report.SoakReport.Growth;
import dev.stagedoor.benchmarks.load.report.SoakReport.Sample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakReportTest {
    @Test
    void warmUpIsNoGrowthAndALeakIs() {
        var samples = IntStream.range(0, 40)
                .mapToObj(i -> new Sample(i, 3 * i, i < 10 ? 10.0 * i : 100, 50 + i, 20))
                .toList();

        var report = SoakReport.of("node", 5, samples);

        // Medians of the seconds 30 to 39 and 10 to 19.
        assertThat(report.growth()).isEqualTo(new Growth(0, 20, 0));
        assertThat(report.gone()).isEqualTo(117);
        assertThat(String.join("\n", report.lines())).contains("+20.0 descriptors");
    }

    @Test
    void oneSampleHasNotGrown() {
        var report = SoakReport.of("node", 5, List.of(new Sample(0, 0, 100, 50, 20)));

        assertThat(report.growth()).isEqualTo(new Growth(0, 0, 0));
    }
}
