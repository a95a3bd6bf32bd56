package dev.stagedoor.benchmarks.load.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stagedoor.benchmarks.load.messages.JoinReport;
import dev.stagedoor.benchmarks.load.messages.Tally;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A join storm.
 *
 * @param perSecond who were to join each second
 * @param inside packets to those who were there before
 * @param serverCpuSeconds from the first offer until the last joiner saw a packet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StormReport(
        String server,
        int perSecond,
        JoinReport storm,
        Tally inside,
        @Nullable Double serverCpuSeconds) {
    /** For people. */
    public List<String> lines() {
        var first = storm.firstPacketMs();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d of %d viewers joined %s, %d a second",
                        storm.joined(),
                        storm.joined() + storm.failed(),
                        server,
                        perSecond),
                String.format(
                        Locale.ROOT,
                        "offer to keys          p50 %.1f ms, p95 %.1f ms, max %.1f ms",
                        storm.connectedMs().p50(),
                        storm.connectedMs().p95(),
                        storm.connectedMs().max()),
                String.format(
                        Locale.ROOT,
                        "offer to first packet  p50 %.1f ms, p95 %.1f ms, max %.1f ms",
                        first.p50(),
                        first.p95(),
                        first.max()),
                String.format(
                        Locale.ROOT,
                        "%d viewers inside: %d of %d packets lost",
                        inside.viewers(),
                        inside.lost(),
                        inside.expected()),
                serverCpuSeconds == null
                        ? ""
                        : String.format(Locale.ROOT, "server CPU seconds     %.2f", serverCpuSeconds),
                storm.failures().isEmpty() ? "" : "failures: " + String.join("; ", storm.failures()));
    }
}
