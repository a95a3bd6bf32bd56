package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchTimesTest {
    private static final Instant ORDERED = Instant.parse("2026-03-10T06:30:00Z");

    @ParameterizedTest(name = "{0} after the order, of at most {1}: again {2} after the order")
    @CsvSource({
        "PT20S, PT24H,    PT3M20S",
        "PT3M,  PT24H,    PT6M",
        "PT1H,  PT24H,    PT2H",
        "PT20H, PT24H,    PT24H",
        "PT24H, PT24H,    ",
        "PT25H, PT24H,    ",
        "PT1H,  PT4440H,  PT2H",
    })
    void shouldAskAgainWhenTheOrderIsTwiceAsOld(Duration age, Duration payableFor, @Nullable Duration again) {
        assertThat(FetchTimes.next(ORDERED, payableFor, ORDERED.plus(age)))
                .isEqualTo(again == null ? null : ORDERED.plus(again));
    }

    @Test
    void shouldTakeSeventeenQuestionsForHalfAYear() {
        List<Instant> asked = new ArrayList<>();
        for (Instant at = ORDERED.plus(Duration.ofMinutes(3));
                at != null;
                at = FetchTimes.next(ORDERED, Duration.ofDays(185), at)) {
            asked.add(at);
        }
        assertThat(asked).hasSize(18).last().isEqualTo(ORDERED.plus(Duration.ofDays(185)));
    }
}
