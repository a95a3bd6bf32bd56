package dev.stagedoor.benchmarks.load.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Our runs, a peer's and the floor's, made in turn. In JSON our median run stands at the top.
 *
 * @param ours the run with the median of packets per CPU-second
 * @param runs packets per CPU-second of all our runs, in their order
 * @param peer likewise, absent without a peer
 * @param ratio ours to the peer's, of the medians
 * @param floor packets per CPU-second of a C loop that only seals and sends, the median; absent if it was not asked for
 * @param floorRuns all of them, in their order
 * @param floorRatio ours to the floor's, of the medians
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Comparison(
        @JsonUnwrapped ForwardReport ours,
        List<Double> runs,
        @Nullable ForwardReport peer,
        List<Double> peerRuns,
        @Nullable Double ratio,
        @Nullable Double floor,
        List<Double> floorRuns,
        @Nullable Double floorRatio) {
    public Comparison {
        runs = List.copyOf(runs);
        peerRuns = List.copyOf(peerRuns);
        floorRuns = List.copyOf(floorRuns);
    }

    /**
     * @param ours at least one run
     * @param peers as many, or none
     * @param floors packets per CPU-second of as many runs, or none
     */
    public static Comparison of(List<ForwardReport> ours, List<ForwardReport> peers, List<Double> floors) {
        var own = median(ours, Comparison::figureOrZero);
        var other = peers.isEmpty() ? null : median(peers, Comparison::figureOrZero);
        var floor = floors.isEmpty() ? null : median(floors, Double::doubleValue);
        var ownFigure = own.packetsPerCpuSecond();
        return new Comparison(
                own,
                figures(ours),
                other,
                figures(peers),
                ratio(ownFigure, other == null ? null : other.packetsPerCpuSecond()),
                floor,
                floors,
                ratio(ownFigure, floor));
    }

    /** One or two. */
    @JsonIgnore
    public List<ForwardReport> columns() {
        return peer == null ? List.of(ours) : List.of(ours, peer);
    }

    /** The least and the most of a column's runs, in words. */
    String spread(ForwardReport column) {
        var figures = column.equals(ours) ? runs : peerRuns;
        return figures.stream().min(Double::compare).map(Comparison::thousands).orElse("-")
                + " – "
                + figures.stream()
                        .max(Double::compare)
                        .map(Comparison::thousands)
                        .orElse("-");
    }

    private static @Nullable Double ratio(@Nullable Double own, @Nullable Double other) {
        return own == null || other == null ? null : own / other;
    }

    static String thousands(double figure) {
        return String.format(Locale.ROOT, "%,.0f", figure);
    }

    private static List<Double> figures(List<ForwardReport> reports) {
        return reports.stream()
                .map(ForwardReport::packetsPerCpuSecond)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Of an even number the lower one: a run that took place, not a mean of two. */
    private static <T> T median(List<T> runs, ToDoubleFunction<T> figure) {
        var sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingDouble(figure));
        return sorted.get((sorted.size() - 1) / 2);
    }

    private static double figureOrZero(ForwardReport report) {
        var figure = report.packetsPerCpuSecond();
        return figure == null ? 0 : figure;
    }
}
