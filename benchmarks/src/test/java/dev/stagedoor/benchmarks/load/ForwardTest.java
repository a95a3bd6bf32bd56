package dev.stagedoor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.benchmarks.load.process.Cpus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole lab once, small: real processes of server and clients, and what they count must add up. Nothing here is timed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ForwardTest {
    private static final int RECEIVERS = 6;
    private static final int PUBLISHERS = 2;

    @BeforeAll
    static void twoCores() {
        assumeTrue(Cpus.allowed().count() > 1, "server and clients need a core each");
    }

    @Test
    void whatWasPublishedWasForwardedToEverybody() throws IOException {
        var report = Lab.run("forward --receivers " + RECEIVERS + " --publishers " + PUBLISHERS
                + " --rate 600 --burst 4 --warm-up 1 --seconds 2 --json");

        var published = report.get("publishedPackets").asLong();
        var forwarded = report.get("forwardedPackets").asLong();
        assertThat(published).isPositive();
        assertThat(forwarded).isEqualTo(published * RECEIVERS / PUBLISHERS);
        assertThat(report.get("expectedPackets").asLong()).isEqualTo(forwarded);
        assertThat(report.get("lostPackets").asLong()).isZero();
        assertThat(report.get("lossRatio").asDouble()).isZero();
        assertThat(report.get("packetsPerSecond").asDouble()
                        * report.get("seconds").asDouble())
                .isCloseTo((double) forwarded, within(1.0));
        assertThat(report.get("refusedPackets").asLong()).isZero();
        assertThat(report.get("endedClients").asInt()).isZero();
        groupsAddUp(report);
        delaysAreInOrder(report.get("delayMs"));
        theServerWasLookedAt(report);
    }

    /** All packets of the two receivers that look at groups are in some group. */
    private static void groupsAddUp(JsonNode report) {
        var packets = 0L;
        var messages = 0L;
        for (var group : report.get("groups").properties()) {
            packets += Integer.parseInt(group.getKey()) * group.getValue().asLong();
            messages += group.getValue().asLong();
        }
        assertThat(packets).isEqualTo(report.get("publishedPackets").asLong());
        assertThat(report.get("meanGroup").asDouble())
                .isGreaterThanOrEqualTo(1)
                .isCloseTo((double) packets / messages, within(1e-9));
    }

    private static void delaysAreInOrder(JsonNode delay) {
        assertThat(List.of(delay.get("p50"), delay.get("p99"), delay.get("p999"), delay.get("max")))
                .extracting(JsonNode::asDouble)
                .isSorted()
                .allMatch(ms -> ms >= 0);
        assertThat(delay.get("samples").asLong()).isPositive();
    }

    private static void theServerWasLookedAt(JsonNode report) {
        assertThat(report.get("rssMiB").asDouble()).isPositive();
        assertThat(report.get("allocatedBytesPerPacket").asDouble()).isNotNegative();
        assertThat(report.get("serverCpuSeconds").asDouble()).isNotNegative();
        assertThat(report.get("serverDrops").size()).isZero();
        assertThat(report.get("pauses").get("count").asInt()).isNotNegative();
        assertThat(report.has("packetsPerCpuSecond")).isTrue();
    }
}
