package dev.stagedoor.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeakTest {
    private static final List<PeakWindow> NIGHT =
            List.of(new PeakWindow(LocalTime.of(22, 0), LocalTime.of(2, 0), ZoneId.of("Asia/Kolkata"), 15_000));
    private static final Instant MIDNIGHT_IN_KOLKATA = Instant.parse("2026-03-10T18:30:00Z");

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({"5, 8", "8, 12", "12, 18", "18, 27", "20, 30", "30, 45"})
    void shouldRoundHalfUpToAWholeCoin(long rate, long peakRate) {
        assertThat(Peak.rateAt(rate * 1_000, NIGHT, MIDNIGHT_IN_KOLKATA)).isEqualTo(peakRate * 1_000);
    }

    @ParameterizedTest(name = "{0} is in the window: {1}")
    @CsvSource({
        "2026-03-10T16:29:59Z, false",
        "2026-03-10T16:30:00Z, true",
        "2026-03-10T18:30:00Z, true",
        "2026-03-10T20:29:59Z, true",
        "2026-03-10T20:30:00Z, false",
        "2026-03-11T06:30:00Z, false",
    })
    void shouldApplyFromTenToTwoAcrossMidnight(Instant moment, boolean peak) {
        assertThat(Peak.rateAt(8_000, NIGHT, moment)).isEqualTo(peak ? 12_000 : 8_000);
    }

    @ParameterizedTest(name = "{0} is in the window: {1}")
    @CsvSource({
        // Clocks go from 2 to 3 on 29 March: the window from 1 to 4 has two real hours.
        "2026-03-29T00:00:00Z, true",
        "2026-03-29T01:59:59Z, true",
        "2026-03-29T02:00:00Z, false",
        // Clocks go from 3 back to 2 on 25 October: the same window has four.
        "2026-10-24T23:00:00Z, true",
        "2026-10-25T02:59:59Z, true",
        "2026-10-25T03:00:00Z, false",
    })
    void shouldFollowTheWallClockWhenItIsChanged(Instant moment, boolean peak) {
        List<PeakWindow> windows =
                List.of(new PeakWindow(LocalTime.of(1, 0), LocalTime.of(4, 0), ZoneId.of("Europe/Berlin"), 20_000));
        assertThat(Peak.rateAt(5_000, windows, moment)).isEqualTo(peak ? 10_000 : 5_000);
    }
}
