package dev.stagedoor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagedoor.benchmarks.load.ForwardRun.Cores;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.Cpus;
import dev.stagedoor.benchmarks.load.process.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final Cores CORES = new Cores(Cpus.parse("0"), Cpus.parse("1"));

    @Test
    void aLoopInCTellsWhatSendingCost() {
        assumeTrue(Cpus.allowed().count() > 1, "sender and receivers need a core each");
        assumeTrue(
                Files.exists(Path.of("/usr/include/openssl/evp.h")), "a C compiler and OpenSSL's headers are not here");
        var cores = Limits.cores(null);
        var stage = new LoopbackStage(Launcher.pinnedTo(cores.server()), Launcher.pinnedTo(cores.clients()));
        try (var floor = Floor.compile(Traffic.of(8, 1, 400, 4, 1_000), cores, 1)) {
            assertThat(floor.measure(stage)).isBetween(100.0, 10_000_000.0);
        }
    }

    @Test
    void trafficThatTheLoopCannotSendIsRefused() {
        for (var traffic : List.of(Traffic.of(2_001, 1, 400, 4, 1_200), Traffic.of(100, 1, 4_000, 33, 1_200))) {
            assertThatThrownBy(() -> Floor.compile(traffic, CORES, 1).close())
                    .isInstanceOf(LoadFailure.class)
                    .hasMessageContaining("with --floor");
        }
    }
}
