package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.rtp.SeededRandom;
import dev.stagedoor.media.rtp.SequenceNumbers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes of about 130, 500 and 1,450 kbit/s, key frames aside. */
class ViewerCapTest {
    private static final long NONE = Long.MAX_VALUE;

    private final RoomFixture fixture = new RoomFixture();
    private final SimulcastPublisher publisher = new SimulcastPublisher(fixture);
    private final FakePeer viewer = viewer(fixture, publisher);
    private int sounds;

    private static FakePeer viewer(RoomFixture fixture, SimulcastPublisher publisher) {
        FakePeer viewer = fixture.join(Plans.withoutFeedback(Plans.video(400, 910)));
        fixture.subscribe(viewer, publisher.peer);
        return viewer;
    }

    @Test
    void theSizeStaysBeneathWhatTheOfferSaysOfTheSection() {
        offers(900_000, NONE);
        publisher.run(3_000);
        assertThat(shownLast()).isEqualTo("h");
    }

    @Test
    void theSizeStaysBeneathWhatTheOfferSaysOfAll() {
        offers(NONE, 900_000);
        publisher.run(3_000);
        assertThat(shownLast()).isEqualTo("h");
    }

    @Test
    void belowTheSmallestSizeTheSmallestIsSentAnyway() {
        offers(1_000, 1_000);
        publisher.run(3_000);
        assertThat(shownLast()).isEqualTo("q");
        assertThat(viewer.on("1")).hasSizeGreaterThan(30);
    }

    @Test
    void anotherOfferChangesItWithoutABreak() {
        publisher.run(3_000);
        assertThat(shownLast()).isEqualTo("f");
        offers(300_000, NONE);
        publisher.run(2_000);
        assertThat(shownLast()).isEqualTo("q");
        offers(NONE, NONE);
        publisher.run(3_000);
        assertThat(shownLast()).isEqualTo("f");

        List<FakePeer.Sent> sent = viewer.on("1");
        for (int i = 1; i < sent.size(); i++) {
            int step = SequenceNumbers.distance(
                    sent.get(i - 1).sequence(), sent.get(i).sequence());
            assertThat(step).isEqualTo(1);
        }
    }

    /** As soon as it is known what sizes cost, which is half a second after a publisher has come. */
    @Test
    void whoComesLaterBeginsBeneathItsCap() {
        publisher.run(1_000);
        FakePeer late = fixture.join(Plans.withoutFeedback(Plans.video(500, 920)));
        fixture.room.onCaps(late.participant, Map.of("1", new BitrateCap(300_000, NONE)));
        fixture.subscribe(late, publisher.peer);
        publisher.run(2_000);

        assertThat(shown(late)).isEqualTo("q");
    }

    @Test
    void theHostsLimitHoldsOverTransportsUntilItIsLifted() {
        fixture.room.onLimit(viewer.id, 900_000);
        publisher.run(3_000);
        assertThat(shownLast()).isEqualTo("h");

        fixture.leave(viewer);
        FakePeer back = fixture.rejoin(viewer, Plans.withoutFeedback(Plans.video(400, 910)));
        publisher.run(3_000);
        assertThat(shown(back)).endsWith("h").doesNotContain("f");

        fixture.room.onLimit(back.id, NONE);
        publisher.run(3_000);
        assertThat(shown(back)).endsWith("f");
    }

    @Test
    void theHousesCapIsForViewersAndNotForWhoPassesOnAllSizes() {
        RoomFixture capped = new RoomFixture(RoomLimits.of(Duration.ofSeconds(5), 2_500_000, 900_000));
        SimulcastPublisher sender = new SimulcastPublisher(capped);
        FakePeer watching = viewer(capped, sender);
        FakePeer passing = capped.join(
                Plans.named("a", Plans.withoutFeedback(Plans.video(0, 950))),
                Plans.named("b", Plans.withoutFeedback(Plans.video(0, 960))));
        capped.room.onSubscribeSize(passing.id, "a", sender.peer.id, 2);
        capped.room.onSubscribeSize(passing.id, "b", sender.peer.id, 1);
        capped.runAll();
        sender.run(3_000);

        assertThat(shown(watching)).endsWith("h");
        passing.media.clear();
        sender.run(1_000);
        long packetsOfF = passing.on("a").size();
        assertThat(packetsOfF).as("all of its rates, 6 packets a picture").isGreaterThan(30 * 6 - 10);
    }

