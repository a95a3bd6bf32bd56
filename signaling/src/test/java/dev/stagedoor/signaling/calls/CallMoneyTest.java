package dev.stagedoor.signaling.calls;

import static dev.stagedoor.signaling.calls.Stage.viewOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Funding;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.ServerEvent.CallEnded;
import dev.stagedoor.signaling.protocol.ServerEvent.CallMeter;
import dev.stagedoor.signaling.protocol.ServerEvent.CallPaused;
import dev.stagedoor.signaling.protocol.ServerEvent.CallResumed;
import dev.stagedoor.signaling.protocol.ServerEvent.CallWarning;
import dev.stagedoor.signaling.protocol.ServerEvent.PauseReason;
import dev.stagedoor.signaling.protocol.ServerEvent.WarningLevel;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The coins of a call: warned in time, cut off to the millisecond, never billed past what is paid. */
class CallMoneyTest {
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    /** Coins for exactly three minutes. */
    private final Stage stage = new Stage(30, 10, Increment.MINUTE);

    @Test
    void theViewerIsWarnedTwiceAndCutOffWhenTheCoinsAreUsedUp() {
        UUID callId = stage.activate();
        stage.pass(callId, THREE_MINUTES.minusMillis(1));
        assertThat(stage.inbox.of(stage.viewer, CallWarning.class))
                .extracting(CallWarning::level)
                .containsExactly(WarningLevel.LOW, WarningLevel.FINAL);
        assertThat(stage.inbox.of(stage.viewer, CallWarning.class).getFirst().remainingMs())
                .isBetween(119_000L, 120_000L);
        assertThat(stage.inbox.of(stage.viewer, CallWarning.class).getLast().remainingMs())
                .isBetween(29_000L, 30_000L);
        assertThat(stage.inbox.of(stage.performer, CallWarning.class)).isEmpty();
        assertThat(stage.media.isPaused(callId)).isFalse();

        stage.pass(callId, Duration.ofMillis(1));
        assertThat(stage.media.isPaused(callId)).isTrue();
        assertThat(stage.media.deliveredMs(callId)).isEqualTo(180_000);
        assertThat(stage.inbox.of(stage.viewer, CallPaused.class))
                .containsExactly(new CallPaused(callId, PauseReason.INSUFFICIENT_FUNDS, 10_000));
        assertThat(stage.inbox.of(stage.viewer, CallMeter.class).getLast().funding())
                .isEqualTo(Funding.EXHAUSTED);

        stage.pass(callId, Duration.ofSeconds(10));
        assertThat(stage.inbox.of(stage.viewer, CallEnded.class))
                .singleElement()
                .isEqualTo(new CallEnded(
                        callId,
                        CallOutcome.INSUFFICIENT_FUNDS,
                        EndReason.INSUFFICIENT_FUNDS,
                        stage.receiptOf(stage.viewer)));
        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(new Money(30_000, "COIN"));
        assertThat(stage.receiptOf(stage.viewer).deliveredMs()).isEqualTo(180_000);
        assertThat(stage.billing.coins(stage.viewer)).isZero();
    }

