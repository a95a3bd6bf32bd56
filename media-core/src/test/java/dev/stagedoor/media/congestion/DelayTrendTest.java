package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayTrendTest {
    private static final long MS = 1_000_000;

    private final DelayTrend trend = new DelayTrend();
    private long nowNs;
    private long delayNs = 20 * MS;

    private void packets(int count, long growthMs) {
        for (int i = 0; i < count; i++) {
            nowNs += 20 * MS;
            delayNs += growthMs * MS;
            trend.onPacket(nowNs, nowNs + delayNs);
        }
    }

    @Test
    void whatWaitsLongerAndLongerIsOveruse() {
        packets(60, 0);
        assertThat(trend.signal()).isEqualTo(DelayTrend.Signal.NORMAL);
        packets(40, 5);
        assertThat(trend.signal()).isEqualTo(DelayTrend.Signal.OVERUSE);
    }

    @Test
    void whatWasSaidBeforeAnInterruptionDoesNotHoldAfterIt() {
        packets(60, 0);
        packets(40, 5);
        trend.onInterruption();
        assertThat(trend.signal()).isEqualTo(DelayTrend.Signal.NORMAL);
        packets(2, 0);
        assertThat(trend.signal()).as("until more is known").isEqualTo(DelayTrend.Signal.NORMAL);
    }
}
