package dev.stagedoor.signaling.calls;

import static dev.stagedoor.signaling.calls.Stage.codeOf;
import static dev.stagedoor.signaling.calls.Stage.viewOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.BookingDesk.Booking;
import dev.stagedoor.signaling.BookingDesk.Outcome;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Entitlements.Quote;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ClientMessage;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.ServerEvent.CallEnded;
import dev.stagedoor.signaling.protocol.ServerEvent.CallIncoming;
import dev.stagedoor.signaling.protocol.ServerEvent.CallPaused;
import dev.stagedoor.signaling.protocol.ServerEvent.CallStateChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five minutes for 50 of 100 coins, agreed with the performer. */
class BookedCallsTest {
    private static final Answer NOBODY_YET = Answer.done();

    private final Stage stage = Stage.usual();
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void book() {
        stage.billing.book(
                new Quote(
                        id,
                        stage.viewer,
                        stage.performer,
                        CallKind.VIDEO,
                        Increment.MINUTE,
                        coins(10),
                        null,
                        coins(50),
                        coins(100),
                        5,
                        Instant.MAX),
                5);
        stage.bookings.put(booking("BOOKED"));
    }

    private Booking booking(String state) {
        Instant start = Instant.EPOCH;
        return new Booking(
                id,
                stage.viewer,
                stage.performer,
                CallKind.VIDEO,
                coins(10),
                coins(50),
                coins(50),
                start,
                start.plusSeconds(300),
                start,
                start,
                state,
                coins(0),
                null);
    }

    private static Money coins(long whole) {
        return new Money(whole * 1_000, "COIN");
    }

    private void activate() {
        stage.join(stage.viewerDevice, id);
        stage.join(stage.performerDevice, id);
        stage.offer(stage.viewerDevice, id);
        stage.offer(stage.performerDevice, id);
        stage.media.transport(id, stage.viewer, true);
        stage.media.transport(id, stage.performer, true);
        stage.media.flow(id, true);
        stage.media.report(id);
    }

    @Test
    void theSecondToComeBeginsItForBothAndNothingRings() {
        assertThat(stage.join(stage.viewerDevice, id)).isEqualTo(NOBODY_YET);
        CallView begun = viewOf(stage.join(stage.performerDevice, id));

        assertThat(begun.state()).isEqualTo(CallState.CONNECTING);
        assertThat(begun.booked()).isTrue();
        assertThat(begun.callId()).isEqualTo(id);
        assertThat(stage.inbox.of(stage.viewer, CallStateChanged.class))
                .extracting(change -> change.call().state())
                .containsExactly(CallState.CONNECTING);
        assertThat(stage.inbox.of(stage.performer, CallIncoming.class)).isEmpty();
        assertThat(viewOf(stage.join(stage.viewerDevice, id)).state()).isEqualTo(CallState.CONNECTING);
        assertThat(stage.log.lines.get(id)).containsExactly("RINGING", "CONNECTING");
    }

    @Test
    void itEndsWithTheTimeThatWasBookedAndTakesNoOtherCoins() {
        activate();
        stage.pass(id, Duration.ofMinutes(6));

        CallEnded ended = stage.inbox.of(stage.viewer, CallEnded.class).getLast();
        assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
        assertThat(ended.reason()).isEqualTo(EndReason.MAXIMUM_DURATION);
        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(coins(50));
        // The end comes between two reports; what the last one would have added is the viewer's.
        assertThat(stage.receiptOf(stage.viewer).deliveredMs()).isBetween(299_750L, 300_000L);
        assertThat(stage.inbox.of(stage.viewer, CallPaused.class)).isEmpty();
        assertThat(stage.billing.coins(stage.viewer)).isEqualTo(50);
    }

    @Test
    void whatWasNotDeliveredGoesBack() {
        activate();
        stage.pass(id, Duration.ofSeconds(90));
        stage.end(stage.performerDevice, id);

        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(coins(20));
        assertThat(stage.billing.coins(stage.viewer)).isEqualTo(80);
    }

    @Test
    void itStaysWhatWasBooked() {
        activate();
        ClientMessage.SwitchRequest wish = new ClientMessage.SwitchRequest(id, CallKind.AUDIO);
        assertThat(codeOf(stage.ask(reply -> stage.calls.requestSwitch(stage.viewerDevice, wish, reply))))
                .isEqualTo(ErrorCode.CONFLICT);
        assertThat(stage.billing.switches).isEmpty();
    }

    @Test
    void whoHasLostTheSocketWaitsNoLongerUntilTheyComeBack() {
        stage.join(stage.viewerDevice, id);
        stage.calls.socket(new Caller(stage.viewer, UUID.randomUUID()), false);
        assertThat(stage.bookings.here).containsExactly(stage.viewer);
        stage.calls.socket(stage.viewerDevice, false);
        assertThat(stage.bookings.here).isEmpty();

        assertThat(stage.join(stage.performerDevice, id)).isEqualTo(NOBODY_YET);
        assertThat(viewOf(stage.join(stage.viewerDevice, id)).state()).isEqualTo(CallState.CONNECTING);
    }

    @Test
    void whoLeavesIsNotThere() {
        stage.join(stage.performerDevice, id);
        stage.ask(reply -> stage.calls.bookings().leave(stage.performerDevice, id, reply));

        assertThat(stage.bookings.here).isEmpty();
        assertThat(stage.join(stage.viewerDevice, id)).isEqualTo(NOBODY_YET);
    }

    @Test
    void whoIsInAnotherCallFinishesThatFirst() {
        stage.join(stage.performerDevice, id);
        UUID other = stage.people.performer("Paula", 10, Increment.MINUTE);
        stage.goOnline(other);
        UUID running = viewOf(stage.request(stage.viewerDevice, stage.quote(stage.viewer, other)))
                .callId();
        assertThat(codeOf(stage.join(stage.viewerDevice, id))).isEqualTo(ErrorCode.VIEWER_BUSY);

        stage.cancel(stage.viewerDevice, running);
        assertThat(viewOf(stage.join(stage.viewerDevice, id)).state()).isEqualTo(CallState.CONNECTING);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "BOOKED",
                        new Outcome.OutsideWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(60)),
                        ErrorCode.CONFLICT),
                Arguments.of("BOOKED", new Outcome.Unknown(), ErrorCode.NOT_FOUND),
                Arguments.of("RUNNING", null, ErrorCode.CONFLICT),
                Arguments.of("NO_SHOW", null, ErrorCode.CONFLICT));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeJoinedSaysWhy(String state, Outcome outcome, ErrorCode code) {
        stage.bookings.put(booking(state));
        stage.bookings.next = outcome;
        Answer answer = stage.join(stage.viewerDevice, id);
        assertThat(codeOf(answer)).isEqualTo(code);
        assertThat(((Answer.Refused) answer).detail()).isNotBlank().doesNotContainPattern("\\dT\\d");
    }
}
