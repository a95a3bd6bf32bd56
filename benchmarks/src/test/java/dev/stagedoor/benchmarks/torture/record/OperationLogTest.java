package dev.stagedoor.benchmarks.torture.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.benchmarks.torture.record.Operation.Kind;
import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OperationLogTest {
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final OperationLog log = new OperationLog();

    @Test
    void shouldTakeForRecoveryOnlyWhatWasBegunAfterwards() {
        log.add(tip(Outcome.ACKNOWLEDGED, 90, 110));
        assertThat(log.awaitAcknowledged(100, NOT_AT_ALL)).isEmpty();
        log.add(tip(Outcome.REFUSED, 100, 120));
        log.add(tip(Outcome.UNKNOWN, 100, 130));
        assertThat(log.awaitAcknowledged(100, NOT_AT_ALL)).isEmpty();
        log.add(tip(Outcome.ACKNOWLEDGED, 100, 140));
        assertThat(log.awaitAcknowledged(100, NOT_AT_ALL)).hasValue(140);
    }

    @Test
    void shouldWaitForIt() {
        var waiting = CompletableFuture.supplyAsync(() -> log.awaitAcknowledged(100, LONG));
        log.add(tip(Outcome.ACKNOWLEDGED, 90, 110));
        log.add(tip(Outcome.ACKNOWLEDGED, 101, 140));
        assertThat(waiting.join()).hasValue(140);
    }

    private static Operation tip(Outcome outcome, long beganNs, long endedNs) {
        return new Operation(Kind.TIP, UUID.randomUUID(), UUID.randomUUID(), 1, outcome, "", beganNs, endedNs);
    }
}
