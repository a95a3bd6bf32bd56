package dev.stagedoor.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.metering.MeteringTerms;
import dev.stagedoor.billing.pricing.Increment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MeteringBenchTest {
    @Test
    void shouldPrintOneObjectAndLeaveRightReceipts() throws JsonProcessingException {
        var out = new StringWriter();
        int exitCode = new CommandLine(new MeteringCommand())
                .setOut(new PrintWriter(out))
                .execute("--sessions", "20", "--ramp", "0", "--seconds", "2", "--json");
        var report = new ObjectMapper().readTree(out.toString());
        assertThat(exitCode).as(out.toString()).isZero();
        assertThat(report.path("invariantsHeld").asBoolean()).isTrue();
        assertThat(report.path("sessions").asInt()).isEqualTo(20);
        assertThat(report.path("perSecond").path("reports").asDouble()).isPositive();
        assertThat(report.path("postgresCores").asDouble()).isPositive();
    }

    /** A minute of two and a half seconds, so that all kinds of steps are met with soon. */
    @Test
    void shouldMeterHeartbeatsCapturesAndExtensions() {
        var config = BillingConfig.builder()
                .exclusive(true)
                .peakWindows(List.of())
                .rateUnitMs(2_500)
                .metering(MeteringTerms.builder()
                        .captureEveryMs(500)
                        .heartbeatMs(100)
                        .extendBelowMs(6_500)
                        .warnRemainingMs(1_000)
                        .finalRemainingMs(500)
                        .build())
                .build();
        var plan = new MeteringBench.Plan(12, Increment.MINUTE, 200, 4_000, config);
        var report = new MeteringBench(plan, _ -> {}).run();
        assertThat(report.findings()).isEmpty();
        assertThat(report.perSecond().captures()).isPositive();
        assertThat(report.perSecond().extensions()).isPositive();
        assertThat(report.perSecond().heartbeats()).isPositive();
        assertThat(report.stepMs().p99()).isPositive();
        assertThat(report.lateMs().most())
                .isGreaterThanOrEqualTo(report.stepMs().p50());
    }
}
