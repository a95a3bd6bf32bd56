package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayControllerTest {
    private static final long MS = 1_000_000;
    private static final long ROUND_TRIP_NS = 40 * MS;

    private final DelayController controller = new DelayController(2_000_000, 10_000, 20_000_000);

    /** Near its limit, a packet more each 140 ms, as large as a thirtieth of a second's bits, or the parts of it, are. */
    @ParameterizedTest
    @CsvSource({"40000, 6000, 10000", "1000000, 55000, 75000"})
    void itGrowsByPacketsOfItsRate(long delivered, long least, long most) {
        controller.onSignal(DelayTrend.Signal.OVERUSE, delivered, ROUND_TRIP_NS, 0);
        long lowest = controller.bitsPerSecond();
        assertThat(lowest).isEqualTo(delivered * 85 / 100);

        for (int i = 1; i <= 11; i++) {
            controller.onSignal(DelayTrend.Signal.NORMAL, lowest, ROUND_TRIP_NS, 100 * MS * i);
        }

        assertThat(controller.bitsPerSecond() - lowest).as("in a second").isBetween(least, most);
    }
}
