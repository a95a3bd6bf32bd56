package dev.stagedoor.benchmarks.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.load.messages.DelayMs;
import dev.stagedoor.benchmarks.load.process.PauseLog.Pauses;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForwardTextTest {
    private static final DelayMs DELAY = new DelayMs(10, 0.25, 0.5, 1.5, 4.25, 9);

    @Test
    void oneColumnAServer() {
        var text = String.join(
                "\n",
                ForwardText.lines(Comparison.of(
                        List.of(report("ours", 120_000.0)), List.of(report("theirs", null)), List.of(150_000.0))));

        assertThat(text)
                .containsPattern("packets per CPU-second +120,000 +-")
                .containsPattern("delay p99 +1\\.50 ms +1\\.50 ms")
                .containsPattern("stops of all threads +2, max 0\\.75 ms")
                .contains("ours, messages by packets: 1: 25.0 %, 4: 75.0 %")
                .contains("ours dropped: {SEND_BUFFER_FULL=3}")
                .contains("150,000 packets per CPU-second; ours to its median: 0.80")
                .contains("the clients' cores were full");
    }

    @Test
    void whatIsUnknownIsNotInTheJson() throws JsonProcessingException {
        var json = new ObjectMapper();
        var known = json.readTree(json.writeValueAsString(report("ours", 120_000.0)));
        var unknown = json.readTree(json.writeValueAsString(report("theirs", null)));

        assertThat(known.get("packetsPerCpuSecond").asDouble()).isEqualTo(120_000);
        assertThat(known.get("delayMs").get("p999").asDouble()).isEqualTo(4.25);
        assertThat(unknown.has("packetsPerCpuSecond")).isFalse();
    }

    static ForwardReport report(String server, @Nullable Double perCpuSecond) {
        return new ForwardReport(
                server,
                "loopback",
                new ForwardReport.Setup(10, 1, 4, 1_000, 1_200, "0", "1"),
                5,
                500,
                5_000,
                4_990,
                10,
                0.002,
                998,
                perCpuSecond == null ? null : 4_990 / perCpuSecond,
                null,
                perCpuSecond,
                DELAY,
                3.25,
                Map.of(1, 10L, 4, 30L),
                0.5,
                100.0,
                new Pauses(2, 1, 0.75),
                Map.of("SEND_BUFFER_FULL", 3L),
                0.95,
                0,
                0,
                0);
    }
}
