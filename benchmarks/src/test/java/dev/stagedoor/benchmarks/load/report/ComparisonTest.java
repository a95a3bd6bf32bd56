package dev.stagedoor.benchmarks.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theMedianRunStandsAtTheTop() throws JsonProcessingException {
        var comparison = Comparison.of(
                reports("ours", 90.0, 120.0, 100.0), reports("theirs", 40.0, 60.0, 50.0), List.of(125.0, 200.0, 100.0));

        var tree = json.readTree(json.writeValueAsString(comparison));

        assertThat(tree.get("packetsPerCpuSecond").asDouble()).isEqualTo(100);
        assertThat(tree.get("peer").get("packetsPerCpuSecond").asDouble()).isEqualTo(50);
        assertThat(tree.get("ratio").asDouble()).isCloseTo(2, within(1e-9));
        assertThat(tree.get("floor").asDouble()).isEqualTo(125);
        assertThat(tree.get("floorRatio").asDouble()).isCloseTo(0.8, within(1e-9));
        assertThat(tree.get("floorRuns")).hasSize(3);
        assertThat(tree.get("runs")).hasSize(3);
        assertThat(comparison.spread(comparison.ours())).isEqualTo("90 – 120");
    }

    @Test
    void withoutAPeerNothingIsSaidOfOne() throws JsonProcessingException {
        var tree = json.readTree(
                json.writeValueAsString(Comparison.of(reports("ours", 90.0, null), List.of(), List.of())));

        assertThat(tree.has("peer")).isFalse();
        assertThat(tree.has("ratio")).isFalse();
        assertThat(tree.has("floor")).isFalse();
        assertThat(tree.has("floorRuns")).isFalse();
        assertThat(tree.get("forwardedPackets").asLong()).isEqualTo(4_990);
    }

    private static List<ForwardReport> reports(String server, @Nullable Double... figures) {
        return Arrays.stream(figures)
                .map(figure -> ForwardTextTest.report(server, figure))
                .toList();
    }
}
