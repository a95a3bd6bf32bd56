package dev.stagedoor.billing.shows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingRequestTest {
    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "2026-03-29T02:30, Europe/Berlin, ",
        "2026-03-29T03:00, Europe/Berlin, 2026-03-29T01:00:00Z",
        "2026-10-25T02:30, Europe/Berlin, 2026-10-25T00:30:00Z",
        "2026-10-25T03:30, Europe/Berlin, 2026-10-25T02:30:00Z",
        "2026-03-29T02:30, Asia/Kolkata,  2026-03-28T21:00:00Z",
    })
    void shouldKnowWhichMomentAWallClockMeans(LocalDateTime local, ZoneId zone, Instant moment) {
        assertThat(BookingRequest.moment(local, zone)).isEqualTo(moment);
    }
}