    @Test
    void operatorsSeeHowFarTheCoinsReach() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(70));
        RunningCall running = stage.calls.overview().join().getFirst();
        assertThat(running.view().deliveredMs()).isEqualTo(70_000);
        assertThat(running.view().charged()).isEqualTo(new Money(20_000, "COIN"));
        assertThat(running.flowing()).isTrue();
        assertThat(running.fundedMs()).isEqualTo(180_000);
        assertThat(running.fundedUntil()).isEqualTo(stage.time.now().plusSeconds(110));
        assertThat(running.funding()).isEqualTo(Funding.LOW);

        stage.pass(callId, Duration.ofSeconds(110));
        RunningCall halted = stage.calls.overview().join().getFirst();
        assertThat(halted.flowing()).isFalse();
        assertThat(halted.fundedUntil()).isNull();
        assertThat(halted.funding()).isEqualTo(Funding.EXHAUSTED);

        stage.pass(callId, Duration.ofSeconds(10));
        assertThat(stage.calls.overview().join()).isEmpty();
    }

    @Test
    void aTopUpInTimeKeepsTheCallAliveAndWarnsAgain() {
        UUID callId = stage.activate();
        stage.pass(callId, THREE_MINUTES.plusSeconds(9));
        assertThat(stage.media.isPaused(callId)).isTrue();
        stage.billing.give(stage.viewer, 30);
        assertThat(stage.media.isPaused(callId)).isFalse();
        assertThat(stage.inbox.of(stage.performer, CallResumed.class)).hasSize(1);

        stage.pass(callId, THREE_MINUTES.minusMillis(1));
        assertThat(stage.media.isPaused(callId)).isFalse();
        assertThat(stage.inbox.of(stage.viewer, CallWarning.class))
                .extracting(CallWarning::level)
                .containsExactly(WarningLevel.LOW, WarningLevel.FINAL, WarningLevel.LOW, WarningLevel.FINAL);
        stage.pass(callId, Duration.ofSeconds(11));
        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(new Money(60_000, "COIN"));
        assertThat(stage.media.deliveredMs(callId)).isEqualTo(360_000);
    }

    @Test
    void aTopUpBeforeTheEndIsNotEvenNoticed() {
        UUID callId = stage.activate();
        stage.pass(callId, THREE_MINUTES.minusSeconds(1));
        stage.billing.give(stage.viewer, 10);
        stage.pass(callId, Duration.ofSeconds(30));
        assertThat(stage.inbox.of(stage.viewer, CallPaused.class)).isEmpty();
        assertThat(stage.media.deliveredMs(callId)).isEqualTo(209_000);
    }

    @Test
    void theCutOffDoesNotWaitForBilling() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(100));
        stage.turns.holdBack();
        stage.pass(callId, Duration.ofSeconds(85));
        assertThat(stage.media.deliveredMs(callId)).isEqualTo(180_000);
        stage.pass(callId, Duration.ofSeconds(10));
        assertThat(stage.media.isOpen(callId)).isFalse();
        stage.turns.release();
        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(new Money(30_000, "COIN"));
    }

    @Test
    void whileBillingIsSlowOnlyTheNewestReportWaits() {
        UUID callId = stage.activate();
        stage.turns.holdBack();
        int before = stage.billing.usageReports;
        stage.pass(callId, Duration.ofSeconds(60));
        stage.turns.release();
        assertThat(stage.billing.usageReports - before).isLessThanOrEqualTo(2);
        stage.pass(callId, Duration.ofSeconds(2));
        assertThat(stage.inbox.of(stage.viewer, CallMeter.class).getLast().charged())
                .isEqualTo(new Money(20_000, "COIN"));
    }

    @Test
    void billingThatFailsNowAndThenIsMadeUpFor() {
        UUID callId = stage.activate();
        for (int i = 0; i < 10; i++) {
            stage.billing.failures = 3;
            stage.pass(callId, Duration.ofSeconds(10));
        }
        stage.billing.failures = 4;
        viewOf(stage.end(stage.viewerDevice, callId));
        assertThat(stage.inbox.of(stage.viewer, CallEnded.class)).isEmpty();
        stage.time.advance(Duration.ofSeconds(60));
        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(new Money(20_000, "COIN"));
        assertThat(stage.billing.coins(stage.viewer)).isEqualTo(10);
    }

    @Test
    void aSettlementThatNeverComesIsLeftToRecovery() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(10));
        stage.billing.failures = 1_000;
        viewOf(stage.end(stage.viewerDevice, callId));
        stage.time.advance(Duration.ofMinutes(2));
        assertThat(stage.inbox.of(stage.viewer, CallEnded.class))
                .containsExactly(new CallEnded(callId, CallOutcome.COMPLETED, EndReason.HANG_UP, null));
    }

    @Test
    void aMediaNodeThatDoesNotPauseIsAskedAgain() {
        UUID callId = stage.activate();
        stage.pass(callId, THREE_MINUTES.minusSeconds(1));
        stage.media.failing = true;
        stage.pass(callId, Duration.ofSeconds(3));
        assertThat(stage.media.isPaused(callId)).isFalse();
        stage.media.failing = false;
        stage.pass(callId, Duration.ofSeconds(1));
        assertThat(stage.media.isPaused(callId)).isTrue();
        stage.pass(callId, Duration.ofSeconds(10));
        // What slipped through is the platform's loss.
        assertThat(stage.receiptOf(stage.viewer).deliveredMs()).isEqualTo(180_000);
        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(new Money(30_000, "COIN"));
    }

    @ParameterizedTest(name = "{0} ms by the {1} cost {2}")
    @CsvSource({
        "1, MINUTE, 10000", "59999, MINUTE, 10000", "60000, MINUTE, 10000", "60001, MINUTE, 20000",
        "120000, MINUTE, 20000", "1000, SECOND, 167", "1001, SECOND, 334", "20000, SECOND, 3334",
    })
    void theFigureReportedIsTheFigureDelivered(long deliveredMs, Increment increment, long chargedMinor) {
        Stage other = new Stage(100, 10, increment);
        UUID callId = other.activate();
        other.pass(callId, Duration.ofMillis(deliveredMs));
        other.end(other.viewerDevice, callId);
        assertThat(other.receiptOf(other.viewer).deliveredMs()).isEqualTo(deliveredMs);
        assertThat(other.receiptOf(other.viewer).charged()).isEqualTo(new Money(chargedMinor, "COIN"));
    }

    @ParameterizedTest
    @EnumSource(Increment.class)
    void billingHearsOfACallThatStandsStill(Increment increment) {
        Stage other = new Stage(100, 10, increment);
        UUID callId = other.activate();
        other.pass(callId, Duration.ofSeconds(3));
        other.media.flow(callId, false);
        int before = other.billing.usageReports;
        other.pass(callId, Duration.ofSeconds(29));
        assertThat(other.billing.usageReports - before).isBetween(5, 8);
    }

    @Test
    void aTipThatTakesTheCoinsOfTheCallEndsItSooner() {
        Stage rich = new Stage(60, 10, Increment.MINUTE);
        UUID callId = rich.activate();
        rich.pass(callId, Duration.ofSeconds(10));
        rich.billing.give(rich.viewer, -30);
        rich.pass(callId, THREE_MINUTES);
        assertThat(rich.media.deliveredMs(callId)).isEqualTo(180_000);
    }

    @Test
    void aCallEndsAtItsMaximumDuration() {
        Stage rich = new Stage(10_000, 10, Increment.MINUTE);
        UUID callId = rich.activate();
        rich.pass(callId, Duration.ofHours(3));
        assertThat(rich.inbox.of(rich.viewer, CallEnded.class).getLast().reason())
                .isEqualTo(EndReason.MAXIMUM_DURATION);
        assertThat(rich.receiptOf(rich.viewer).charged()).isEqualTo(new Money(1_800_000, "COIN"));
    }
}
