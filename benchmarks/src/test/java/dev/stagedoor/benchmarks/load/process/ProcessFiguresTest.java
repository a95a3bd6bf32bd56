package dev.stagedoor.benchmarks.load.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.PauseLog.Pauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFiguresTest {
    @Test
    void readsTimesBehindACommandWithBrackets() {
        var stat = "42 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 150 50 13 14 15";
        var status = List.of("Name:\tjava", "VmRSS:\t    2048 kB", "Threads:\t17");

        assertThat(ProcessFigures.parse(stat, status, 9)).isEqualTo(new ProcessFigures(2.0, 2.0, 17, 9));
    }

    @Test
    void seesThisProcess() {
        var figures = ProcessFigures.of(ProcessHandle.current().pid());

        assertThat(figures.cpuSeconds()).isPositive();
        assertThat(figures.rssMiB()).isPositive();
        assertThat(figures.threads()).isGreaterThan(1);
        assertThat(figures.descriptors()).isGreaterThan(2);
    }

    @Test
    void namesAProcessThatIsNotThere() {
        assertThatThrownBy(() -> ProcessFigures.of(0))
                .isInstanceOf(LoadFailure.class)
                .hasMessageContaining("process 0");
    }

    @Test
    void countsOnlyNewPauses(@TempDir Path directory) throws IOException {
        var file = directory.resolve("pauses.log");
        var log = new PauseLog(file);
        Files.writeString(file, line(9_000_000));
        log.takeNew();

        Files.writeString(file, line(1_500_000) + line(500_000), StandardOpenOption.APPEND);

        assertThat(log.takeNew()).isEqualTo(new Pauses(2, 2.0, 1.5));
        assertThat(log.takeNew()).isEqualTo(Pauses.NONE);
    }

    private static String line(long totalNs) {
        return "[1.2s][info][safepoint] Safepoint \"ZMarkStartYoung\", Time since last: 7 ns, Reaching safepoint: 3"
                + " ns, At safepoint: 9 ns, Leaving safepoint: 5 ns, Total: " + totalNs
                + " ns, Threads: 0 runnable, 9 total\n";
    }
}
