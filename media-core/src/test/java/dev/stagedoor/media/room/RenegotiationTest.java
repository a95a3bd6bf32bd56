package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.rtp.SequenceNumbers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tracks that come and go while a call is on. */
class RenegotiationTest {
    private static final SectionPlan SOUND_OF_A = Plans.audio(100, 900);
    private static final SectionPlan CAMERA_OF_A = Plans.video(300, 910);
    /** What a browser offers where a camera was stopped and a screen is shared: a section of its own. */
    private static final SectionPlan SCREEN_OF_A = Plans.named("2", Plans.video(500, 920));

    private final RoomFixture fixture = new RoomFixture();
    private final FakePeer a = fixture.join(SOUND_OF_A);
    private final FakePeer b = fixture.join(Plans.audio(200, 930), Plans.video(400, 940));
    private int sequence;

    RenegotiationTest() {
        fixture.subscribeBoth(a, b);
    }

    @Test
    void aPictureThatIsAddedIsSeenAndSoundGoesOn() {
        talk();
        offers(SOUND_OF_A, CAMERA_OF_A);
        talk();
        a.sends(Plans.videoPacket(300, 10, 1_000, Plans.delta("before a key frame")));
        a.sends(Plans.videoPacket(300, 11, 4_000, Plans.key("picture")));

        assertThat(a.control).contains("KEY 300");
        assertThat(texts(b.on(FakePeer.VIDEO_MID))).containsExactly("picture");
        assertSoundUnbroken();
    }

    @Test
    void aPictureThatIsTakenAwayEndsAndSoundGoesOn() {
        offers(SOUND_OF_A, CAMERA_OF_A);
        a.sends(Plans.videoPacket(300, 11, 4_000, Plans.key("picture")));
        talk();
        offers(SOUND_OF_A);
        a.sends(Plans.videoPacket(300, 12, 7_000, Plans.key("a camera that was not told")));
        talk();

        assertThat(texts(b.on(FakePeer.VIDEO_MID))).containsExactly("picture");
        assertSoundUnbroken();
    }

    @Test
    void aPictureThatIsNotToBeShownStopsAtOnceWhateverIsNegotiated() {
        offers(SOUND_OF_A, CAMERA_OF_A);
        a.sends(Plans.videoPacket(300, 11, 4_000, Plans.key("picture")));
        talk();
        fixture.room.onUnsubscribe(b.id, FakePeer.VIDEO_MID);
        fixture.runAll();
        a.sends(Plans.videoPacket(300, 12, 7_000, Plans.key("not paid for")));
        offers(SOUND_OF_A, CAMERA_OF_A);
        a.sends(Plans.videoPacket(300, 13, 10_000, Plans.key("nor after another offer")));
        talk();
        assertThat(texts(b.on(FakePeer.VIDEO_MID))).containsExactly("picture");
        assertSoundUnbroken();

        fixture.subscribe(b, a);
        a.sends(Plans.videoPacket(300, 14, 13_000, Plans.key("again")));
        assertThat(texts(b.on(FakePeer.VIDEO_MID))).containsExactly("picture", "again");
    }

    @Test
    void fromCameraToScreenTheViewerSeesOneStreamThatStartsAtAKeyFrame() {
        offers(SOUND_OF_A, CAMERA_OF_A);
        a.sends(Plans.videoPacket(300, 60_000, 4_000_000_000L, Plans.key("camera")));
        a.control.clear();
        offers(SOUND_OF_A, SCREEN_OF_A);
        talk();
        a.sends(Plans.videoPacket(500, 7, 77, Plans.delta("no")));
        a.sends(Plans.videoPacket(500, 8, 3_077, Plans.key("screen")));

        assertThat(a.control).contains("KEY 500");
        List<FakePeer.Sent> seen = b.on(FakePeer.VIDEO_MID);
        assertThat(texts(seen)).containsExactly("camera", "screen");
        assertThat(seen).extracting(FakePeer.Sent::ssrc).containsOnly(940L);
        assertThat(seen.get(1).sequence())
                .isEqualTo(SequenceNumbers.plus(seen.get(0).sequence(), 1));
        assertSoundUnbroken();
    }

    @Test
    void theClockRunsOnWhateverTheCameraDoes() {
        for (SectionPlan picture : List.of(CAMERA_OF_A, SCREEN_OF_A, CAMERA_OF_A)) {
            offers(SOUND_OF_A, picture);
            talk();
            offers(SOUND_OF_A);
            talk();
        }

        assertThat(fixture.lastUsage().flowing()).isTrue();
        assertThat(fixture.lastUsage().mutualMs()).isBetween(5_900L, 6_000L);
    }

    @Test
    void aViewersNewSectionTakesThePlaceOfTheOldOne() {
        offers(SOUND_OF_A, CAMERA_OF_A);
        for (int i = 2; i < 50; i++) {
            String mid = "" + i;
            fixture.room.onSections(
                    b.participant, List.of(Plans.audio(200, 930), Plans.named(mid, Plans.video(400, 940 + i))));
            fixture.room.onSubscribe(b.id, mid, a.id, MediaKind.VIDEO);
            fixture.runAll();
        }
        a.sends(Plans.videoPacket(300, 11, 4_000, Plans.key("picture")));
        talk();

        assertThat(texts(b.on("49"))).containsExactly("picture");
        assertSoundUnbroken();

        fixture.room.onSections(
                b.participant, List.of(Plans.audio(200, 930), Plans.named("48", Plans.video(400, 988))));
        fixture.runAll();
        a.sends(Plans.videoPacket(300, 12, 7_000, Plans.key("picture")));
        assertThat(b.on("48")).as("what was given up is not remembered").isEmpty();
    }

    private void offers(SectionPlan... plans) {
        fixture.room.onSections(a.participant, List.of(plans));
        fixture.runAll();
    }

    /** A second in which both speak. */
    private void talk() {
        for (int i = 0; i < 50; i++) {
            a.sends(Plans.audioPacket(100, sequence));
            b.sends(Plans.audioPacket(200, sequence++));
            fixture.advanceMs(20);
        }
    }

    private void assertSoundUnbroken() {
        List<FakePeer.Sent> heard = b.on(FakePeer.AUDIO_MID);
        assertThat(heard).hasSize(sequence).extracting(FakePeer.Sent::ssrc).containsOnly(930L);
        assertThat(heard).extracting(FakePeer.Sent::payload).last().isEqualTo("a" + (sequence - 1));
    }

    private static List<String> texts(List<FakePeer.Sent> received) {
        return received.stream().map(sent -> sent.payload().substring(2)).toList();
    }
}
