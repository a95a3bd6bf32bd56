package dev.stagedoor.benchmarks.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report for people: one column a server, one row a figure. */
public final class ForwardText {
    private static final String UNKNOWN = "-";
    private static final int LABEL_WIDTH = 34;
    private static final int COLUMN_WIDTH = 16;
    private static final double PERCENT = 100;

    private ForwardText() {}

    /** Lines without line ends. */
    public static List<String> lines(Comparison comparison) {
        var columns = comparison.columns();
        var lines = new ArrayList<String>();
        var setup = columns.getFirst().setup();
        lines.add(String.format(
                Locale.ROOT,
                "%d receivers of %d publishers, %d packets at once, %,d packets/s of %d bytes, %s",
                setup.receivers(),
                setup.publishers(),
                setup.packetsAtOnce(),
                setup.targetPacketsPerSecond(),
                setup.payloadBytes(),
                columns.getFirst().mode()));
        lines.add("server on cores " + setup.serverCpus() + ", clients on cores " + setup.clientCpus());
        lines.add("");
        row(lines, "", columns, ForwardReport::server);
        row(lines, "packets per CPU-second", columns, r -> number("%,.0f", r.packetsPerCpuSecond()));
        if (comparison.runs().size() > 1) {
            row(lines, "  least and most of the runs", columns, comparison::spread);
        }
        row(lines, "forwarded packets", columns, r -> number("%,d", r.forwardedPackets()));
        row(lines, "forwarded packets per second", columns, r -> number("%,.0f", r.packetsPerSecond()));
        row(lines, "lost packets", columns, r -> number("%,d", r.lostPackets()));
        row(lines, "loss", columns, r -> number("%.4f %%", r.lossRatio() * PERCENT));
        row(lines, "server CPU seconds", columns, r -> number("%.2f", r.serverCpuSeconds()));
        row(lines, "share of the server's cores", columns, r -> percent(r.serverCpuShare()));
        row(lines, "delay p50", columns, r -> number("%.2f ms", r.delayMs().p50()));
        row(lines, "delay p99", columns, r -> number("%.2f ms", r.delayMs().p99()));
        row(lines, "delay p99.9", columns, r -> number("%.2f ms", r.delayMs().p999()));
        row(lines, "mean group", columns, r -> number("%.2f", r.meanGroup()));
        row(lines, "allocated bytes per packet", columns, r -> number("%.2f", r.allocatedBytesPerPacket()));
        row(lines, "resident memory", columns, r -> number("%.0f MiB", r.rssMiB()));
        row(lines, "stops of all threads", columns, ForwardText::pauses);
        row(lines, "share of the clients' cores", columns, r -> percent(r.clientsCpuShare()));
        if (comparison.floor() != null) {
            lines.add("");
            lines.add(floor(comparison));
        }
        columns.forEach(column -> notes(lines, column));
        return lines;
    }

    private static String floor(Comparison comparison) {
        var runs = comparison.floorRuns().stream().map(Comparison::thousands).collect(Collectors.joining(", "));
        return "a C loop that only seals and sends: " + runs + " packets per CPU-second; ours to its median: "
                + number("%.2f", comparison.floorRatio());
    }

    private static void notes(List<String> lines, ForwardReport report) {
        lines.add("");
        lines.add(report.server() + ", messages by packets: " + groups(report.groups()));
        if (report.serverDrops() != null && !report.serverDrops().isEmpty()) {
            lines.add(report.server() + " dropped: " + report.serverDrops());
        }
        if (report.endedClients() > 0) {
            lines.add(report.server() + ": " + report.endedClients() + " clients lost their connection");
        }
        if (report.clientsCpuShare() > ForwardReport.CLIENTS_BUSY) {
            lines.add(report.server() + ": the clients' cores were full; delay and loss may be the clients' own");
        }
    }

    private static String groups(Map<Integer, Long> groups) {
        var messages = groups.values().stream().mapToLong(Long::longValue).sum();
        return groups.isEmpty()
                ? "not seen"
                : new TreeMap<>(groups)
                        .entrySet().stream()
                                .map(group -> String.format(
                                        Locale.ROOT,
                                        "%d: %.1f %%",
                                        group.getKey(),
                                        PERCENT * group.getValue() / messages))
                                .collect(Collectors.joining(", "));
    }

    private static String pauses(ForwardReport report) {
        var pauses = report.pauses();
        return pauses == null ? UNKNOWN : String.format(Locale.ROOT, "%d, max %.2f ms", pauses.count(), pauses.maxMs());
    }

    private static void row(
            List<String> lines, String label, List<ForwardReport> columns, Function<ForwardReport, String> value) {
        var line = new StringBuilder(label);
        line.append(" ".repeat(Math.max(0, LABEL_WIDTH - label.length())));
        for (var column : columns) {
            var text = value.apply(column);
            line.append(" ".repeat(Math.max(2, COLUMN_WIDTH - text.length()))).append(text);
        }
        lines.add(line.toString());
    }

    private static String percent(@Nullable Double share) {
        return share == null ? UNKNOWN : String.format(Locale.ROOT, "%.0f %%", share * PERCENT);
    }

    private static String number(String format, @Nullable Number value) {
        return value == null ? UNKNOWN : String.format(Locale.ROOT, format, value);
    }
}
