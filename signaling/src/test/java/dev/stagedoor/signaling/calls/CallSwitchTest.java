package dev.stagedoor.signaling.calls;

import static dev.stagedoor.signaling.calls.Stage.codeOf;
import static dev.stagedoor.signaling.calls.Stage.viewOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.CallView.SwitchRequest;
import dev.stagedoor.signaling.protocol.ClientMessage;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.ReceiptView;
import dev.stagedoor.signaling.protocol.ServerEvent.CallStateChanged;
import dev.stagedoor.signaling.protocol.ServerEvent.SwitchClosed;
import dev.stagedoor.signaling.protocol.ServerEvent.SwitchEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From sound to picture and back, at 6 and 10 coins a minute. */
class CallSwitchTest {
    private final Stage stage = Stage.usual();

    @Test
    void theOtherSideIsAskedWhatAPictureMayCost() {
        UUID callId = sound(stage);
        assertThat(request(stage.performerDevice, callId, CallKind.VIDEO)).isEqualTo(Answer.done());

        SwitchRequest asked = new SwitchRequest(
                stage.performer, CallKind.VIDEO, coins(10), stage.time.now().plusSeconds(30));
        assertThat(lastView(stage.viewer).switchRequest()).isEqualTo(asked);
        assertThat(lastView(stage.viewer).kind()).isEqualTo(CallKind.AUDIO);
        assertThat(stage.billing.switches).isEmpty();
        assertThat(codeOf(accept(stage.performerDevice, callId, CallKind.VIDEO)))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(stage.billing.switches).isEmpty();
    }

    @ParameterizedTest(name = "sound at {0}, asked for {1}")
    @CsvSource({"10, VIDEO", "12, VIDEO", "12, AUDIO"})
    void theOtherSideIsAskedWhereverAPictureComesOrThePriceRises(long audioCoins, CallKind wanted) {
        Stage other = new Stage(100, people -> people.performer("Peter", 10_000, audioCoins * 1_000, Increment.MINUTE));
        UUID callId = wanted == CallKind.VIDEO ? sound(other) : other.activate();
        other.ask(reply ->
                other.calls.requestSwitch(other.viewerDevice, new ClientMessage.SwitchRequest(callId, wanted), reply));
        assertThat(other.billing.switches).isEmpty();
        other.ask(reply ->
                other.calls.acceptSwitch(other.performerDevice, new ClientMessage.SwitchAccept(callId, wanted), reply));
        assertThat(other.billing.switches).containsExactly(wanted + " at 0");
    }

    @Test
    void thePictureComesWhenTheBooksCountIt() {
        UUID callId = sound(stage);
        stage.pass(callId, Duration.ofSeconds(30));
        request(stage.viewerDevice, callId, CallKind.VIDEO);
        assertThat(videoShown()).isEmpty();
        assertThat(accept(stage.performerDevice, callId, CallKind.VIDEO)).isEqualTo(Answer.done());

        CallView view = lastView(stage.viewer);
        assertThat(view.kind()).isEqualTo(CallKind.VIDEO);
        assertThat(view.perMinute()).isEqualTo(coins(10));
        assertThat(view.otherPerMinute()).isEqualTo(coins(6));
        assertThat(view.switchRequest()).isNull();
        stage.offer(stage.viewerDevice, callId);
        stage.offer(stage.performerDevice, callId);
        assertThat(videoShown()).hasSize(2);

        stage.pass(callId, Duration.ofSeconds(90));
        stage.end(stage.viewerDevice, callId);
        assertThat(stage.billing.switches).containsExactly("VIDEO at 30000");
        // 30 s at 6 and 90 s at 10 coins a minute; 6 of it were charged with the first minute.
        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(coins(18));
        assertThat(stage.receiptOf(stage.viewer).parts())
                .containsExactly(
                        new ReceiptView.Part(CallKind.AUDIO, coins(6), 30_000, coins(6)),
                        new ReceiptView.Part(CallKind.VIDEO, coins(10), 90_000, coins(12)));
        assertThat(stage.receiptOf(stage.performer).parts())
                .allMatch(part -> part.charged() == null)
                .hasSize(2);
    }

