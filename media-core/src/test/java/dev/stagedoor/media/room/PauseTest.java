package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.SequenceNumbers;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseTest {
    private final RoomFixture fixture = new RoomFixture();
    private final FakePeer publisher = fixture.join(Plans.video(300, 900));
    private final FakePeer viewer = fixture.join(Plans.video(400, 910));

    PauseTest() {
        fixture.subscribe(viewer, publisher);
    }

    @Test
    void nothingIsDeliveredWhilePausedAndVideoGoesOnAtAKeyFrame() {
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.key("a")));
        fixture.pause(true);
        fixture.runAll();
        for (int i = 2; i < 40; i++) {
            publisher.sends(Plans.videoPacket(300, i, i * 3_000L, Plans.delta("hidden")));
            fixture.advanceMs(33);
        }
        publisher.control.clear();

        fixture.pause(false);
        fixture.runAll();
        assertThat(publisher.control).contains("KEY 300");
        publisher.sends(Plans.videoPacket(300, 40, 120_000, Plans.delta("hidden")));
        publisher.sends(Plans.videoPacket(300, 41, 123_000, Plans.key("b")));

        List<FakePeer.Sent> received = viewer.on("1");
        assertThat(received).extracting(sent -> sent.payload().substring(2)).containsExactly("a", "b");
        assertThat(received.get(1).sequence())
                .isEqualTo(SequenceNumbers.plus(received.get(0).sequence(), 1));
        assertThat((int) (received.get(1).timestamp() - received.get(0).timestamp()))
                .as("the source's own clock went on")
                .isEqualTo(123_000);
    }

    @Test
    void oneWhoJoinsAPausedRoomGetsNothingYet() {
        fixture.pause(true);
        FakePeer late = fixture.join(Plans.video(500, 920));
        fixture.subscribe(late, publisher);
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.key("a")));
        assertThat(late.media).isEmpty();

        fixture.pause(false);
        fixture.runAll();
        publisher.sends(Plans.videoPacket(300, 2, 0, Plans.key("b")));
        assertThat(late.on("1")).hasSize(1);
    }

    @Test
    void aPausedRoomAnswersNoNacks() {
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.key("a")));
        int sequence = viewer.media.getFirst().sequence();
        fixture.pause(true);
        fixture.runAll();

        viewer.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(sequence, 0);
        });

        assertThat(viewer.media).hasSize(1);
    }
}
