package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.rtp.SequenceNumbers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes later begins with the key frame that is already here, or asks for one. */
class HistoryStartTest {
    private static final int FIRST_PICTURE = 90_000;
    private static final long INTERVAL_MS = 500;

    private final RoomFixture fixture = new RoomFixture();
    private final FakePeer publisher = fixture.join(Plans.video(300, 900));

    /** Somebody for whom packets are kept on the loop. */
    private final FakePeer before = fixture.join(Plans.video(400, 910));

    HistoryStartTest() {
        fixture.subscribe(before, publisher);
    }

    private FakePeer comes() {
        return comesTo(publisher);
    }

    private FakePeer comesTo(FakePeer shown) {
        FakePeer viewer = fixture.join(Plans.video(500, 920));
        publisher.control.clear();
        fixture.subscribe(viewer, shown);
        return viewer;
    }

    private void sends(int sequence, byte[] payload) {
        publisher.sends(Plans.videoPacket(300, sequence, FIRST_PICTURE + 3_000L * sequence, payload));
    }

    private static List<String> texts(FakePeer viewer) {
        return viewer.on("1").stream().map(sent -> sent.payload().substring(2)).toList();
    }

    private long requests() {
        return publisher.controlCount(item -> item.startsWith("KEY"));
    }

    /** When the interval allows it. */
    private void assertAsked() {
        fixture.advanceMs(INTERVAL_MS);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void whoComesJustAfterAKeyFrameSeesItAndWhatFollowedAtOnce() {
        sends(65_535, Plans.key("key"));
        fixture.advanceMs(100);
        sends(65_536, Plans.delta("second"));
        fixture.advanceMs(100);
        sends(65_537, Plans.delta("third"));
        FakePeer viewer = comes();
        sends(65_538, Plans.delta("fourth"));

        assertThat(texts(viewer)).containsExactly("key", "second", "third", "fourth");
        assertThat(requests()).isZero();
        List<FakePeer.Sent> received = viewer.on("1");
        for (int i = 1; i < received.size(); i++) {
            assertThat(SequenceNumbers.distance(
                            received.get(i - 1).sequence(), received.get(i).sequence()))
                    .isEqualTo(1);
            assertThat((int) (received.get(i).timestamp() - received.get(i - 1).timestamp()))
                    .isEqualTo(3_000);
        }
        fixture.advanceMs(2_000);
        assertThat(requests()).as("asked for later").isZero();
    }

    /** What was measured of the source lets a viewer choose before it begins; that must not make it ask. */
    @Test
    void nobodyIsAskedWhereTheQualitiesAreKnownEither() {
        for (int i = 0; i < 30; i++) {
            sends(i, i % 10 == 0 ? Plans.key("key") : Plans.delta("more"));
            fixture.advanceMs(33);
        }
        FakePeer viewer = comes();

        assertThat(texts(viewer)).hasSize(10).startsWith("key");
        assertThat(requests()).isZero();
    }

    @Test
    void whatIsLostOfItIsSentAgain() {
        sends(1, Plans.key("key"));
        sends(2, Plans.delta("second"));
        FakePeer viewer = comes();
        int lost = viewer.on("1").getFirst().sequence();
        viewer.sendsControl(rtcp -> {
            rtcp.nack(500, 920);
            rtcp.nackItem(lost, 0);
        });

        assertThat(viewer.media.getLast().payloadType()).isEqualTo(Plans.VIDEO_RTX_PT);
        assertThat(viewer.media.getLast().payload()).endsWith("key");
    }

    @Test
    void aKeyFrameIsABeginningUntilAnotherMayBeAskedFor() {
        sends(1, Plans.key("key"));
        fixture.advanceMs(INTERVAL_MS - 1);
        FakePeer justInTime = comes();
        assertThat(texts(justInTime)).containsExactly("key");
        fixture.leave(justInTime);

        fixture.advanceMs(1);
        assertThat(comes().media).isEmpty();
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void theNewestOfSeveralKeyFramesIsTheBeginning() {
        sends(1, Plans.key("old"));
        sends(2, Plans.delta("second"));
        sends(4, Plans.key("new"));
        sends(3, Plans.key("late"));
        sends(5, Plans.delta("fifth"));

        assertThat(texts(comes())).containsExactly("new", "fifth");
    }

    /** 1 Mb/s for a second are 125,000 bytes. */
    @Test
    void moreThanThePathCarriesInASecondIsNotSentAtOnce() {
        sends(1, Plans.key("key"));
        for (int sequence = 2; sequence <= 113; sequence++) {
            sends(sequence, Plans.delta("x".repeat(1_000)));
        }
        FakePeer viewer = comes();
        assertThat(texts(viewer)).hasSize(113);
        fixture.leave(viewer);

        sends(114, Plans.delta("x".repeat(1_000)));
        sends(115, Plans.delta("x".repeat(1_000)));
        sends(116, Plans.delta("x".repeat(1_000)));
        sends(117, Plans.delta("x".repeat(1_000)));
        assertThat(comes().media).isEmpty();
        assertAsked();
    }

    /** 1 Mb/s for a quarter of a second are 31,250 bytes. */
    @Test
    void onAPathThatIsKnownAQuarterOfThatIsAllowed() {
        FakePeer viewer = fixture.join(Plans.video(500, 920));
        viewer.sendsControl(rtcp -> rtcp.receiverEstimate(500, 1_000_000));
        FakePeer other = fixture.join(Plans.video(600, 930));
        fixture.subscribe(before, other);
        sends(1, Plans.key("key"));
        other.sends(Plans.videoPacket(600, 1, 0, Plans.key("key")));
        for (int sequence = 2; sequence <= 29; sequence++) {
            sends(sequence, Plans.delta("x".repeat(1_000)));
            other.sends(Plans.videoPacket(600, sequence, sequence * 3_000L, Plans.delta("x".repeat(1_000))));
        }
        sends(30, Plans.delta("x".repeat(1_000)));
        fixture.subscribe(viewer, publisher);
        assertThat(viewer.on("1")).isEmpty();

        fixture.subscribe(viewer, other);
        assertThat(viewer.on("1")).hasSize(29);
    }

    /** Every second picture is of the highest rate, and would be too much. */
    @Test
    void whatTheViewerIsNotSentDoesNotCount() {
        for (int i = 0, sequence = 0; i < 30; i++) {
            boolean high = i % 2 == 1;
            for (int part = 0; part < (high ? 30 : 1); part++) {
                String text = high ? "x".repeat(1_000) : "low";
                byte[] payload = Plans.layered(i % 10 == 0, i, i / 2, high ? 2 : 0, false, 720, text);
                payload[0] = (byte) (part == 0 ? 0x90 : 0x80);
                publisher.rtp(Plans.videoPacket(300, sequence++, i * 3_000L, payload));
            }
            publisher.turnEnd();
            fixture.advanceMs(33);
        }
        FakePeer viewer = comes();

        assertThat(viewer.on("1")).hasSize(5).allMatch(sent -> sent.payload().endsWith("low"));
    }

    @Test
    void severalSectionsShareWhatMayBeSentAtOnce() {
        FakePeer other = fixture.join(Plans.video(600, 930));
        FakePeer viewer = fixture.join(Plans.video(500, 920), Plans.named("2", Plans.video(700, 940)));
        fixture.subscribe(before, other);
        sends(1, Plans.key("key"));
        other.sends(Plans.videoPacket(600, 1, 0, Plans.key("key")));
        for (int sequence = 2; sequence <= 60; sequence++) {
            sends(sequence, Plans.delta("x".repeat(1_000)));
            other.sends(Plans.videoPacket(600, sequence, sequence * 3_000L, Plans.delta("x".repeat(1_000))));
        }
        other.control.clear();
        fixture.subscribe(viewer, publisher);
        fixture.room.onSubscribe(viewer.id, "2", other.id, MediaKind.VIDEO);
        fixture.runAll();

        assertThat(viewer.on("1")).hasSize(60);
        assertThat(viewer.on("2")).isEmpty();
    }

    @Test
    void whatIsNotWholeIsNoBeginning() {
        sends(1, Plans.key("key"));
        sends(3, Plans.delta("third"));

        assertThat(comes().media).isEmpty();
        assertAsked();
    }

    @Test
    void aKeyFrameOfASourceThatIsReplacedIsNoBeginning() {
        FakePeer changing = fixture.join(Plans.video(0, 930));
        fixture.subscribe(before, changing);
        changing.sends(Plans.videoPacket(601, 900, 1_000, Plans.key("old")));
        changing.sends(Plans.videoPacket(602, 10, 500_000, Plans.delta("no")));

        assertThat(comesTo(changing).media).isEmpty();
        changing.sends(Plans.videoPacket(602, 11, 503_000, Plans.key("new")));
        assertThat(texts(comesTo(changing))).containsExactly("new");
    }

    @Test
    void aSwitchOfSourceBeginsAtOnceAndTheClockGoesOnAsTimeDoes() {
        FakePeer viewer = comes();
        FakePeer first = fixture.join(Plans.video(600, 930));
        fixture.subscribe(viewer, first);
        first.sends(Plans.videoPacket(600, 7, 5, Plans.key("a")));
        fixture.advanceMs(500);
        sends(1, Plans.key("b1"));
        fixture.advanceMs(100);
        sends(2, Plans.delta("b2"));
        fixture.advanceMs(50);
        fixture.subscribe(viewer, publisher);

        assertThat(texts(viewer)).containsExactly("a", "b1", "b2");
        List<FakePeer.Sent> received = viewer.on("1");
        assertThat(SequenceNumbers.distance(
                        received.get(0).sequence(), received.get(2).sequence()))
                .isEqualTo(2);
        assertThat((int) (received.get(1).timestamp() - received.get(0).timestamp()))
                .as("it came half a second later")
                .isEqualTo(45_000);

        fixture.advanceMs(50);
        first.sends(Plans.videoPacket(600, 8, 100_000, Plans.key("c")));
        fixture.subscribe(viewer, first);
        FakePeer.Sent last = viewer.on("1").getLast();
        assertThat(last.payload()).endsWith("c");
        assertThat((int) (last.timestamp() - received.get(2).timestamp()))
                .as("100 ms after the last that was shown")
                .isEqualTo(9_000);
    }

    @Test
    void aKeyFrameFromBeforeWhatIsShownComesAfterItAllTheSame() {
        FakePeer viewer = comes();
        FakePeer first = fixture.join(Plans.video(600, 930));
        fixture.subscribe(viewer, first);
        sends(1, Plans.key("b1"));
        fixture.advanceMs(100);
        first.sends(Plans.videoPacket(600, 7, 5, Plans.key("a")));
        fixture.subscribe(viewer, publisher);

        assertThat(texts(viewer)).containsExactly("a", "b1");
        List<FakePeer.Sent> received = viewer.on("1");
        assertThat((int) (received.get(1).timestamp() - received.get(0).timestamp()))
                .isEqualTo(1);
    }

    @Test
    void whatCameDuringAPauseIsNotShownAfterwards() {
        fixture.pause(true);
        FakePeer waiting = comes();
        sends(1, Plans.key("hidden"));
        assertThat(waiting.media).isEmpty();

        fixture.pause(false);
        fixture.runAll();
        fixture.advanceMs(10);
        FakePeer later = fixture.join(Plans.video(700, 940));
        fixture.subscribe(later, publisher);
        assertThat(waiting.media).isEmpty();
        assertThat(later.media).as("nor to who comes after it").isEmpty();

        sends(2, Plans.key("seen"));
        assertThat(texts(waiting)).containsExactly("seen");
        assertThat(texts(later)).containsExactly("seen");
        FakePeer last = fixture.join(Plans.video(800, 950));
        fixture.subscribe(last, publisher);
        assertThat(texts(last)).containsExactly("seen");
    }

    /** What was shown before a pause must not be shown a second time. */
    @Test
    void afterAPauseOneGoesOnWithAFreshKeyFrame() {
        FakePeer viewer = comes();
        sends(1, Plans.key("key"));
        fixture.pause(true);
        fixture.runAll();
        fixture.pause(false);
        publisher.control.clear();
        fixture.runAll();

        assertThat(texts(viewer)).containsExactly("key");
    }

    @Test
    void theTimeOfWhatWasSentAtOnceIsNotCountedAsDelivered() {
        sends(1, Plans.key("key"));
        fixture.advanceMs(400);
        sends(2, Plans.delta("second"));
        FakePeer viewer = comes();
        assertThat(texts(viewer)).hasSize(2);
        fixture.advanceMs(300);
        sends(3, Plans.delta("third"));
        fixture.advanceMs(300);

        LegUsage leg = fixture.lastUsage().legs().stream()
                .filter(each -> each.participantId().equals(viewer.id))
                .findFirst()
                .orElseThrow();
        assertThat(leg.deliveredMs()).isEqualTo(300);
        assertThat(leg.deliveredPackets()).isEqualTo(3);
    }

    /** A hostile sender may let its numbers jump, and each viewer that begins would walk through all that is not there. */
    @Test
    void nobodyLooksForMoreNumbersThanAreKept() {
        FakePeer viewer = comes();
        int far = 30_000;
        publisher.rtp(Plans.videoPacket(300, 1, FIRST_PICTURE, Plans.key("key")));
        publisher.rtp(Plans.videoPacket(300, 2, FIRST_PICTURE, Plans.delta("near")));
        publisher.rtp(Plans.videoPacket(300, far, FIRST_PICTURE, Plans.delta("far")));
        publisher.turnEnd();

        // Whoever walks from the beginning meets the near one first.
        assertThat(texts(viewer)).startsWith("key", "far");
    }
}
