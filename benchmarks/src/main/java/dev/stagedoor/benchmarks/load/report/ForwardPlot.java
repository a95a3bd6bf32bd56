package dev.stagedoor.benchmarks.load.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** The packets per CPU-second of all runs as bars. */
public final class ForwardPlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final String HEADLESS = "java.awt.headless";

    private ForwardPlot() {}

    /** @param file is overwritten */
    public static void write(Comparison comparison, Path file) {
        // A server has no screen, and a chart in a file needs none.
        System.setProperty(HEADLESS, "true");
        try (var out = Files.newOutputStream(file)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart(comparison), out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static CategoryChart chart(Comparison comparison) {
        var ours = comparison.ours();
        var chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("%d receivers, %,d packets/s, %d at once, %s"
                        .formatted(
                                ours.setup().receivers(),
                                ours.setup().targetPacketsPerSecond(),
                                ours.setup().packetsAtOnce(),
                                ours.mode()))
                .xAxisTitle("run")
                .yAxisTitle("packets per CPU-second")
                .build();
        add(chart, ours.server(), comparison.runs());
        var peer = comparison.peer();
        if (peer != null) {
            add(chart, peer.server(), comparison.peerRuns());
        }
        add(chart, "C loop", comparison.floorRuns());
        return chart;
    }

    private static void add(CategoryChart chart, String name, List<Double> figures) {
        if (!figures.isEmpty()) {
            chart.addSeries(
                    name, IntStream.rangeClosed(1, figures.size()).boxed().toList(), figures);
        }
    }
}
