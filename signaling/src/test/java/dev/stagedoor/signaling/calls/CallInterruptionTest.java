package dev.stagedoor.signaling.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.ServerEvent.CallEnded;
import dev.stagedoor.signaling.protocol.ServerEvent.CallPaused;
import dev.stagedoor.signaling.protocol.ServerEvent.CallResumed;
import dev.stagedoor.signaling.protocol.ServerEvent.CallTaken;
import dev.stagedoor.signaling.protocol.ServerEvent.PauseReason;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sides that are lost, come back, or do not: what is delivered is charged, and nothing else. */
class CallInterruptionTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Stage stage = Stage.usual();

    @Test
    void aLostTransportHasThirtySecondsToComeBack() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(10));
        stage.media.flow(callId, false);
        stage.media.transport(callId, stage.performer, false);
        assertThat(stage.inbox.of(stage.viewer, CallPaused.class))
                .containsExactly(new CallPaused(callId, PauseReason.RECONNECTING, 30_000));

        stage.pass(callId, GRACE.minusSeconds(1));
        assertThat(stage.offer(stage.performerDevice, callId)).isInstanceOf(Answer.Done.class);
        stage.media.transport(callId, stage.performer, true);
        stage.media.flow(callId, true);
        stage.pass(callId, Duration.ofSeconds(10));
        assertThat(stage.inbox.of(stage.viewer, CallResumed.class)).hasSize(1);

        stage.end(stage.viewerDevice, callId);
        assertThat(stage.receiptOf(stage.viewer).deliveredMs()).isEqualTo(20_000);
    }

    @Test
    void whoDoesNotComeBackEndsTheCallForTheDeliveredTimeOnly() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(10));
        stage.media.flow(callId, false);
        stage.media.transport(callId, stage.viewer, false);
        stage.pass(callId, GRACE);
        assertThat(stage.inbox.of(stage.performer, CallEnded.class))
                .singleElement()
                .isEqualTo(new CallEnded(
                        callId, CallOutcome.COMPLETED, EndReason.CONNECTION_LOST, stage.receiptOf(stage.performer)));
        assertThat(stage.receiptOf(stage.viewer).deliveredMs()).isEqualTo(10_000);
        assertThat(stage.billing.coins(stage.viewer)).isEqualTo(90);
    }

    @Test
    void mediaThatStopsWithoutAWordCountsAsLost() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(10));
        stage.media.flow(callId, false);
        stage.pass(callId, Duration.ofMillis(250));
        assertThat(stage.inbox.of(stage.viewer, CallPaused.class)).hasSize(1);
        stage.pass(callId, GRACE);
        assertThat(stage.inbox.of(stage.viewer, CallEnded.class)).hasSize(1);
        assertThat(stage.receiptOf(stage.viewer).deliveredMs()).isEqualTo(10_000);
    }

    @Test
    void aSocketThatResumesAtOnceDisturbsNobody() {
        UUID callId = stage.activate();
        stage.calls.socket(stage.viewerDevice, false);
        stage.pass(callId, Duration.ofMillis(4_900));
        stage.calls.socket(stage.viewerDevice, true);
        stage.pass(callId, Duration.ofSeconds(10));
        assertThat(stage.inbox.of(stage.performer, CallPaused.class)).isEmpty();
        assertThat(stage.media.deliveredMs(callId)).isEqualTo(14_900);
    }

    @Test
    void aSideWithoutItsSocketIsDeliveredNothing() {
        UUID callId = stage.activate();
        stage.calls.socket(stage.viewerDevice, false);
        stage.pass(callId, Duration.ofSeconds(15));
        assertThat(stage.media.isPaused(callId)).isTrue();
        assertThat(stage.media.deliveredMs(callId)).isEqualTo(5_000);

        stage.calls.socket(stage.viewerDevice, true);
        assertThat(stage.media.isPaused(callId)).isFalse();
        assertThat(stage.inbox.of(stage.performer, CallResumed.class)).hasSize(1);
        stage.pass(callId, Duration.ofSeconds(10));
        assertThat(stage.media.deliveredMs(callId)).isEqualTo(15_000);
        assertThat(stage.inbox.of(stage.performer, CallPaused.class)).hasSize(1);
    }

    @Test
    void bothSocketsGoneEndsTheCallAfterTheGrace() {
        UUID callId = stage.activate();
        stage.calls.socket(stage.viewerDevice, false);
        stage.calls.socket(stage.performerDevice, false);
        stage.pass(callId, Duration.ofSeconds(35));
        assertThat(stage.inbox.of(stage.viewer, CallEnded.class).getLast().reason())
                .isEqualTo(EndReason.CONNECTION_LOST);
        assertThat(stage.receiptOf(stage.viewer).deliveredMs()).isEqualTo(5_000);
    }

    @Test
    void otherDevicesMayComeAndGo() {
        UUID callId = stage.activate();
        stage.calls.socket(new Caller(stage.viewer, UUID.randomUUID()), false);
        stage.pass(callId, Duration.ofMinutes(1));
        assertThat(stage.inbox.of(stage.viewer, CallPaused.class)).isEmpty();
    }

    @Test
    void theDeviceThatOffersLastCarriesTheCall() {
        UUID callId = stage.activate();
        Caller phone = new Caller(stage.viewer, UUID.randomUUID());
        assertThat(stage.offer(phone, callId)).isInstanceOf(Answer.Done.class);
        assertThat(stage.inbox.of(stage.viewerDevice.sessionId(), CallTaken.class))
                .containsExactly(new CallTaken(callId));
        stage.calls.socket(stage.viewerDevice, false);
        stage.pass(callId, Duration.ofSeconds(10));
        assertThat(stage.media.isPaused(callId)).isFalse();
        stage.calls.socket(phone, false);
        stage.pass(callId, Duration.ofSeconds(10));
        assertThat(stage.media.isPaused(callId)).isTrue();
    }

    @Test
    void missingCoinsAreToldBeforeAMissingSide() {
        Stage poor = new Stage(30, 10, Increment.MINUTE);
        UUID callId = poor.activate();
        poor.pass(callId, Duration.ofMinutes(3));
        poor.media.transport(callId, poor.performer, false);
        assertThat(poor.inbox.of(poor.viewer, CallPaused.class))
                .extracting(CallPaused::reason)
                .containsExactly(PauseReason.INSUFFICIENT_FUNDS);
        poor.billing.give(poor.viewer, 10);
        assertThat(poor.inbox.of(poor.viewer, CallPaused.class))
                .extracting(CallPaused::reason)
                .containsExactly(PauseReason.INSUFFICIENT_FUNDS, PauseReason.RECONNECTING);
        poor.media.transport(callId, poor.performer, true);
        assertThat(poor.inbox.of(poor.viewer, CallResumed.class)).hasSize(1);
    }

    @Test
    void aStoppingServerSettlesWhatRunsForTheDeliveredTime() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(10));
        stage.stop();
        assertThat(stage.billing.settlements).containsExactly(callId + " NODE_LOST 10000");
        assertThat(stage.log.open()).isEmpty();
        stage.stop();
        assertThat(stage.billing.settlements).hasSize(1);
    }

    @Test
    void leftoversOfADeadServerAreClosedFromTheirReceipts() {
        UUID settled = stage.activate();
        stage.pass(settled, Duration.ofSeconds(10));
        CallService next = new CallService(
                new Ports(
                        stage.media,
                        stage.billing,
                        stage.bookings,
                        stage.people,
                        FakeBilling::isAway,
                        stage.log,
                        stage.inbox,
                        stage.time,
                        stage.turns),
                CallSettings.defaults(),
                new PresenceBoard());
        next.recover();
        assertThat(stage.log.open()).containsExactly(settled);

        stage.billing.end(settled, 8_000, EndReason.NODE_LOST);
        for (int i = 0; i < 5; i++) {
            next.settledByRecovery(settled);
        }
        // What billing had heard last, not what was delivered after that.
        assertThat(stage.log.lines.get(settled)).last().isEqualTo("ENDED COMPLETED 9250 10000");
        assertThat(stage.inbox.of(stage.viewer, CallEnded.class)).hasSize(1);
    }

    @Test
    void aCallThatBillingTookForDeadEndsHereToo() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(10));
        stage.billing.recover(callId);
        assertThat(stage.media.isOpen(callId)).isFalse();
        assertThat(stage.inbox.of(stage.viewer, CallEnded.class).getLast().reason())
                .isEqualTo(EndReason.NODE_LOST);
        assertThat(stage.billing.settlements).hasSize(1);
    }
}
