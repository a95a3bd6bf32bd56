package dev.stagedoor.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalTimesTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0} hours long: due in hour {1} to {2}")
    @CsvSource({"2160, 1440, 1483.2", "1080, 720, 741.6", "144, 96, 98.88"})
    void isDueAfterTwoThirdsOfItsLifeWhateverItsLength(long lifeHours, double fromHours, double toHours) {
        Instant end = BEGIN.plus(Duration.ofHours(lifeHours));
        for (long serial = 1; serial <= 100; serial++) {
            Duration due = Duration.between(BEGIN, RenewalTimes.due(BEGIN, end, serial));
            assertThat(due).isBetween(hours(fromHours), hours(toHours));
            assertThat(RenewalTimes.due(BEGIN, end, serial)).isEqualTo(BEGIN.plus(due));
        }
        assertThat(RenewalTimes.due(BEGIN, end, 1)).isNotEqualTo(RenewalTimes.due(BEGIN, end, 2));
    }

    @Test
    void waitsThreeTimesAsLongAfterEachFailureUpToHalfADay() {
        RandomGenerator chance = new SplittableRandom(1);
        List<Long> minutes = IntStream.rangeClosed(1, 9)
                .mapToObj(failures -> RenewalTimes.pauseAfter(failures, chance).toMinutes())
                .toList();
        List<Long> atLeast = List.of(1L, 3L, 9L, 27L, 81L, 243L, 720L, 720L, 720L);
        assertThat(minutes).zipSatisfy(atLeast, (is, least) -> assertThat(is).isBetween(least, least * 11 / 10));
    }

    private static Duration hours(double hours) {
        return Duration.ofMillis((long) (hours * 3_600_000));
    }
}
