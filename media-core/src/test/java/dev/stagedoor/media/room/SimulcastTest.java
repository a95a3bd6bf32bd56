package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stagedoor.media.rtp.SequenceNumbers;
import dev.stagedoor.media.stream.NtpTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulcastTest {
    private static final ViewConstraints SMALL = new ViewConstraints(180, 7, 0);
    private static final ViewConstraints MIDDLE = new ViewConstraints(360, 7, 0);
    private static final long NTP = NtpTime.ofNanos(3_000_000_000_000_000_000L);

    private final RoomFixture fixture = new RoomFixture();
    private final SimulcastPublisher publisher = new SimulcastPublisher(fixture);
    private final FakePeer viewer = fixture.join(Plans.withoutFeedback(Plans.video(400, 910)));

    SimulcastTest() {
        fixture.subscribe(viewer, publisher.peer);
    }

    @Test
    void encodingsAreLearnedByRidAndCountedApart() {
        publisher.run(300);

        assertThat(publisher.peer.participant.statistics().tracks())
                .filteredOn(track -> !track.outgoing())
                .extracting(TrackStatistics::rid, TrackStatistics::ssrc)
                .containsExactly(tuple("q", 3_001L), tuple("h", 3_002L), tuple("f", 3_003L));
    }

    @Test
    void encodingsAreToldApartBySourceWhereTheyHaveNoNames() {
        SectionPlan named = Plans.simulcast(950);
        SectionPlan bySource = new SectionPlan(
                named.mid(),
                named.kind(),
                named.codecs(),
                Plans.IDS,
                true,
                Plans.NONE,
                List.of(
                        new SectionPlan.SimulcastEncoding("", new SectionPlan.StreamSources(61, 71)),
                        new SectionPlan.SimulcastEncoding("", new SectionPlan.StreamSources(62, 72))),
                true,
                named.downlinkSources());
        FakePeer other = fixture.join(bySource);
        other.sends(Plans.videoPacket(62, 5, 0, Plans.key("large")));
        other.sends(Plans.videoPacket(61, 5, 0, Plans.key("small")));

        assertThat(other.participant.statistics().tracks())
                .filteredOn(track -> !track.outgoing())
                .extracting(TrackStatistics::ssrc)
                .containsExactly(61L, 62L);
    }

    @Test
    void aViewerGetsTheBestOfThemAndOneAtATime() {
        publisher.run(2_000);
        viewer.media.clear();
        publisher.run(500);

        assertThat(encodings()).isEqualTo("f");
        assertUnbroken();
    }

    @Test
    void whoeverIsShownEachSizeGetsThemAllAndAsksForEachByItself() {
        assertThat(fixture.room.sizesOf(publisher.peer.id)).isEqualTo(3);
        assertThat(fixture.room.sizesOf(viewer.id)).isEqualTo(1);
        FakePeer link = fixture.join(section("a", 500, 930), section("b", 510, 940));
        fixture.room.onSubscribeSize(link.id, "a", publisher.peer.id, 0);
        fixture.room.onSubscribeSize(link.id, "b", publisher.peer.id, 2);
        fixture.runAll();
        publisher.run(2_000);
        assertThat(encodingsOn(link, "a"))
                .as("also before it was measured what there is")
                .isEqualTo("q");
        assertThat(encodingsOn(link, "b")).isEqualTo("f");

        publisher.peer.control.clear();
        link.sendsControl(rtcp -> rtcp.pictureLoss(500, 930));
        assertThat(publisher.peer.control).contains("KEY 3001").doesNotContain("KEY 3002", "KEY 3003");

        publisher.active[2] = false;
        publisher.run(2_000);
        link.media.clear();
        publisher.run(500);
        assertThat(link.on("b")).as("no other size takes its place").isEmpty();
        assertThat(encodingsOn(link, "a")).isEqualTo("q");
    }

    @Test
    void whoIsForgottenComesBackWithoutTheOldWishes() {
        fixture.room.onConstrain(viewer.id, "1", SMALL);
        fixture.leave(viewer);
        fixture.room.onForget(viewer.id);
        FakePeer back = fixture.rejoin(viewer, Plans.withoutFeedback(Plans.video(400, 910)));
        fixture.subscribe(back, publisher.peer);
        publisher.run(2_000);

        assertThat(encodingsOn(back, "1")).endsWith("f");
    }

    @Test
    void theShownSizeGoesOnUntilAKeyFrameOfTheWantedOneHasCome() {
        publisher.run(2_000);
        viewer.media.clear();
        fixture.room.onConstrain(viewer.id, "1", SMALL);
        fixture.runAll();
        assertThat(publisher.peer.control).contains("KEY 3001").doesNotContain("KEY 3003");
        publisher.peer.control.clear();
        int before = publisher.keyFramesSent;

        publisher.run(330);
        assertThat(encodings()).as("the request was lost").isEqualTo("f");
        publisher.run(700);

        assertThat(encodings()).isEqualTo("fq");
        assertThat(publisher.keyFramesSent - before)
                .as("asked once more after the interval, and only the wanted size")
                .isEqualTo(1);
        assertUnbroken();
    }

    @Test
    void switchesKeepSequenceNumbersPictureIdsAndBaseIndexesUnbroken() {
        publisher.reports(NTP);
        publisher.run(1_000);
        for (int i = 0; i < 12; i++) {
            fixture.room.onConstrain(
                    viewer.id, "1", List.of(SMALL, MIDDLE, ViewConstraints.NONE).get(i % 3));
            fixture.runAll();
            publisher.run(700);
        }

        assertThat(encodings()).endsWith("qhfqhfqhf");
        assertUnbroken();
    }

    @Test
    void timestampsFollowTheClocksOfTheReportsAcrossSwitches() {
        publisher.reports(NTP);
        publisher.run(1_000);
        long originNs = fixture.loop.nowNs();
        FakePeer.Sent first = viewer.media.getLast();
        for (int i = 0; i < 9; i++) {
            fixture.room.onConstrain(
                    viewer.id, "1", List.of(SMALL, MIDDLE, ViewConstraints.NONE).get(i % 3));
            fixture.runAll();
            publisher.run(660);
        }
        FakePeer.Sent last = viewer.media.getLast();

        // A tick or two of rounding per switch; by arrival it would be up to a picture, 3,000 ticks.
        long expectedTicks = (fixture.loop.nowNs() - originNs) * 9 / 100_000;
        assertThat((int) (last.timestamp() - first.timestamp()))
                .isBetween((int) expectedTicks - 20, (int) expectedTicks + 20);
    }

    @Test
    void aKeyFrameWhoseFirstPacketComesByRetransmissionIsShownWithoutAnother() {
        publisher.run(2_000);
        fixture.room.onConstrain(viewer.id, "1", SMALL);
        fixture.runAll();
        int before = publisher.keyFramesSent;
        byte[][] lost = new byte[1][];
        publisher.path = (encoding, packet) -> {
            if (encoding == 0 && lost[0] == null) {
                lost[0] = packet;
            } else {
                publisher.peer.rtp(packet);
            }
        };
        publisher.run(66);
        assertThat(encodings()).endsWith("f");
        viewer.media.clear();
        byte[] whole = lost[0];
        int original = (whole[2] & 0xFF) << 8 | (whole[3] & 0xFF);
        byte[] payload = Arrays.copyOfRange(whole, 20, whole.length);
        publisher.peer.sends(Plans.ridRetransmission("q", 3_901, 1, original, publisher.timestamp(0) - 5_940, payload));
        publisher.run(1_500);

        assertThat(encodings()).isEqualTo("q");
        assertThat(viewer.on("1").getFirst().payload()).contains("K|");
        assertThat(publisher.keyFramesSent - before).isEqualTo(1);
        assertUnbroken();
    }

    @Test
    void aSizeThatStopsIsReplacedByTheNextBest() {
        publisher.run(2_000);
        publisher.active[2] = false;
        publisher.run(1_500);
        viewer.media.clear();
        publisher.run(500);

        assertThat(encodings()).isEqualTo("h");
    }

    @Test
    void packetsFromBeforeASwitchAreStillRetransmitted() {
        publisher.run(2_000);
        FakePeer.Sent old = viewer.on("1").getLast();
        fixture.room.onConstrain(viewer.id, "1", SMALL);
        fixture.runAll();
        publisher.run(200);
        viewer.media.clear();

        viewer.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(old.sequence(), 0);
        });

        FakePeer.Sent again = viewer.media.getFirst();
        assertThat(again.payload().substring(2)).isEqualTo(old.payload());
        assertThat(again.timestamp()).isEqualTo(old.timestamp());
    }

    @Test
    void fewerTemporalLayersLeaveNoTraceInTheNumbers() {
        publisher.run(2_000);
        viewer.media.clear();
        fixture.room.onConstrain(viewer.id, "1", new ViewConstraints(720, 1, 0));
        fixture.runAll();
        publisher.run(1_000);

        assertThat(layersSeen()).isEqualTo("01");
        assertUnbroken();

        viewer.media.clear();
        fixture.room.onConstrain(viewer.id, "1", ViewConstraints.NONE);
        fixture.runAll();
        publisher.run(1_000);
        assertThat(layersSeen()).isEqualTo("012");
        assertUnbroken();
    }

    @Test
    void aLatePacketOfALayerThatIsNotSentIsReplacedByAnEmptyOne() {
        publisher.run(2_000);
        fixture.room.onConstrain(viewer.id, "1", new ViewConstraints(180, 0, 0));
        fixture.runAll();
        publisher.run(660);
        viewer.media.clear();
        byte[][] held = new byte[1][];
        publisher.path = (encoding, packet) -> {
            boolean enhancement = RtpText.of(packet).contains(".2|");
            if (encoding == 0 && held[0] == null && enhancement) {
                held[0] = packet;
            } else {
                publisher.peer.rtp(packet);
            }
        };
        publisher.run(330);
        publisher.peer.sends(held[0]);

        assertThat(layersSeen()).isEqualTo("0");
        List<Integer> numbers =
                viewer.on("1").stream().map(FakePeer.Sent::sequence).sorted().toList();
        assertThat(numbers.getLast() - numbers.getFirst()).isEqualTo(numbers.size() - 1);
        assertThat(viewer.on("1").stream().filter(sent -> sent.payload().isEmpty()))
                .hasSize(1);
    }

    private static SectionPlan section(String mid, long ssrc, long ourSsrc) {
        SectionPlan plan = Plans.withoutFeedback(Plans.video(ssrc, ourSsrc));
        return new SectionPlan(
                mid,
                plan.kind(),
                plan.codecs(),
                plan.extensions(),
                plan.uplink(),
                plan.uplinkSources(),
                plan.encodings(),
                plan.downlink(),
                plan.downlinkSources());
    }

    private String encodings() {
        return encodingsOn(viewer, "1");
    }

    /** Which sizes were received one after the other. */
    private static String encodingsOn(FakePeer peer, String mid) {
        StringBuilder seen = new StringBuilder();
        for (FakePeer.Sent sent : peer.on(mid)) {
            String rid = sent.payload().replaceAll("(?s)^.*?([qhf])\\d+\\.\\d.*$", "$1");
            if (seen.isEmpty() || seen.charAt(seen.length() - 1) != rid.charAt(0)) {
                seen.append(rid);
            }
        }
        return seen.toString();
    }

    private String layersSeen() {
        return viewer.on("1").stream()
                .filter(sent -> !sent.payload().isEmpty())
                .map(sent -> sent.payload().replaceAll("(?s)^.*?[qhf]\\d+\\.(\\d).*$", "$1"))
                .distinct()
                .sorted()
                .collect(Collectors.joining());
    }

    private void assertUnbroken() {
        List<FakePeer.Sent> received = viewer.on("1");
        for (int i = 1; i < received.size(); i++) {
            FakePeer.Sent before = received.get(i - 1);
            FakePeer.Sent after = received.get(i);
            assertThat(SequenceNumbers.distance(before.sequence(), after.sequence()))
                    .isEqualTo(1);
            int ticks = (int) (after.timestamp() - before.timestamp());
            boolean samePicture = pictureId(before) == pictureId(after);
            assertThat(ticks == 0).as("one time, one picture: packet %d", i).isEqualTo(samePicture);
            assertThat(ticks).isGreaterThanOrEqualTo(0);
            assertThat((pictureId(after) - pictureId(before)) & 0x7FFF).isBetween(0, 1);
            int layer = after.payload().charAt(5) >> 6;
            int expected = samePicture || layer > 0 ? 0 : 1;
            assertThat((after.payload().charAt(4) - before.payload().charAt(4)) & 0xFF)
                    .isEqualTo(expected);
        }
    }

    private static int pictureId(FakePeer.Sent sent) {
        return (sent.payload().charAt(2) << 8 | sent.payload().charAt(3)) & 0x7FFF;
    }
}