    @Test
    void soundAloneNeedsNoConsentAndThePictureStopsBeforeItsPrice() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(60));
        assertThat(videoShown()).hasSize(2);
        stage.turns.holdBack();
        List<Answer> answers = new ArrayList<>();
        stage.calls.requestSwitch(
                stage.performerDevice, new ClientMessage.SwitchRequest(callId, CallKind.AUDIO), answers::add);
        assertThat(videoShown()).as("no picture any more").isEmpty();
        assertThat(stage.billing.switches).as("and still its price").isEmpty();
        stage.turns.release();

        assertThat(answers).containsExactly(Answer.done());
        assertThat(stage.billing.switches).containsExactly("AUDIO at 60000");
        assertThat(lastView(stage.viewer).kind()).isEqualTo(CallKind.AUDIO);
        stage.offer(stage.viewerDevice, callId);
        assertThat(videoShown()).isEmpty();
    }

    @Test
    void whoAsksForTheSameHasAgreed() {
        UUID callId = sound(stage);
        request(stage.viewerDevice, callId, CallKind.VIDEO);
        request(stage.viewerDevice, callId, CallKind.VIDEO);
        assertThat(stage.billing.switches).isEmpty();
        request(stage.performerDevice, callId, CallKind.VIDEO);
        assertThat(stage.billing.switches).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SwitchEnd.class,
            names = {"DECLINED", "WITHDRAWN", "EXPIRED"})
    void aQuestionThatIsOverChangesNothing(SwitchEnd end) {
        UUID callId = sound(stage);
        request(stage.viewerDevice, callId, CallKind.VIDEO);
        switch (end) {
            case DECLINED -> decline(stage.performerDevice, callId);
            case WITHDRAWN -> decline(stage.viewerDevice, callId);
            default -> stage.pass(callId, Duration.ofSeconds(30));
        }
        for (UUID person : List.of(stage.viewer, stage.performer)) {
            assertThat(stage.inbox.of(person, SwitchClosed.class))
                    .containsExactly(new SwitchClosed(callId, stage.viewer, CallKind.VIDEO, end));
            assertThat(lastView(person).switchRequest()).isNull();
        }
        assertThat(codeOf(accept(stage.performerDevice, callId, CallKind.VIDEO)))
                .isEqualTo(ErrorCode.CONFLICT);
        assertThat(stage.billing.switches).isEmpty();
        stage.pass(callId, Duration.ofSeconds(60));
        assertThat(stage.inbox.of(stage.viewer, SwitchClosed.class)).hasSize(1);
    }

    @Test
    void aPictureThatIsNotPaidForIsRefusedInPlainWordsAndTheSoundGoesOn() {
        Stage poor = new Stage(18, 10, Increment.MINUTE);
        UUID callId = sound(poor);
        poor.pass(callId, Duration.ofSeconds(130));
        poor.ask(reply -> poor.calls.requestSwitch(
                poor.viewerDevice, new ClientMessage.SwitchRequest(callId, CallKind.VIDEO), reply));
        Answer answer = poor.ask(reply -> poor.calls.acceptSwitch(
                poor.performerDevice, new ClientMessage.SwitchAccept(callId, CallKind.VIDEO), reply));

        assertThat(codeOf(answer)).isEqualTo(ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(((Answer.Refused) answer).detail()).contains("10000", "Top up");
        assertThat(poor.inbox.of(poor.viewer, SwitchClosed.class))
                .containsExactly(new SwitchClosed(callId, poor.viewer, CallKind.VIDEO, SwitchEnd.INSUFFICIENT_FUNDS));
        poor.pass(callId, Duration.ofSeconds(10));
        poor.end(poor.viewerDevice, callId);
        assertThat(poor.receiptOf(poor.viewer).charged()).isEqualTo(coins(18));
        assertThat(poor.receiptOf(poor.viewer).parts()).hasSize(1);
    }

    @ParameterizedTest(name = "made: {0}")
    @ValueSource(booleans = {true, false})
    void anAnswerThatIsLostIsAskedForAgainAndCountsOnce(boolean made) {
        UUID callId = sound(stage);
        stage.pass(callId, Duration.ofSeconds(30));
        request(stage.viewerDevice, callId, CallKind.VIDEO);
        stage.billing.losesAnswers = made;
        stage.billing.failures = made ? 0 : 1;
        List<Answer> answers = new ArrayList<>();
        stage.calls.acceptSwitch(
                stage.performerDevice, new ClientMessage.SwitchAccept(callId, CallKind.VIDEO), answers::add);
        assertThat(answers).isEmpty();
        assertThat(videoShown()).isEmpty();
        stage.billing.losesAnswers = false;
        stage.time.advance(Duration.ofSeconds(1));

        assertThat(answers).containsExactly(Answer.done());
        assertThat(stage.billing.switches).containsExactly("VIDEO at 30000");
        assertThat(lastView(stage.viewer).kind()).isEqualTo(CallKind.VIDEO);
    }

    @ParameterizedTest(name = "{0}, made: {1}")
    @CsvSource({"VIDEO, true", "VIDEO, false", "AUDIO, true", "AUDIO, false"})
    void theCallCarriesWhatTheBooksCountAlsoWhenNoAnswerEverCame(CallKind wanted, boolean made) {
        UUID callId = wanted == CallKind.VIDEO ? sound(stage) : stage.activate();
        stage.pass(callId, Duration.ofSeconds(30));
        stage.billing.losesAnswers = made;
        stage.billing.failures = made ? 0 : 3;
        List<Answer> answers = new ArrayList<>();
        stage.calls.requestSwitch(stage.viewerDevice, new ClientMessage.SwitchRequest(callId, wanted), answers::add);
        stage.calls.acceptSwitch(stage.performerDevice, new ClientMessage.SwitchAccept(callId, wanted), answers::add);
        stage.time.advance(Duration.ofSeconds(4));
        assertThat(stage.inbox.of(stage.viewer, SwitchClosed.class))
                .containsExactly(new SwitchClosed(callId, stage.viewer, wanted, SwitchEnd.FAILED));
        assertThat(answers)
                .anyMatch(
                        answer -> answer instanceof Answer.Refused refused && refused.code() == ErrorCode.UNAVAILABLE);
        assertThat(videoShown()).as("nobody knows whether it is counted").isEmpty();

        stage.pass(callId, Duration.ofSeconds(5));
        assertThat(lastView(stage.viewer).kind()).isEqualTo(made ? wanted : wanted.other());
        assertThat(videoShown()).hasSize(wanted == CallKind.AUDIO && !made ? 2 : 0);
        assertThat(stage.billing.switches).hasSize(made ? 1 : 0);
    }

    @Test
    void aPictureThatDoesNotStopKeepsItsPrice() {
        UUID callId = stage.activate();
        stage.media.failing = true;
        assertThat(codeOf(request(stage.viewerDevice, callId, CallKind.AUDIO))).isEqualTo(ErrorCode.INTERNAL);
        stage.media.failing = false;
        assertThat(stage.billing.switches).isEmpty();
        assertThat(lastView(stage.viewer).kind()).isEqualTo(CallKind.VIDEO);
    }

    @Test
    void aCallThatEndsMeanwhileIsSettledOnce() {
        UUID callId = sound(stage);
        stage.pass(callId, Duration.ofSeconds(30));
        request(stage.viewerDevice, callId, CallKind.VIDEO);
        stage.billing.failures = 1;
        List<Answer> answers = new ArrayList<>();
        stage.calls.acceptSwitch(
                stage.performerDevice, new ClientMessage.SwitchAccept(callId, CallKind.VIDEO), answers::add);
        viewOf(stage.end(stage.viewerDevice, callId));
        stage.time.advance(Duration.ofSeconds(60));

        assertThat(answers).hasSize(1);
        assertThat(stage.billing.settlements).hasSize(1);
        assertThat(stage.billing.switches).isEmpty();
        assertThat(stage.receiptOf(stage.viewer).charged()).isEqualTo(coins(6));
    }

    @Test
    void onlyAnActiveCallIsSwitchedAndOnlyByTheTwo() {
        UUID callId = stage.ring();
        assertThat(codeOf(request(stage.viewerDevice, callId, CallKind.AUDIO))).isEqualTo(ErrorCode.CONFLICT);
        Caller stranger = new Caller(stage.people.viewer("Victor"), UUID.randomUUID());
        assertThat(codeOf(request(stranger, callId, CallKind.AUDIO))).isEqualTo(ErrorCode.CALL_NOT_FOUND);
    }

    /** An active call of sound alone. */
    private static UUID sound(Stage stage) {
        UUID quoteId = stage.quote(stage.viewer, stage.performer, CallKind.AUDIO);
        return stage.activate(viewOf(stage.request(stage.viewerDevice, quoteId)).callId());
    }

    private Answer request(Caller caller, UUID callId, CallKind kind) {
        return stage.ask(
                reply -> stage.calls.requestSwitch(caller, new ClientMessage.SwitchRequest(callId, kind), reply));
    }

    private Answer accept(Caller caller, UUID callId, CallKind kind) {
        return stage.ask(
                reply -> stage.calls.acceptSwitch(caller, new ClientMessage.SwitchAccept(callId, kind), reply));
    }

    private Answer decline(Caller caller, UUID callId) {
        return stage.ask(reply ->
                stage.calls.declineSwitch(caller, new ClientMessage.SwitchDecline(callId, CallKind.VIDEO), reply));
    }

    private CallView lastView(UUID person) {
        return stage.inbox.of(person, CallStateChanged.class).getLast().call();
    }

    private List<String> videoShown() {
        return stage.media.subscriptions.stream()
                .filter(shown -> shown.endsWith(" VIDEO"))
                .toList();
    }

    private static Money coins(long coins) {
        return new Money(coins * 1_000, "COIN");
    }
}
