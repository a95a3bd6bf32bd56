package dev.stagedoor.signaling.calls;

import static dev.stagedoor.signaling.calls.Stage.codeOf;
import static dev.stagedoor.signaling.calls.Stage.viewOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.Presence;
import dev.stagedoor.signaling.protocol.ReceiptView;
import dev.stagedoor.signaling.protocol.ServerEvent.CallEnded;
import dev.stagedoor.signaling.protocol.ServerEvent.CallIncoming;
import dev.stagedoor.signaling.protocol.ServerEvent.CallMeter;
import dev.stagedoor.signaling.protocol.ServerEvent.CallStateChanged;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallLifecycleTest {
    private final Stage stage = Stage.usual();

    @Test
    void aCallRingsConnectsRunsAndIsCharged() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(65));
        viewOf(stage.end(stage.viewerDevice, callId));

        for (UUID person : new UUID[] {stage.viewer, stage.performer}) {
            assertThat(stage.inbox.of(person, CallStateChanged.class))
                    .extracting(event -> event.call().state())
                    .containsExactly(CallState.RINGING, CallState.CONNECTING, CallState.ACTIVE, CallState.ENDED);
        }
        assertThat(stage.inbox.of(stage.performer, CallIncoming.class)).hasSize(1);
        for (UUID person : new UUID[] {stage.viewer, stage.performer}) {
            assertThat(stage.inbox.of(person, CallEnded.class))
                    .singleElement()
                    .isEqualTo(
                            new CallEnded(callId, CallOutcome.COMPLETED, EndReason.HANG_UP, stage.receiptOf(person)));
        }
        ReceiptView viewers = stage.receiptOf(stage.viewer);
        assertThat(viewers.deliveredMs()).isEqualTo(65_000);
        assertThat(viewers.charged()).isEqualTo(new Money(20_000, "COIN"));
        assertThat(viewers.earned()).isNull();
        ReceiptView performers = stage.receiptOf(stage.performer);
        assertThat(performers.earned()).isEqualTo(new Money(900, "INR"));
        assertThat(performers.charged()).isNull();
        assertThat(stage.billing.coins(stage.viewer)).isEqualTo(80);
        assertThat(stage.log.lines.get(callId))
                .containsExactly("RINGING", "CONNECTING", "ACTIVE", "ENDED COMPLETED 65000 20000");
        assertThat(stage.media.openRooms()).isEmpty();
    }

    @Test
    void bothSeeTheMeterEachSecondEachWithTheirOwnFigures() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(10));

        assertThat(stage.inbox.of(stage.viewer, CallMeter.class))
                .hasSizeBetween(9, 11)
                .last()
                .satisfies(meter -> {
                    assertThat(meter.deliveredMs()).isBetween(9_000L, 10_000L);
                    assertThat(meter.charged().amountMinor()).isEqualTo(10_000);
                    assertThat(meter.spendable()).isEqualTo(new Money(70_000, "COIN"));
                    assertThat(meter.remainingMs()).isBetween(590_000L, 591_000L);
                    assertThat(meter.earned()).isNull();
                    assertThat(meter.flowing()).isTrue();
                });
        assertThat(stage.inbox.of(stage.performer, CallMeter.class)).last().satisfies(meter -> {
            assertThat(meter.earned()).isEqualTo(new Money(450, "INR"));
            assertThat(meter.spendable()).isNull();
            assertThat(meter.remainingMs()).isNull();
        });
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                ending(
                        "declined",
                        CallOutcome.DECLINED,
                        EndReason.REJECTED,
                        (s, id) -> s.decline(s.performerDevice, id)),
                ending(
                        "cancelled",
                        CallOutcome.CANCELLED,
                        EndReason.CANCELLED,
                        (s, id) -> s.cancel(s.viewerDevice, id)),
                ending(
                        "ended by viewer",
                        CallOutcome.CANCELLED,
                        EndReason.CANCELLED,
                        (s, id) -> s.end(s.viewerDevice, id)),
                ending(
                        "ended by performer",
                        CallOutcome.DECLINED,
                        EndReason.REJECTED,
                        (s, id) -> s.end(s.performerDevice, id)),
                ending(
                        "missed",
                        CallOutcome.MISSED,
                        EndReason.MISSED,
                        (s, id) -> s.time.advance(Duration.ofSeconds(45))),
                ending("viewer's tab closed", CallOutcome.CANCELLED, EndReason.CANCELLED, (s, id) -> {
                    s.calls.socket(s.viewerDevice, false);
                    s.time.advance(Duration.ofSeconds(5));
                }),
                ending("never connected", CallOutcome.FAILED, EndReason.NEVER_CONNECTED, (s, id) -> {
                    s.accept(id);
                    s.time.advance(Duration.ofSeconds(20));
                }),
                ending("accepted, then cancelled", CallOutcome.CANCELLED, EndReason.CANCELLED, (s, id) -> {
                    s.accept(id);
                    s.cancel(s.viewerDevice, id);
                }),
                ending("no room on the media node", CallOutcome.FAILED, EndReason.FAILED, (s, id) -> {
                    s.media.failing = true;
                    s.accept(id);
                }),
                ending("server stopped", CallOutcome.FAILED, EndReason.FAILED, (s, id) -> s.stop()));
    }

    private static Arguments ending(String name, CallOutcome outcome, EndReason reason, BiConsumer<Stage, UUID> steps) {
        return Arguments.of(name, outcome, reason, steps);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void aCallThatNeverBecameActiveCostsNothing(
            String name, CallOutcome outcome, EndReason reason, BiConsumer<Stage, UUID> steps) {
        UUID callId = stage.ring();
        steps.accept(stage, callId);

        assertThat(stage.inbox.of(stage.viewer, CallEnded.class))
                .as(name)
                .containsExactly(new CallEnded(callId, outcome, reason, null));
        assertThat(stage.inbox.of(stage.performer, CallEnded.class)).hasSize(1);
        assertThat(stage.billing.coins(stage.viewer)).isEqualTo(100);
        assertThat(stage.billing.settlements).containsExactly(callId + " " + reason + " 0");
        assertThat(stage.log.lines.get(callId)).last().isEqualTo("ENDED " + outcome + " 0 0");
        assertThat(stage.presence.presenceOf(stage.performer)).isEqualTo(Presence.ONLINE);
    }

    @Test
    void itRingsForFortyFiveSecondsAndNotLess() {
        UUID callId = stage.ring();
        stage.time.advance(Duration.ofMillis(44_999));
        assertThat(viewOf(stage.accept(callId)).state()).isEqualTo(CallState.CONNECTING);
    }

    @Test
    void nobodyCallsThemselves() {
        assertThat(stage.calls.quote(stage.performer, stage.performer, CallKind.VIDEO))
                .isEqualTo(new QuoteOutcome.SelfCall());
    }

    @Test
    void nobodyCallsSomebodyWhoIsNoPerformer() {
        assertThat(stage.calls.quote(stage.viewer, stage.people.viewer("Victor"), CallKind.VIDEO))
                .isEqualTo(new QuoteOutcome.UnknownPerformer());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(ErrorCode.PERFORMER_OFFLINE, s -> s.presence.choose(s.performer, Presence.OFFLINE)),
                refusal(ErrorCode.PERFORMER_OFFLINE, s -> s.presence.choose(s.performer, Presence.AWAY)),
                refusal(ErrorCode.PERFORMER_OFFLINE, s -> s.presence.disconnected(s.performer)),
                refusal(ErrorCode.QUOTE_EXPIRED, s -> s.time.advance(Duration.ofSeconds(61))),
                refusal(ErrorCode.UNAVAILABLE, Stage::stop),
                refusal(ErrorCode.INTERNAL, s -> s.billing.failures = 1),
                refusal(ErrorCode.PERFORMER_BUSY, s -> {
                    UUID other = s.people.viewer("Victor");
                    s.billing.give(other, 100);
                    viewOf(s.request(new Caller(other, UUID.randomUUID()), s.quote(other, s.performer)));
                }),
                refusal(ErrorCode.VIEWER_BUSY, s -> {
                    UUID other = s.people.performer("Paula", 1, Increment.MINUTE);
                    s.goOnline(other);
                    viewOf(s.request(s.viewerDevice, s.quote(s.viewer, other)));
                }));
    }

    private static Arguments refusal(ErrorCode code, Consumer<Stage> circumstance) {
        return Arguments.of(code, circumstance);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aCallThatCannotBeginIsRefusedAndLeavesNoTrace(ErrorCode code, Consumer<Stage> circumstance) {
        UUID quoteId = stage.quote();
        circumstance.accept(stage);
        int calls = stage.log.lines.size();
        assertThat(codeOf(stage.request(stage.viewerDevice, quoteId))).isEqualTo(code);
        assertThat(stage.log.lines).hasSize(calls);
    }

    @Test
    void withoutCoinsForTheMinimumNobodyIsDisturbed() {
        Stage poor = new Stage(29, 10, Increment.MINUTE);
        assertThat(codeOf(poor.request(poor.viewerDevice, poor.quote()))).isEqualTo(ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(poor.inbox.of(poor.performer, CallIncoming.class)).isEmpty();
        assertThat(poor.presence.presenceOf(poor.performer)).isEqualTo(Presence.ONLINE);
        poor.billing.give(poor.viewer, 1);
        poor.ring();
    }

    @Test
    void aQuoteIsGoodForItsViewerOnly() {
        UUID other = stage.people.viewer("Victor");
        stage.billing.give(other, 100);
        assertThat(codeOf(stage.request(new Caller(other, UUID.randomUUID()), stage.quote())))
                .isEqualTo(ErrorCode.QUOTE_EXPIRED);
        assertThat(codeOf(stage.request(stage.viewerDevice, UUID.randomUUID()))).isEqualTo(ErrorCode.QUOTE_EXPIRED);
    }

    @Test
    void strangersLearnNothingOfACall() {
        UUID callId = stage.ring();
        Caller stranger = new Caller(stage.people.viewer("Sam"), UUID.randomUUID());
        assertThat(codeOf(stage.end(stranger, callId))).isEqualTo(ErrorCode.CALL_NOT_FOUND);
        assertThat(codeOf(stage.end(stage.viewerDevice, UUID.randomUUID()))).isEqualTo(ErrorCode.CALL_NOT_FOUND);
        assertThat(stage.calls.current(stage.viewer))
                .extracting(CallView::state)
                .isEqualTo(CallState.RINGING);
    }

    @Test
    void eachSideHasItsOwnWords() {
        UUID callId = stage.ring();
        assertThat(codeOf(stage.accept(stage.viewerDevice, callId))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(stage.decline(stage.viewerDevice, callId))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(stage.cancel(stage.performerDevice, callId))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(stage.offer(stage.viewerDevice, callId))).isEqualTo(ErrorCode.CONFLICT);
    }

    @Test
    void whatComesTooLateIsAConflictAndChangesNothing() {
        UUID callId = stage.ring();
        stage.cancel(stage.viewerDevice, callId);
        assertThat(codeOf(stage.accept(callId))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(codeOf(stage.decline(stage.performerDevice, callId))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(codeOf(stage.offer(stage.viewerDevice, callId))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(viewOf(stage.end(stage.performerDevice, callId)).outcome()).isEqualTo(CallOutcome.CANCELLED);
        assertThat(stage.billing.settlements).hasSize(1);
    }

    @Test
    void anEndedCallIsForgottenAfterAWhileAndNothingIsLeft() {
        UUID callId = stage.activate();
        stage.end(stage.viewerDevice, callId);
        stage.time.advance(Duration.ofMinutes(3));
        assertThat(codeOf(stage.end(stage.viewerDevice, callId))).isEqualTo(ErrorCode.CALL_NOT_FOUND);
        assertThat(stage.time.size()).isZero();
    }

    @Test
    void everyMessageMayComeFiveTimes() {
        UUID quoteId = stage.quote();
        UUID callId = viewOf(stage.request(stage.viewerDevice, quoteId)).callId();
        for (int i = 0; i < 5; i++) {
            assertThat(viewOf(stage.request(stage.viewerDevice, quoteId)).callId())
                    .isEqualTo(callId);
            assertThat(stage.accept(callId)).isInstanceOf(Answer.Done.class);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(stage.offer(stage.viewerDevice, callId)).isInstanceOf(Answer.Done.class);
            stage.media.transport(callId, stage.viewer, true);
            stage.media.flow(callId, true);
            stage.media.report(callId);
        }
        stage.pass(callId, Duration.ofSeconds(30));
        for (int i = 0; i < 5; i++) {
            assertThat(viewOf(stage.end(stage.viewerDevice, callId)).state()).isEqualTo(CallState.ENDED);
            assertThat(viewOf(stage.end(stage.performerDevice, callId)).state()).isEqualTo(CallState.ENDED);
        }
        assertThat(stage.inbox.of(stage.performer, CallIncoming.class)).hasSize(1);
        assertThat(stage.inbox.of(stage.viewer, CallEnded.class)).hasSize(1);
        assertThat(stage.billing.settlements).hasSize(1);
        assertThat(stage.billing.coins(stage.viewer)).isEqualTo(90);
    }
}
