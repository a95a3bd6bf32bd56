package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.congestion.LayerTarget;
import dev.stagedoor.media.rtp.RtpPackets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A publisher of three sizes that also says what it makes of them. */
class AnnouncedLayersTest {
    private static final ViewConstraints SMALL = new ViewConstraints(180, 7, 0);
    private static final String ALL_ON = "1 00 9601 F403 A40D 013F00B31E 027F01671E 04FF02CF1E";
    private static final String LARGEST_OFF = "0 11 00 00 9601 F403 013F00B31E 027F01671E";

    private final RoomFixture fixture = new RoomFixture();
    private final SimulcastPublisher publisher = new SimulcastPublisher(fixture);
    private final Deque<byte[]> picture = new ArrayDeque<>();

    /** What the first packet of each size says from now on, empty for nothing. */
    private String announced = ALL_ON;

    AnnouncedLayersTest() {
        // The largest first: whoever takes what comes first gets too much.
        publisher.path = (encoding, packet) -> picture.addFirst(announcing(encoding, packet));
    }

    @Test
    void aSmallScreenIsHeededBeforeAnythingWasMeasured() {
        run(66);
        FakePeer viewer = small(910);
        run(132);
        assertThat(encodings(viewer)).isEqualTo("q");
        assertThat(publisher.peer.control).doesNotContain("KEY 3003");
    }

    @Test
    void withoutAnnouncementItIsHeededOnceItWasMeasured() {
        announced = "";
        run(66);
        FakePeer viewer = small(910);
        run(132);
        assertThat(encodings(viewer)).isEqualTo("f");
        run(2_000);
        assertThat(encodings(viewer)).isEqualTo("fq");
    }

    @Test
    void aSizeThatIsTurnedOffIsNotWaitedFor() {
        FakePeer viewer = viewer(910);
        run(2_000);
        assertThat(encodings(viewer)).endsWith("f");

        announced = LARGEST_OFF;
        publisher.active[2] = false;
        run(66);
        constrain(viewer, ViewConstraints.NONE);
        run(66);
        assertThat(encodings(viewer)).endsWith("fh");
    }

    /** The word that it is on again may have been lost. */
    @Test
    void aSizeThatComesAllTheSameIsBelievedMoreThanWhatWasSaid() {
        FakePeer viewer = viewer(910);
        run(2_000);
        announced = LARGEST_OFF;
        run(33);
        announced = "";
        run(3_000);

        assertThat(encodings(viewer)).endsWith("hf");
    }

    @Test
    void statisticsSayWhatThePublisherSays() {
        run(66);
        assertThat(targets(0)).containsExactly(new LayerTarget(0, 180, 30, 150_000));
        assertThat(targets(2)).containsExactly(new LayerTarget(0, 720, 30, 1_700_000));
        announced = LARGEST_OFF;
        run(66);
        assertThat(targets(1)).containsExactly(new LayerTarget(0, 360, 30, 500_000));
        assertThat(targets(2)).isEmpty();
    }

    @Test
    void whatComesLateDoesNotReplaceWhatWasSaidSince() {
        run(66);
        byte[] late = announcing(0, publisher.frame(0).getFirst());
        run(66);
        announced = LARGEST_OFF;
        run(66);
        publisher.peer.sends(late);
        assertThat(targets(2)).isEmpty();
    }

    /** Whose order is not ours cannot be understood. */
    @Test
    void whatNamesAnotherStreamAsItsOwnIsPassedOver() {
        announced = "";
        run(66);
        publisher.peer.sends(
                withElement(publisher.frame(1).getFirst(), "21 00 9601 F403 A40D 013F00B31E 027F01671E 04FF02CF1E"));
        assertThat(targets(1)).isEmpty();
    }

    @Test
    void viewersAreNotToldOfSizesThatTheyAreNotSent() {
        FakePeer viewer = fixture.join(Plans.simulcast(910));
        fixture.subscribe(viewer, publisher.peer);
        run(330);

        assertThat(viewer.on("1")).isNotEmpty().noneMatch(sent -> sent.bytes().contains("\u0001?\u0000\u00B3\u001E"));
    }

    private void run(long ms) {
        for (long t = 0; t < ms; t += 33) {
            publisher.picture();
            while (!picture.isEmpty()) {
                publisher.peer.rtp(picture.removeFirst());
            }
            publisher.peer.turnEnd();
            fixture.advanceMs(33);
        }
    }

    private FakePeer viewer(long ourSsrc) {
        FakePeer viewer = fixture.join(Plans.withoutFeedback(Plans.video(ourSsrc + 1_000, ourSsrc)));
        fixture.subscribe(viewer, publisher.peer);
        return viewer;
    }

    private FakePeer small(long ourSsrc) {
        FakePeer before = viewer(ourSsrc);
        constrain(before, SMALL);
        fixture.leave(before);
        FakePeer viewer = fixture.rejoin(before, Plans.withoutFeedback(Plans.video(ourSsrc + 1_000, ourSsrc)));
        fixture.runAll();
        return viewer;
    }

    private void constrain(FakePeer viewer, ViewConstraints constraints) {
        fixture.room.onConstrain(viewer.id, "1", constraints);
        fixture.runAll();
    }

    private List<LayerTarget> targets(int encoding) {
        return publisher.peer.participant.statistics().tracks().stream()
                .filter(track -> track.rid().equals(SimulcastPublisher.RIDS.get(encoding)))
                .flatMap(track -> track.targets().stream())
                .toList();
    }

    private byte[] announcing(int encoding, byte[] packet) {
        return announced.isEmpty() ? packet : withElement(packet, "26A".charAt(encoding) + announced);
    }

    /** The same packet in the two-byte form, with its names and the allocation. */
    private static byte[] withElement(byte[] packet, String hex) {
        byte[] allocation = HexFormat.of().parseHex(hex.replace(" ", ""));
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes(allocation);
        rest.writeBytes(new byte[] {Plans.MID_ID, 1, '1', Plans.RID_ID, 1, packet[19]});
        byte[] combined = RtpPackets.withElement(packet, Plans.ALLOCATION_ID, rest.toByteArray());
        // The element is as long as the allocation; what was glued to it are elements of their own.
        combined[17] = (byte) allocation.length;
        return combined;
    }

    /** The sizes shown, in order, each once in a row. */
    private static String encodings(FakePeer viewer) {
        return viewer.on("1").stream()
                .map(sent -> sent.payload().replaceFirst("(?s)^.*?([qhf])\\d+\\.\\d.*$", "$1"))
                .reduce("", (shown, next) -> shown.endsWith(next) ? shown : shown + next);
    }
}
