package dev.stagedoor.benchmarks.torture.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.torture.plan.FaultKind;
import dev.stagedoor.benchmarks.torture.record.Footprint;
import dev.stagedoor.benchmarks.torture.record.MadeFault;
import dev.stagedoor.benchmarks.torture.record.Operation;
import dev.stagedoor.benchmarks.torture.record.Operation.Kind;
import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TortureReportTest {
    private static final LedgerCheck RIGHT = new LedgerCheck(20, List.of());
    private static final Footprint QUIET = new Footprint(100, 20, 50, 200);

    @Test
    void shouldCountAndTakeTheMedian() {
        var report = report(RIGHT, QUIET, List.of());
        assertThat(report.ok()).isTrue();
        assertThat(report.faults()).containsOnlyKeys(FaultKind.SERVER_KILLED);
        assertThat(report.faults().get(FaultKind.SERVER_KILLED)).isEqualTo(new TortureReport.Times(3, 3_000, 200, 900));
        assertThat(report.operations().get(Kind.TIP)).isEqualTo(new TortureReport.Answers(2, 1, 1));
        assertThat(report.refusals()).containsOnly(entry("INSUFFICIENT_FUNDS", 1L));
    }

    @Test
    void shouldBeWrongForWhateverIsWrong() {
        assertThat(report(new LedgerCheck(20, List.of("trial-balance: 1")), QUIET, List.of())
                        .ok())
                .isFalse();
        assertThat(report(RIGHT, new Footprint(100, 20, 50, 400), List.of()).findings())
                .containsExactly("the server had 200 descriptors before and 400 after, all quiet");
        assertThat(report(RIGHT, new Footprint(100, 20, 150, 200), List.of()).findings())
                .containsExactly("the server had 50 threads before and 150 after, all quiet");
        assertThat(report(RIGHT, new Footprint(300, 80, 50, 200), List.of()).findings())
                .containsExactly(
                        "the server had 20 MiB of heap before and 80 after, all quiet",
                        "the server had 100 MiB of memory before and 300 after, all quiet");
        assertThat(report(RIGHT, QUIET, List.of("a tip is lost")).lines())
                .contains("1 THINGS ARE WRONG", "  a tip is lost");
    }

    @Test
    void shouldBeOneObject() throws Exception {
        var json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(report(RIGHT, QUIET, List.of())));
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("seed").asLong()).isEqualTo(7);
        assertThat(json.path("faults").path("SERVER_KILLED").path("made").asInt())
                .isEqualTo(3);
        assertThat(json.path("operations").path("TIP").path("unknown").asInt()).isEqualTo(1);
    }

    @Test
    void shouldTakeNoAnswerForWrong() {
        assertThat(LedgerCheck.parse("the ledger could not be read").wrong()).hasSize(1);
        assertThat(LedgerCheck.parse("{\"ok\":true,\"checks\":[]}").wrong()).hasSize(1);
        assertThat(LedgerCheck.parse("""
                {"ok":false,"checks":[
                  {"check":"a","status":"OK","samples":[]},
                  {"check":"b","status":"FAILURE","samples":["5 too many"]}]}
                """)).isEqualTo(new LedgerCheck(2, List.of("b: [\"5 too many\"]")));
    }

    private static TortureReport report(LedgerCheck check, Footprint after, List<String> findings) {
        var faults = List.of(fault(1_000, 100), fault(3_000, 900), fault(2_000, 200));
        var operations = List.of(
                tip(Outcome.ACKNOWLEDGED, ""),
                tip(Outcome.ACKNOWLEDGED, ""),
                tip(Outcome.REFUSED, "INSUFFICIENT_FUNDS"),
                tip(Outcome.UNKNOWN, ""));
        return TortureReport.of(
                new TortureReport.Run(7, 60, faults, List.of("clocks")),
                operations,
                check,
                new TortureReport.Quiet(QUIET, after),
                findings);
    }

    private static MadeFault fault(long brokenMs, long recoveredMs) {
        return new MadeFault(FaultKind.SERVER_KILLED, brokenMs, OptionalLong.of(recoveredMs));
    }

    private static Operation tip(Outcome outcome, String code) {
        return new Operation(Kind.TIP, UUID.randomUUID(), UUID.randomUUID(), 1, outcome, code, 0, 1);
    }
}
