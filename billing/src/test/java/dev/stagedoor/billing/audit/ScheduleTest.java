package dev.stagedoor.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    @ParameterizedTest(name = "{0} in {1}, at {2}: due at {3}")
    @CsvSource({
        "06:00, Asia/Kolkata, 2026-03-10T00:29:59Z, 2026-03-10T00:30:00Z",
        "06:00, Asia/Kolkata, 2026-03-10T00:30:00Z, 2026-03-11T00:30:00Z",
        "06:00, UTC, 2026-12-31T23:00:00Z, 2027-01-01T06:00:00Z",
        // Clocks go forward from 02:00 to 03:00 on this day, and back from 03:00 to 02:00 on the other.
        "02:30, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
        "02:30, Europe/Berlin, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "02:30, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    })
    void shouldComeOnceADay(LocalTime at, ZoneId zone, Instant now, Instant due) {
        Schedule daily = new Schedule.Daily(at, zone);
        assertThat(daily.after(now)).isEqualTo(due);
        assertThat(daily.first(now)).isEqualTo(due);
    }

    @Test
    void shouldComeAtOnceAndThenAgainAndAgain() {
        Instant now = Instant.parse("2026-03-10T06:30:00Z");
        Schedule every = new Schedule.Every(Duration.ofMinutes(5));
        assertThat(every.first(now)).isEqualTo(now);
        assertThat(every.after(now)).isEqualTo(now.plusSeconds(300));
        assertThatThrownBy(() -> new Schedule.Every(Duration.ZERO)).hasMessageContaining("longer than nothing");
    }
}
