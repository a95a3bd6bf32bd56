package dev.stagedoor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagedoor.benchmarks.load.process.Cpus;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small storm with real processes; how long it takes is not asked. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JoinTest {
    @BeforeAll
    static void twoCores() {
        assumeTrue(Cpus.allowed().count() > 1, "server and clients need a core each");
    }

    @Test
    void everybodyComesInAndNobodyInsideLosesAPacket() throws IOException {
        var report =
                Lab.run("join --viewers 5 --per-second 10 --inside 2 --warm-up 2 --bitrate 500 --payload 1000 --json");

        var storm = report.get("storm");
        assertThat(storm.get("joined").asInt()).as(storm.toString()).isEqualTo(5);
        assertThat(storm.get("failed").asInt()).isZero();
        assertThat(storm.get("firstPacketMs").get("samples").asInt()).isEqualTo(5);
        var inside = report.get("inside");
        assertThat(inside.get("viewers").asInt()).isEqualTo(2);
        assertThat(inside.get("received").asLong())
                .isPositive()
                .isEqualTo(inside.get("expected").asLong());
    }
}
