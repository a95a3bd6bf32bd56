package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendTimesTest {
    private static final long SECOND = 1_000_000_000;
    private static final int TICKS = 1 << 18;

    private final SendTimes times = new SendTimes();

    @ParameterizedTest
    @CsvSource({
        // 24 bits before, 24 bits after, ticks between
        "0x000000, 0x000001, 1",
        "0x000001, 0x000000, -1",
        "0xFFFFFF, 0x000000, 1",
        "0x000000, 0xFFFFFF, -1",
        "0xFFFFF0, 0x000010, 32",
        "0x000000, 0x7FFFFF, 8388607",
        "0x000000, 0x800000, -8388608",
        "0xABCDEF, 0xABCDEF, 0",
    })
    void eachIsTheNearestToTheOneBefore(String before, String after, long ticks) {
        long first = times.toNanos(Integer.decode(before));

        assertThat(times.toNanos(Integer.decode(after)) - first)
                .isBetween(ticks * SECOND / TICKS - 1, ticks * SECOND / TICKS + 1);
    }

    @Test
    void overAYearItStaysRight() {
        long start = times.toNanos(0);
        long seconds = 0;
        while (seconds < 366L * 86_400) {
            seconds += 31;
            assertThat(times.toNanos((int) (seconds * TICKS & 0xFFFFFF)) - start)
                    .isEqualTo(seconds * SECOND);
        }
    }
}