    @Test
    void soundComesFirst() {
        FakePeer speaker = fixture.join(Plans.audio(100, 900));
        fixture.room.onSections(
                viewer.participant, List.of(Plans.withoutFeedback(Plans.video(400, 910)), Plans.audio(401, 911)));
        fixture.room.onSubscribe(viewer.id, "0", speaker.id, MediaKind.AUDIO);
        offers(NONE, 700_000);
        runWithSound(speaker, 3_000, 20);
        assertThat(shownLast()).isEqualTo("h");

        runWithSound(speaker, 3_000, 1_400);
        assertThat(shownLast()).as("sound has taken 570 kbit/s").isEqualTo("q");
    }

    @Test
    void aPublisherOfOneSizeStaysBeneathTheCapOfItsOnlyViewer() {
        RoomFixture single = new RoomFixture();
        SimulcastPublisher sender = new SimulcastPublisher(single, true);
        FakePeer watching = single.join(Plans.withoutFeedback(Plans.video(400, 910)));
        single.subscribe(watching, sender.peer);
        sender.run(3_000);
        assertThat(sender.told).isGreaterThan(2_000_000);

        single.room.onLimit(watching.id, 500_000);
        single.runAll();
        sender.run(2_000);
        assertThat(sender.told).isBetween(300_000L, 500_000L);
        sender.run(3_000);
        assertThat(sender.told).as("it does not sink by itself").isBetween(300_000L, 500_000L);

        FakePeer other = single.join(Plans.withoutFeedback(Plans.video(500, 920)));
        single.subscribe(other, sender.peer);
        sender.run(2_000);
        assertThat(sender.told).as("it follows the better of the two").isGreaterThan(2_000_000);
        watching.media.clear();
        sender.run(500);
        assertThat(watching.on("1")).as("there is no other size").isNotEmpty();
    }

    @Test
    void aPublisherOfOneSizeHeedsTheSectionsCapToo() {
        RoomFixture single = new RoomFixture();
        SimulcastPublisher sender = new SimulcastPublisher(single, true);
        FakePeer watching = single.join(Plans.withoutFeedback(Plans.video(400, 910)));
        single.subscribe(watching, sender.peer);
        single.room.onCaps(watching.participant, Map.of("1", new BitrateCap(500_000, NONE)));
        sender.run(3_000);
        assertThat(sender.told).isBetween(300_000L, 500_000L);
    }

    /** Its path carries more, which probes would show. */
    @Test
    void whoTellsHowPacketsArriveIsCappedToo() {
        Scenario scenario = new Scenario(SeededRandom.create("ViewerCapTest"));
        ViewerModel watching = scenario.viewer();
        scenario.fixture.room.onLimit(watching.id, 900_000);
        scenario.run(10_000);
        assertThat(watching.shownNow()).isEqualTo("h");

        scenario.fixture.room.onLimit(watching.id, NONE);
        scenario.run(10_000);
        assertThat(watching.shownNow()).isEqualTo("f");
    }

    /** Who follows one size is probed for more as soon as the path gave way once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPathIsNotProbedForWhatTheOfferForbids(boolean capped) {
        Scenario scenario = new Scenario(SeededRandom.create("ViewerCapTest"), true);
        ViewerModel watching = scenario.viewer();
        long most = capped ? 600_000 : NONE;
        scenario.fixture.room.onCaps(watching.participant, Map.of("1", new BitrateCap(most, NONE)));
        watching.down.bitsPerSecond = 350_000;
        scenario.run(10_000);
        watching.down.bitsPerSecond = 10_000_000;
        scenario.run(20_000);

        long estimate = watching.participant.statistics().estimatedBitsPerSecond();
        assertThat(estimate < 900_000).as("%d bit/s", estimate).isEqualTo(capped);
    }

    private void offers(long section, long total) {
        fixture.room.onCaps(viewer.participant, Map.of("1", new BitrateCap(section, total)));
        fixture.runAll();
    }

    private void runWithSound(FakePeer speaker, long ms, int bytes) {
        for (long t = 0; t < ms; t += 20) {
            sounds++;
            byte[] packet = Plans.audioPacket(100, sounds);
            byte[] longer = Arrays.copyOf(packet, packet.length + bytes);
            speaker.sends(longer);
            if (t % 40 == 0) {
                publisher.picture();
            }
            fixture.advanceMs(20);
        }
    }

    private String shownLast() {
        String all = shown(viewer);
        return all.substring(all.length() - 1);
    }

    private static String shown(FakePeer peer) {
        return peer.on("1").stream()
                .map(sent -> sent.payload().replaceFirst("(?s)^.*?([qhf])\\d+\\.\\d.*$", "$1"))
                .reduce("", (shown, next) -> shown.endsWith(next) ? shown : shown + next);
    }
}
