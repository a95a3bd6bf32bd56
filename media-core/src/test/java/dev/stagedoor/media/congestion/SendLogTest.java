package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendLogTest {
    private static final long PRECISION_NS = 1_024;

    private final SendLog log = new SendLog();

    @Test
    void shouldTellOfAPacketWhatItWasSentWith() {
        log.onSent(1_200, (byte) 3, 5_000_000);
        log.onSent(65_535, (byte) -4, 7_000_000);
        log.onSent(40, SendLog.BURST, 9_000_000);

        assertThat(log.find(1)).isTrue();
        assertThat(log.bytes()).isEqualTo(65_535);
        assertThat(log.probe()).isEqualTo((byte) -4);
        assertThat(log.sentNs()).isCloseTo(7_000_000, within(PRECISION_NS));
        assertThat(log.find(0)).isTrue();
        assertThat(log.bytes()).isEqualTo(1_200);
        assertThat(log.probe()).isEqualTo((byte) 3);
        assertThat(log.sentNs()).isCloseTo(5_000_000, within(PRECISION_NS));
        assertThat(log.find(2)).isTrue();
        assertThat(log.probe()).isEqualTo(SendLog.BURST);
    }

    @Test
    void shouldTellTheTimeWhereTheKeptPartOfItOverflows() {
        for (long beginning :
                new long[] {-Duration.ofHours(2).toNanos(), -1, (1L << 41) - 1, (1L << 42) - 1, Long.MAX_VALUE / 2}) {
            SendLog fresh = new SendLog();
            fresh.onSent(100, SendLog.NO_PROBE, beginning);
            fresh.onSent(
                    100, SendLog.NO_PROBE, beginning + Duration.ofMinutes(30).toNanos());

            assertThat(fresh.find(0)).isTrue();
            assertThat(fresh.sentNs()).as("sent at %d", beginning).isCloseTo(beginning, within(PRECISION_NS));
        }
    }

    @Test
    void shouldHearOfAPacketOnceAndOfItsLossBefore() {
        log.onSent(100, SendLog.NO_PROBE, 0);

        assertThat(log.find(0)).isTrue();
        assertThat(log.onMissing()).as("news").isTrue();
        assertThat(log.onMissing()).as("said twice").isFalse();
        assertThat(log.find(0)).as("it may still have arrived").isTrue();
        assertThat(log.onReceived()).as("was missing").isTrue();
        assertThat(log.find(0)).as("received before").isFalse();
    }

    @Test
    void shouldKnowTheNewestPacketsOnlyAlsoPastTheWrap() {
        int sent = 70_000;
        for (int i = 0; i < sent; i++) {
            assertThat(log.nextNumber()).isEqualTo(i & 0xFFFF);
            log.onSent(i % 1_000, SendLog.NO_PROBE, i * 1_000_000L);
        }
        int oldest = sent - SendLog.CAPACITY;

        assertThat(log.find(oldest & 0xFFFF)).isTrue();
        assertThat(log.bytes()).isEqualTo(oldest % 1_000);
        assertThat(log.sentNs()).isCloseTo(oldest * 1_000_000L, within(PRECISION_NS));
        assertThat(log.find(oldest - 1 & 0xFFFF)).as("forgotten").isFalse();
        assertThat(log.find(sent & 0xFFFF)).as("not sent yet").isFalse();
    }
}
