package dev.stagedoor.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LedgerBenchTest {
    /** A whole run, as short as it can be. What it measures is for the machine to say; that the books are right is not. */
    @Test
    void shouldPrintOneObjectAndLeaveRightBooks() throws JsonProcessingException {
        var out = new StringWriter();
        int exitCode = new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out))
                .execute("--writers", "8", "--warm-up", "0", "--seconds", "1", "--json");
        var report = new ObjectMapper().readTree(out.toString());
        assertThat(exitCode).isZero();
        assertThat(report.path("invariantsHeld").asBoolean()).as(out.toString()).isTrue();
        assertThat(report.path("postingsPerSecond").asDouble()).isPositive();
        assertThat(report.path("hotRatio").asDouble()).isPositive();
        assertThat(report.path("cpuUsPerPosting").path("java").asDouble()).isPositive();
        assertThat(report.path("cpuUsPerPosting").path("postgres").asDouble()).isPositive();
        assertThat(report.path("latencyMs").path("p50").asDouble()).isPositive();
        assertThat(report.path("latencyMs").path("p99").asDouble())
                .isGreaterThanOrEqualTo(report.path("latencyMs").path("p50").asDouble());
        assertThat(report.path("entries").asLong()).isGreaterThan(10_000);
    }

    @Test
    void shouldMakeAJournalLargeAndLeaveRightBooks() throws JsonProcessingException {
        var out = new StringWriter();
        int exitCode = new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out))
                .execute("--grow", "120K", "--writers", "4", "--seconds", "1", "--json");
        var report = new ObjectMapper().readTree(out.toString());
        assertThat(exitCode).as(out.toString()).isZero();
        assertThat(report.path("invariantsHeld").asBoolean()).isTrue();
        assertThat(report.path("entries").asLong()).isGreaterThan(120_000);
        assertThat(report.path("sizes").findValuesAsText("name")).contains("entry", "entry_account");
        assertThat(report.path("pages").findValuesAsText("name")).contains("performer: earnings of a star");
        assertThat(report.path("postingsPerSecond").asDouble()).isPositive();
    }

    @Test
    void shouldSayWhatANumberOfEntriesLooksLike() {
        var err = new StringWriter();
        int exitCode = new CommandLine(new LedgerCommand())
                .setErr(new PrintWriter(err))
                .execute("--grow", "many");
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("'many' is no number of entries such as 500K or 10M");
    }
}
