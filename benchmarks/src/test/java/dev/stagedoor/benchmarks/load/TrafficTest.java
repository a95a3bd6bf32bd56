package dev.stagedoor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {
    @ParameterizedTest(name = "{0} packets/s to {1} receivers, {2} at once: {3} × {4}")
    @CsvSource({
        "27000, 100, 1, 1, 270",
        "27000, 100, 4, 4, 68",
        "27000, 100, 0, 9, 30",
        "110000, 100, 1, 1, 1100",
        "110000, 100, 0, 37, 30",
        "54000, 100, 0, 18, 30",
        "10, 100, 0, 1, 1",
    })
    void rateBecomesBursts(double forwarded, int receivers, int wanted, int atOnce, int perSecond) {
        var traffic = Traffic.of(receivers, 1, Traffic.perPublisher(forwarded, receivers), wanted, 1_200);

        assertThat(traffic.packetsAtOnce()).isEqualTo(atOnce);
        assertThat(traffic.burstsPerSecond()).isEqualTo(perSecond);
        assertThat(traffic.forwardedPerSecond()).isEqualTo((long) atOnce * perSecond * receivers);
    }

    @ParameterizedTest
    @CsvSource({"2592000, 1200, 270", "1000000, 1000, 125"})
    void bitsBecomePackets(long bits, int payload, double packets) {
        assertThat(Traffic.ofBitRate(bits, payload)).isEqualTo(packets);
    }
}
