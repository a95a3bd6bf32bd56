package dev.stagedoor.server.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails in one part of a round keeps neither the others nor the next round from being done. */
class RoundsTest {
    private static final long PATIENCE_SECONDS = 10;

    @ParameterizedTest
    @MethodSource("faults")
    void shouldGoOnWithTheOtherPartsAndTheNextRound(Rounds.Part broken) throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(2);
        try (Rounds _ = Rounds.start("test", Duration.ofSeconds(1), List.of(broken, rounds::countDown))) {
            assertThat(rounds.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    static List<Rounds.Part> faults() {
        return List.of(
                () -> {
                    throw new IllegalStateException("no paper in the printer");
                },
                () -> {
                    throw new UnsatisfiedLinkError("no ink in java.library.path");
                });
    }
}
