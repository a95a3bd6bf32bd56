package dev.stagedoor.benchmarks.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardPlotTest {
    @Test
    void drawsTheRunsOfAll(@TempDir Path directory) throws IOException {
        var file = directory.resolve("plot.svg");
        var ours = List.of(ForwardTextTest.report("ours", 120_000.0), ForwardTextTest.report("ours", 130_000.0));
        var theirs = List.of(ForwardTextTest.report("theirs", 40_000.0), ForwardTextTest.report("theirs", 50_000.0));

        ForwardPlot.write(Comparison.of(ours, theirs, List.of(150_000.0, 160_000.0)), file);

        // Letters are drawn as paths; what can be counted are the bars, one for each run.
        assertThat(Files.readString(file)).contains("<svg").contains("</svg>");
        assertThat(bars(file, "rgb(0,55,255)")).isEqualTo(2);
        assertThat(bars(file, "rgb(255,172,0)")).isEqualTo(2);
        assertThat(bars(file, "rgb(128,0,255)")).isEqualTo(2);
    }

    private static long bars(Path file, String colour) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("<path") && line.contains("fill:" + colour))
                .count();
    }
}
