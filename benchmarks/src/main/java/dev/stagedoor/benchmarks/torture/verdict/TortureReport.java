package dev.stagedoor.benchmarks.torture.verdict;

import dev.stagedoor.benchmarks.torture.plan.FaultKind;
import dev.stagedoor.benchmarks.torture.record.Footprint;
import dev.stagedoor.benchmarks.torture.record.MadeFault;
import dev.stagedoor.benchmarks.torture.record.Operation;
import dev.stagedoor.benchmarks.torture.record.Operation.Kind;
import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a fault run came to.
 *
 * @param ok whether nothing is wrong
 * @param seconds of faults, without setting up and looking after
 * @param refusals why operations were refused, how often
 * @param findings everything that is wrong, in words
 */
public record TortureReport(
        boolean ok,
        long seed,
        long seconds,
        Map<FaultKind, Times> faults,
        Map<Kind, Answers> operations,
        Map<String, Long> refusals,
        int ledgerChecks,
        Footprint before,
        Footprint after,
        List<String> leftOut,
        List<String> findings) {
    private static final double MS_PER_S = 1_000;

    /**
     * Faults of one kind.
     *
     * @param brokenMs between breaking and mending, the longest
     * @param recoveredMedianMs from mending until something asked for afterwards was acknowledged
     * @param recoveredMostMs the longest of these
     */
    public record Times(int made, long brokenMs, long recoveredMedianMs, long recoveredMostMs) {
        private static Times of(List<MadeFault> faults) {
            var recovered = faults.stream()
                    .mapToLong(fault -> fault.recoveredMs().orElse(Long.MAX_VALUE))
                    .sorted()
                    .toArray();
            return new Times(
                    faults.size(),
                    faults.stream().mapToLong(MadeFault::brokenMs).max().orElse(0),
                    recovered[recovered.length / 2],
                    recovered[recovered.length - 1]);
        }
    }

    /** How many operations of a kind ended how. */
    public record Answers(long acknowledged, long refused, long unknown) {
        private static Answers of(List<Operation> operations) {
            return new Answers(
                    count(operations, Outcome.ACKNOWLEDGED),
                    count(operations, Outcome.REFUSED),
                    count(operations, Outcome.UNKNOWN));
        }

        private static long count(List<Operation> operations, Outcome outcome) {
            return operations.stream()
                    .filter(operation -> operation.outcome() == outcome)
                    .count();
        }
    }

    /** What was seen of the server's process, all quiet, before and after. */
    public record Quiet(Footprint before, Footprint after) {}

    /** @param leftOut what could not be broken here, and why */
    public record Run(long seed, long seconds, List<MadeFault> made, List<String> leftOut) {}

    /** Puts it together. */
    public static TortureReport of(
            Run run, List<Operation> operations, LedgerCheck check, Quiet quiet, List<String> findings) {
        var faults = new EnumMap<FaultKind, Times>(FaultKind.class);
        Arrays.stream(FaultKind.values()).forEach(kind -> {
            var some = run.made().stream().filter(fault -> fault.kind() == kind).toList();
            if (!some.isEmpty()) {
                faults.put(kind, Times.of(some));
            }
        });
        var answers = new EnumMap<Kind, Answers>(Kind.class);
        Arrays.stream(Kind.values())
                .forEach(kind -> answers.put(
                        kind,
                        Answers.of(operations.stream()
                                .filter(operation -> operation.kind() == kind)
                                .toList())));
        var refusals = new TreeMap<String, Long>();
        operations.stream()
                .filter(operation -> !operation.code().isEmpty())
                .forEach(operation -> refusals.merge(operation.code(), 1L, Long::sum));
        var all = new ArrayList<>(findings);
        all.addAll(check.wrong());
        all.addAll(Leak.between(quiet.before(), quiet.after()));
        return new TortureReport(
                all.isEmpty(),
                run.seed(),
                run.seconds(),
                faults,
                answers,
                refusals,
                check.checks(),
                quiet.before(),
                quiet.after(),
                run.leftOut(),
                all);
    }

    /** For people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("seed " + seed + ", " + seconds + " s");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%-18s %5s %12s %12s %12s", "fault", "made", "broken most", "back median", "back most"));
        faults.forEach((kind, times) -> lines.add(String.format(
                Locale.ROOT,
                "%-18s %5d %10.1f s %10.1f s %10.1f s",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                times.made(),
                times.brokenMs() / MS_PER_S,
                times.recoveredMedianMs() / MS_PER_S,
                times.recoveredMostMs() / MS_PER_S)));
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%-18s %12s %9s %9s", "operations", "acknowledged", "refused", "unknown"));
        operations.forEach((kind, answers) -> lines.add(String.format(
                Locale.ROOT,
                "%-18s %12d %9d %9d",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                answers.acknowledged(),
                answers.refused(),
                answers.unknown())));
        lines.add("");
        lines.add("refused for: " + refusals);
        lines.add(String.format(
                Locale.ROOT,
                "server, all quiet: %d descriptors before and %d after, %d threads and %d, %d MiB of heap and %d,"
                        + " %.0f MiB of memory and %.0f",
                before.descriptors(),
                after.descriptors(),
                before.threads(),
                after.threads(),
                before.heapMiB(),
                after.heapMiB(),
                before.rssMiB(),
                after.rssMiB()));
        lines.add("ledger check: " + ledgerChecks + " checks");
        leftOut.forEach(what -> lines.add("left out: " + what));
        lines.add("");
        if (ok) {
            lines.add(
                    "nothing is wrong: what was acknowledged is booked once, what was refused is not, nothing is below zero");
        } else {
            lines.add(findings.size() + " THINGS ARE WRONG");
            findings.forEach(finding -> lines.add("  " + finding));
        }
        return lines;
    }
}
