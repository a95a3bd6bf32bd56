package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.rtp.RtpPackets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is heard, and sections that follow them. */
class SpeakersTest {
    private static final int SPEECH = 25;

    private final RoomFixture fixture = new RoomFixture();
    private final List<FakePeer> senders = new ArrayList<>();
    private final int[] sequence = new int[4];
    private final FakePeer viewer = fixture.join(
            Plans.named("a", Plans.video(0, 5_000)), Plans.named("b", Plans.video(0, 5_010)), Plans.audio(0, 5_020));

    SpeakersTest() {
        for (int i = 0; i < 4; i++) {
            senders.add(fixture.join(Plans.audio(ssrc(i), 6_000 + i), Plans.video(ssrc(i) + 1, 7_000 + 10L * i)));
        }
    }

    @Test
    void theRoomSaysWhoIsHeardAndHowLoud() {
        speak(2, 1_000);
        speak(0, 2_000);

        assertThat(fixture.speakers).containsExactly(Optional.of(senders.get(2).id), Optional.of(senders.get(0).id));
        Map<UUID, Integer> levels = fixture.levels.getLast();
        assertThat(levels.get(senders.get(0).id)).isEqualTo(SPEECH);
        assertThat(levels.get(senders.get(2).id)).isEqualTo(80);

        fixture.leave(senders.getFirst());
        fixture.advanceMs(250);
        assertThat(fixture.speakers.getLast()).isEmpty();
    }

    @Test
    void levelsAreReportedOnceMoreAfterTheLastSound() {
        speak(1, 1_000);
        fixture.advanceMs(1_000);
        int reports = fixture.levels.size();
        assertThat(fixture.levels.getLast().values()).containsOnly(Speech.SILENCE_DB);

        fixture.advanceMs(1_000);
        assertThat(fixture.levels).hasSize(reports);
    }

    @Test
    void twoSectionsShowTheLastTwoSpeakersAndNobodyChangesSeats() {
        fixture.room.onFollowSpeakers(viewer.id, "a", MediaKind.VIDEO);
        fixture.room.onFollowSpeakers(viewer.id, "b", MediaKind.VIDEO);
        fixture.runAll();
        assertThat(shown("a") + shown("b")).as("before anybody spoke").isEqualTo("01");

        speak(3, 1_500);
        String seatOfThree = shown("a").equals("3") ? "a" : "b";
        assertThat(shown("a") + shown("b")).contains("3");
        speak(1, 2_000);
        assertThat(shown(seatOfThree)).isEqualTo("3");
        assertThat(shown("a") + shown("b")).contains("1");
        speak(2, 2_000);

        assertThat(shown(seatOfThree)).as("who spoke longest ago made room").isEqualTo("2");
    }

    @Test
    void aSpeakerDoesNotSeeItself() {
        FakePeer two = senders.get(2);
        fixture.room.onFollowSpeakers(two.id, FakePeer.VIDEO_MID, MediaKind.VIDEO);
        fixture.runAll();
        speak(1, 1_500);
        speak(2, 2_000);

        assertThat(shown(two, FakePeer.VIDEO_MID)).isEqualTo("1");
    }

    @Test
    void anOrdinarySubscriptionEndsTheFollowing() {
        fixture.room.onFollowSpeakers(viewer.id, "a", MediaKind.VIDEO);
        fixture.room.onSubscribe(viewer.id, "a", senders.get(0).id, MediaKind.VIDEO);
        fixture.runAll();
        speak(3, 1_500);

        assertThat(shown("a")).isEqualTo("0");
    }

    @Test
    void whoeverBeginsToSendTakesAFreeSeatAtOnce() {
        RoomFixture empty = new RoomFixture();
        FakePeer early = empty.join(Plans.video(0, 5_000));
        empty.room.onFollowSpeakers(early.id, FakePeer.VIDEO_MID, MediaKind.VIDEO);
        empty.room.onConstrain(early.id, FakePeer.VIDEO_MID, new ViewConstraints(180, 0, 1));
        FakePeer late = empty.join(Plans.video(300, 900));
        late.sends(Plans.videoPacket(300, 1, 0, Plans.key("hello")));

        assertThat(early.on(FakePeer.VIDEO_MID)).hasSize(1);
    }

    private static long ssrc(int sender) {
        return 1_000 + 100L * sender;
    }

    /** One speaks for so long, the others are quiet; everybody sends. */
    private void speak(int speaker, long ms) {
        for (long t = 0; t < ms; t += 20) {
            for (int i = 0; i < senders.size(); i++) {
                byte[] block = {(byte) (1 << 4), (byte) (i == speaker ? SPEECH : 80), (byte) (Plans.MID_ID << 4), '0'};
                byte[] payload = {1, 2, 3};
                int number = ++sequence[i];
                senders.get(i)
                        .sends(RtpPackets.packet(
                                Plans.AUDIO_PT, false, number & 0xFFFF, number * 960L, ssrc(i), payload, block));
            }
            fixture.advanceMs(20);
        }
    }

    private String shown(String mid) {
        return shown(viewer, mid);
    }

    /** Everybody sends a key frame that says who it is; which of them arrives. */
    private String shown(FakePeer at, String mid) {
        at.media.clear();
        for (int i = 0; i < senders.size(); i++) {
            byte[] payload = Plans.key("from" + i);
            senders.get(i).sends(Plans.videoPacket(ssrc(i) + 1, ++sequence[i] + 5_000, 0, payload));
        }
        return at.on(mid).stream()
                .map(FakePeer.Sent::payload)
                .map(text -> text.substring(text.length() - 1))
                .reduce("", String::concat);
    }
}
