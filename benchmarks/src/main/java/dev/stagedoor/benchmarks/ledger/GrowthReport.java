package dev.stagedoor.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run of {@code bench ledger --grow} came to.
 *
 * @param entries in the journal
 * @param fillSeconds that making them took, which is no measure of postings
 * @param sizes of tables and indexes of a MiB or more
 * @param work what maintenance took with all of them new
 * @param pages what consoles and wallets ask, slowest first
 * @param postingsPerSecond at that size, by as many writers as were asked for
 * @param invariantsHeld whether the reconciliation found nothing afterwards
 */
public record GrowthReport(
        long entries,
        double fillSeconds,
        List<Size> sizes,
        List<Work> work,
        List<Page> pages,
        double postingsPerSecond,
        MeteringReport.Percentiles postingMs,
        boolean invariantsHeld,
        List<String> findings) {
    private static final double MILLION = 1_000_000;

    public GrowthReport {
        sizes = List.copyOf(sizes);
        work = List.copyOf(work);
        pages = List.copyOf(pages);
        findings = List.copyOf(findings);
    }

    /** A table without its indexes, or an index. */
    public record Size(String name, boolean index, double mib) {}

    /** Something that runs from time to time. */
    public record Work(String name, double seconds) {}

    /** A question of a page, asked by the product's own code. */
    public record Page(String name, MeteringReport.Percentiles ms) {}

    /** For people. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%,d entries, made in %.0f s", entries, fillSeconds));
        double mib = sizes.stream().mapToDouble(Size::mib).sum();
        lines.add(String.format(Locale.ROOT, "%.0f MiB, %.0f a million entries:", mib, mib * MILLION / entries));
        sizes.forEach(size -> lines.add(String.format(
                Locale.ROOT,
                "  %-36s %-6s %9.1f MiB, %6.1f a million",
                size.name(),
                size.index() ? "index" : "table",
                size.mib(),
                size.mib() * MILLION / entries)));
        lines.add("with all of it new:");
        work.forEach(done -> lines.add(String.format(Locale.ROOT, "  %-43s %9.2f s", done.name(), done.seconds())));
        lines.add("pages:");
        pages.forEach(page -> lines.add(
                String.format(Locale.ROOT, "  %-43s %s", page.name(), page.ms().words())));
        lines.add(String.format(Locale.ROOT, "%,.0f postings a second, %s", postingsPerSecond, postingMs.words()));
        lines.add(invariantsHeld ? "the books are right" : "THE BOOKS ARE WRONG: " + String.join("; ", findings));
        return lines;
    }
}
