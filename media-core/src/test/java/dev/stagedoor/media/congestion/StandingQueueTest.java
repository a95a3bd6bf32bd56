package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandingQueueTest {
    private static final long MS = 1_000_000;
    private static final long KBPS = 1_000;

    private final StandingQueue queue = new StandingQueue();
    private long nowNs;

    private void packets(int count, long delayMs) {
        for (int i = 0; i < count; i++) {
            nowNs += 20 * MS;
            queue.onPacket(nowNs - delayMs * MS, nowNs);
        }
    }

    @Test
    void packetsThatTakeMuchLongerThanTheFastestAreAQueue() {
        packets(50, 20);
        assertThat(queue.isStanding()).isFalse();
        packets(30, 300);
        assertThat(queue.isStanding()).isTrue();
        assertThat(queue.onDelivered(300 * KBPS)).isFalse();
    }

    @Test
    void aLongerRouteCarriesLessAndStaysLong() {
        packets(50, 20);
        packets(50, 300);
        assertThat(queue.onDelivered(300 * KBPS)).isFalse();
        packets(10, 300);
        assertThat(queue.onDelivered(100 * KBPS)).isTrue();
        assertThat(queue.isStanding()).isFalse();
    }

    @Test
    void whoSendsLessAndSoonIsThereAtOnceWasInAQueue() {
        packets(50, 20);
        packets(50, 300);
        assertThat(queue.onDelivered(300 * KBPS)).isFalse();
        packets(1, 25);
        assertThat(queue.onDelivered(30 * KBPS)).as("a longer route").isFalse();
    }

    @Test
    void paddingTellsThatTheQueueIsGoneButNotThatThereIsOne() {
        packets(50, 20);
        for (int i = 0; i < 50; i++) {
            queue.onPadding(nowNs - 300 * MS, nowNs);
        }
        assertThat(queue.isStanding()).as("made on purpose").isFalse();

        packets(50, 300);
        queue.onPadding(nowNs - 290 * MS, nowNs);
        assertThat(queue.isStanding()).isTrue();
        queue.onPadding(nowNs - 25 * MS, nowNs);
        assertThat(queue.isStanding()).isFalse();
    }
}
