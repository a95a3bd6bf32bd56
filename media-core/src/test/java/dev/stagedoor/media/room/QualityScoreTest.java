package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityScoreTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        // loss, round trip, jitter, frozen, score
        "0,    0,    0,   0,    4.4",
        "0,    60,   5,   0,    4.4",
        "0.01, 60,   5,   0,    4.3",
        "0.05, 60,   5,   0,    3.8",
        "0.10, 60,   5,   0,    3.1",
        "0.20, 100,  10,  0,    2.3",
        "0,    600,  20,  0,    3.5",
        "0,    1000, 50,  0,    1.7",
        "0,    60,   5,   0.2,  3.7",
        "0,    60,   5,   0.9,  1.0",
        "1,    5000, 500, 1,    1.0",
    })
    void shouldFollowTheModel(double loss, double roundTripMs, double jitterMs, double frozen, double score) {
        assertThat(QualityScore.of(loss, roundTripMs, jitterMs, frozen)).isEqualTo(score, Offset.offset(0.1));
    }

    @Test
    void shouldForgetAFreezeSlowly() {
        FreezeMeter freezes = new FreezeMeter();
        freezes.onTick(true, 0);
        assertThat(freezes.share()).isZero();
        freezes.onTick(true, 5_000 * MS);
        assertThat(freezes.share()).isEqualTo(0.63, Offset.offset(0.01));
        freezes.onTick(false, 10_000 * MS);
        assertThat(freezes.share()).isEqualTo(0.23, Offset.offset(0.01));
    }
}
