package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.rtp.SequenceNumbers;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceSwitchTest {
    private final RoomFixture fixture = new RoomFixture();

    @Test
    void switchOfPublisherIsSeamlessAndStartsAtAKeyFrame() {
        FakePeer first = fixture.join(Plans.video(300, 900));
        FakePeer second = fixture.join(Plans.video(500, 920));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, first);
        first.sends(Plans.videoPacket(300, 60_000, 4_000_000_000L, Plans.key("a1")));
        first.sends(Plans.videoPacket(300, 60_001, 4_000_003_000L, Plans.delta("a2")));

        fixture.advanceMs(100);
        fixture.room.onSubscribe(viewer.id, "1", second.id, MediaKind.VIDEO);
        fixture.runAll();
        first.sends(Plans.videoPacket(300, 60_002, 4_000_006_000L, Plans.delta("a3")));
        second.sends(Plans.videoPacket(500, 17, 5, Plans.delta("b0")));
        second.sends(Plans.videoPacket(500, 18, 3_005, Plans.key("b1")));

        List<FakePeer.Sent> received = viewer.on("1");
        assertThat(received).extracting(sent -> sent.payload().substring(2)).containsExactly("a1", "a2", "b1");
        assertThat(received).extracting(FakePeer.Sent::ssrc).containsOnly(910L);
        FakePeer.Sent last = received.get(1);
        FakePeer.Sent next = received.get(2);
        assertThat(next.sequence()).isEqualTo(SequenceNumbers.plus(last.sequence(), 1));
        assertThat((int) (next.timestamp() - last.timestamp()))
                .as("100 ms at 90 kHz")
                .isEqualTo(9_000);
        assertThat(second.control).contains("KEY 500");
    }

    @Test
    void aNewSourceOnTheSameSectionIsSeamlessToo() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        publisher.sends(Plans.videoPacket(300, 9, 1_000, Plans.key("old")));

        fixture.room.onSections(publisher.participant, List.of(Plans.video(0, 900)));
        fixture.runAll();
        publisher.sends(Plans.videoPacket(333, 50_000, 77, Plans.delta("no")));
        publisher.sends(Plans.videoPacket(333, 50_001, 3_077, Plans.key("new")));

        List<FakePeer.Sent> received = viewer.on("1");
        assertThat(received).extracting(sent -> sent.payload().substring(2)).containsExactly("old", "new");
        assertThat(received.get(1).sequence())
                .isEqualTo(SequenceNumbers.plus(received.get(0).sequence(), 1));
    }

    @Test
    void sourcesThatTakeTurnsDoNotBeginAnewWithEveryPacket() {
        FakePeer publisher = fixture.join(Plans.video(0, 900));
        FakePeer viewer = fixture.join(Plans.withoutFeedback(Plans.video(400, 910)));
        fixture.subscribe(viewer, publisher);
        for (int i = 0; i < 100; i++) {
            publisher.sends(Plans.videoPacket(333 + i % 2, i, i * 90L, Plans.key("k" + i)));
            fixture.advanceMs(1);
        }

        assertThat(viewer.on("1")).as("the first of both, then one").hasSize(51);
        assertThat(publisher.participant.statistics().drops()).containsEntry(Drop.SOURCE_CHANGES, 49L);

        fixture.advanceMs(1_000);
        publisher.sends(Plans.videoPacket(500, 1, 5, Plans.key("another")));
        assertThat(viewer.on("1").getLast().payload()).endsWith("another");
    }

    @Test
    void aChangedSsrcWithinASectionStartsAgainAtAKeyFrame() {
        FakePeer publisher = fixture.join(Plans.video(0, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        publisher.sends(Plans.videoPacket(301, 9, 1_000, Plans.key("old")));
        fixture.advanceMs(1_000);
        publisher.control.clear();

        publisher.sends(Plans.videoPacket(302, 9, 500_000, Plans.delta("no")));
        assertThat(publisher.control).contains("KEY 302");
        publisher.sends(Plans.videoPacket(302, 10, 503_000, Plans.key("new")));

        List<FakePeer.Sent> received = viewer.on("1");
        assertThat(received).extracting(sent -> sent.payload().substring(2)).containsExactly("old", "new");
        assertThat((int) (received.get(1).timestamp() - received.get(0).timestamp()))
                .as("1 s at 90 kHz")
                .isEqualTo(90_000);
    }

    @Test
    void aPublisherThatComesBackIsShownAgainWithoutANewSubscription() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        FakePeer viewer = fixture.join(Plans.audio(200, 901));
        fixture.subscribe(viewer, publisher);
        publisher.sends(Plans.audioPacket(100, 1));
        fixture.leave(publisher);

        FakePeer again = fixture.rejoin(publisher, Plans.audio(150, 903));
        again.sends(Plans.audioPacket(150, 40_000));

        assertThat(viewer.on("0")).extracting(FakePeer.Sent::payload).containsExactly("a1", "a40000");
        assertThat(viewer.media.get(1).sequence())
                .isEqualTo(SequenceNumbers.plus(viewer.media.get(0).sequence(), 1));
    }
}
