package dev.stagedoor.benchmarks.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How a server's resources went while viewers came and went.
 *
 * @param viewers who watched at any time
 * @param gone viewers that had left or vanished at the end
 * @param growth medians of the last quarter less those of the second; the first quarter is warm-up
 * @param samples about one a second, and a last one when all who vanished had been forgotten
 */
public record SoakReport(String server, int viewers, int gone, Growth growth, List<Sample> samples) {
    private static final int QUARTERS = 4;
    private static final int SHOWN = 12;

    public SoakReport {
        samples = List.copyOf(samples);
    }

    /** What the server's process held at one moment. */
    public record Sample(long second, int gone, double rssMiB, int descriptors, int threads) {}

    /** Above zero is growth. */
    public record Growth(double rssMiB, double descriptors, double threads) {}

    /** @param samples at least one */
    public static SoakReport of(String server, int viewers, List<Sample> samples) {
        var growth = new Growth(
                growth(samples, Sample::rssMiB),
                growth(samples, Sample::descriptors),
                growth(samples, Sample::threads));
        return new SoakReport(server, viewers, samples.getLast().gone(), growth, samples);
    }

    /** For people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%s, %d viewers at any time, %d came and went", server, viewers, gone));
        lines.add("");
        lines.add("  second     gone   RSS MiB  descriptors  threads");
        var step = Math.max(1, samples.size() / SHOWN);
        for (int i = 0; i < samples.size() - 1; i += step) {
            lines.add(row(samples.get(i)));
        }
        lines.add(row(samples.getLast()) + "  (after all who vanished were forgotten)");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "growth from the second quarter to the last: %+.1f MiB, %+.1f descriptors, %+.1f threads",
                growth.rssMiB(),
                growth.descriptors(),
                growth.threads()));
        return lines;
    }

    private static String row(Sample sample) {
        return String.format(
                Locale.ROOT,
                "%8d %8d %9.0f %12d %8d",
                sample.second(),
                sample.gone(),
                sample.rssMiB(),
                sample.descriptors(),
                sample.threads());
    }

    private static double growth(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        var quarter = samples.size() / QUARTERS;
        return median(samples.subList(samples.size() - Math.max(1, quarter), samples.size()), figure)
                - median(samples.subList(quarter, Math.max(quarter + 1, 2 * quarter)), figure);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        var sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
