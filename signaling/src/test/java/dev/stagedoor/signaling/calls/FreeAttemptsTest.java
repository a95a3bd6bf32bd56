package dev.stagedoor.signaling.calls;

import static dev.stagedoor.signaling.calls.Stage.viewOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.ErrorCode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five calls within a day for whoever has never paid; a call that does not ring is none. */
class FreeAttemptsTest {
    private static final Duration BETWEEN = Duration.ofHours(1);

    private Stage stage;

    @BeforeEach
    void begin() {
        stage = Stage.usual();
    }

    private Answer ring() {
        return stage.request(stage.viewerDevice, stage.quote());
    }

    /** Rings, and thinks better of it. */
    private void tryNow() {
        assertThat(stage.cancel(stage.viewerDevice, stage.ring())).isInstanceOf(Answer.Done.class);
    }

    private void tryOnce() {
        tryNow();
        stage.time.advance(BETWEEN);
    }

    private void tryFive() {
        for (int i = 0; i < 5; i++) {
            tryOnce();
        }
    }

    @Test
    void theSixthIsRefusedAndSaysWhenThereIsAnother() {
        tryFive();
        Answer.Refused refused = (Answer.Refused) ring();
        assertThat(refused.code()).isEqualTo(ErrorCode.FREE_CALLS_USED_UP);
        assertThat(refused.detail())
                .isEqualTo(
                        "Before the first coins are bought there are 5 calls a day. You can call again in 19 h 0 min, or at once after buying coins.");
        stage.time.advance(Duration.ofHours(18).plusMinutes(59).plusSeconds(30));
        assertThat(((Answer.Refused) ring()).detail()).contains("again in 1 min,");
        stage.time.advance(Duration.ofSeconds(30));
        tryNow();
        assertThat(ring()).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void buyingCoinsLiftsItAtOnce() {
        tryFive();
        assertThat(ring()).isInstanceOf(Answer.Refused.class);
        stage.billing.paying.add(stage.viewer);
        tryFive();
        tryOnce();
    }

    @Test
    void whatDidNotRingDoesNotCount() {
        for (int i = 0; i < 4; i++) {
            tryOnce();
        }
        stage.ring();
        UUID other = stage.people.performer("Paula", 1, Increment.MINUTE);
        stage.goOnline(other);
        // The viewer is in that call: refused before anybody's phone rings.
        assertThat(stage.request(stage.viewerDevice, stage.quote(stage.viewer, other)))
                .isInstanceOf(Answer.Refused.class);
        assertThat(stage.log.lines).hasSize(5);
    }

    @Test
    void aRepeatOfWhatRingsIsNoSixth() {
        for (int i = 0; i < 4; i++) {
            tryOnce();
        }
        UUID quote = stage.quote();
        UUID call = viewOf(stage.request(stage.viewerDevice, quote)).callId();
        assertThat(viewOf(stage.request(stage.viewerDevice, quote)).callId()).isEqualTo(call);
    }

    @Test
    void zeroLimitsNobody() {
        FreeAttempts none = new FreeAttempts(0, stage.log, stage.billing, stage.time);
        tryFive();
        assertThat(none.refusal(stage.viewer)).isNull();
    }
}
