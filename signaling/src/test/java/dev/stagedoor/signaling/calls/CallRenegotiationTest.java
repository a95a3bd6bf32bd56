package dev.stagedoor.signaling.calls;

import static dev.stagedoor.signaling.calls.Stage.viewOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.ServerEvent.CallStateChanged;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** New offers while a call is on. */
class CallRenegotiationTest {
    private final Stage stage = Stage.usual();

    @Test
    void whoeverAddsASectionSeesTheOtherSideThere() {
        UUID callId = stage.activate();
        stage.media.subscriptions.clear();

        String sdp = sdpOf(stage.offer(stage.viewerDevice, callId, Offers.audioAndScreen()));

        assertThat(sdp).contains("m=video 0 ", "a=mid:1\r\na=inactive", "a=mid:2\r\n", "a=group:BUNDLE 0 2\r\n");
        String viewer = stage.viewer.toString();
        String performer = stage.performer.toString();
        assertThat(stage.media.subscriptions)
                .containsExactly(viewer + " 0 " + performer + " AUDIO", viewer + " 2 " + performer + " VIDEO");
    }

    @Test
    void aNewOfferNeitherInterruptsTheCallNorItsPrice() {
        UUID callId = stage.activate();
        stage.pass(callId, Duration.ofSeconds(30));
        assertThat(stage.offer(stage.performerDevice, callId, Offers.audioAndScreen()))
                .isInstanceOf(Answer.Done.class);
        assertThat(stage.offer(stage.viewerDevice, callId)).isInstanceOf(Answer.Done.class);
        stage.pass(callId, Duration.ofSeconds(25));
        stage.end(stage.viewerDevice, callId);

        assertThat(stage.receiptOf(stage.viewer).deliveredMs()).isEqualTo(55_000);
        assertThat(stage.inbox.of(stage.viewer, CallStateChanged.class))
                .extracting(event -> event.call().state())
                .containsExactly(CallState.RINGING, CallState.CONNECTING, CallState.ACTIVE, CallState.ENDED);
    }

    @Test
    void aPictureInAnAudioCallWouldBeCheaperThanItsPriceSoThereIsNone() {
        UUID quoteId = stage.quote(stage.viewer, stage.performer, CallKind.AUDIO);
        UUID callId = viewOf(stage.request(stage.viewerDevice, quoteId)).callId();
        viewOf(stage.accept(callId));

        String sdp = sdpOf(stage.offer(stage.viewerDevice, callId, Offers.audioAndVideo()));

        assertThat(Objects.requireNonNull(stage.media.lastOffer).sections())
                .filteredOn(section -> section.kind() == MediaKind.VIDEO)
                .hasSize(1)
                .allMatch(MediaSection::rejected);
        assertThat(stage.media.subscriptions).allMatch(shown -> shown.endsWith(" AUDIO"));
        assertThat(sdp).contains("m=video 0 ");
    }

    private static String sdpOf(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return ((Answer.Result.Sdp) ((Answer.Done) answer).result()).sdp();
    }
}
