package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.room.SectionPlan.SimulcastEncoding;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One plan per risk: what a publisher without transport-wide feedback is told to send. Chance has a seed, time is moved by hand. */
class UplinkRateTest {
    private static final long MS = ObedientPublisher.MS;
    private static final long CAP_KBPS = 2_500;

    private final Random random = SeededRandom.create("UplinkRateTest", 2_026);
    private final RoomFixture fixture = new RoomFixture();
    private final ObedientPublisher publisher = publisher(Plans.withoutFeedback(Plans.video(300, 900)));

    private ObedientPublisher publisher(SectionPlan plan) {
        return new ObedientPublisher(fixture, random, List.of(300L), plan);
    }

    private static SectionPlan withExtensions(int sendTime, int transportWide) {
        return Plans.withExtensions(
                Plans.video(300, 900), new ExtensionIds(Plans.MID_ID, sendTime, transportWide, 1, 13));
    }

    @Test
    void theRateBeginsInTheMiddleAndRisesToTheCap() {
        publisher.run(1_000);
        assertThat(publisher.told.getFirst().bitsPerSecond()).isBetween(999_000L, 1_000_000L);

        publisher.run(15_000);
        assertThat(publisher.toldKbps()).isBetween(CAP_KBPS - 1, CAP_KBPS);
        assertThat(publisher.told).allMatch(each -> each.bitsPerSecond() <= CAP_KBPS * 1_000);
        assertThat(publisher.up.lost()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // kb/s, and the longest queue; at 300 one packet alone takes 28 ms
        "200,  450",
        "300,  350",
        "800,  250",
        "2000, 200",
    })
    void itFindsTheRateOfTheBottleneckAndKeepsTheQueueShort(long kbps, long boundMs) {
        publisher.up.bitsPerSecond = kbps * 1_000;
        publisher.run(60_000);
        long worstQueueMs = 0;
        long delivered = 0;
        for (int i = 0; i < 200; i++) {
            delivered += publisher.deliveredKbps(100);
            worstQueueMs = Math.max(worstQueueMs, publisher.up.queueNs(fixture.loop.nowNs()) / MS);
        }

        assertThat(delivered / 200).isBetween(kbps * 60 / 100, kbps);
        assertThat(worstQueueMs).isLessThan(boundMs);
    }

    @Test
    void itFallsWithinTwoSecondsWhenThePathDoesAndComesBack() {
        publisher.up.bitsPerSecond = 3_000_000;
        publisher.run(20_000);
        assertThat(publisher.toldKbps()).isBetween(CAP_KBPS - 1, CAP_KBPS);

        publisher.up.bitsPerSecond = 300_000;
        publisher.run(2_000);
        assertThat(publisher.toldKbps()).isLessThan(330);
        publisher.run(10_000);
        assertThat(publisher.toldKbps()).isBetween(150L, 330L);

        publisher.up.bitsPerSecond = 3_000_000;
        publisher.run(40_000);
        assertThat(publisher.toldKbps()).isGreaterThan(1_500);
    }

    @ParameterizedTest
    @CsvSource({
        // jitter ms, keeps order, duplicates, loss, clock rate
        "15, true,  0,    0,    1",
        "30, true,  0,    0,    1",
        "10, false, 0,    0,    1",
        "10, false, 0.05, 0,    1",
        "0,  true,  0,    0.05, 1",
        "5,  true,  0,    0.05, 1",
        "5,  true,  0,    0.20, 1",
        "5,  true,  0,    0,    1.001",
        "5,  true,  0,    0,    0.999",
    })
    void whatIsNoQueueDoesNotLowerTheRate(long jitterMs, boolean order, double twice, double loss, double clockRate) {
        publisher.run(20_000);
        publisher.up.jitterNs = jitterMs * MS;
        publisher.up.keepsOrder = order;
        publisher.up.duplication = twice;
        publisher.up.loss = loss;
        publisher.clockRate = clockRate;
        long sinceMs = publisher.nowMs();
        publisher.run(150_000);

        assertThat(publisher.leastKbps(sinceMs)).isGreaterThan(CAP_KBPS / 2);
        assertThat(publisher.toldKbps()).isGreaterThan(CAP_KBPS * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 2_000, 31_000, 33_000, 64_000, 64_050, 200_000})
    void aPauseIsNoQueueHoweverTheClockStandsAfterwards(long pauseMs) {
        publisher.up.bitsPerSecond = 1_500_000;
        publisher.run(30_000);
        long sinceMs = publisher.nowMs();
        long before = publisher.toldKbps();
        publisher.makes = 0;
        publisher.run(pauseMs);
        publisher.makes = 2_500_000;
        publisher.run(5_000);

        assertThat(publisher.leastKbps(sinceMs)).isGreaterThan(Math.min(before, 1_000) * 80 / 100);
        assertThat(publisher.toldKbps()).isLessThan(1_600);
    }

    @Test
    void sendingLittleDoesNotLowerTheRateAndRaisesItNoFurther() {
        publisher.makes = 200_000;
        publisher.run(60_000);
        assertThat(publisher.toldKbps()).isBetween(999L, 1_000L);
    }

    @Test
    void severalSizesShareOnePathAndOneClock() {
        List<Long> ssrcs = List.of(3_001L, 3_002L, 3_003L);
        SectionPlan one = Plans.withoutFeedback(Plans.video(0, 910));
        List<SimulcastEncoding> sizes = ssrcs.stream()
                .map(ssrc -> new SimulcastEncoding("", new StreamSources(ssrc, 0)))
                .toList();
        ObedientPublisher simulcast = new ObedientPublisher(
                fixture,
                random,
                ssrcs,
                Plans.audio(100, 909),
                new SectionPlan(
                        one.mid(),
                        one.kind(),
                        one.codecs(),
                        one.extensions(),
                        true,
                        StreamSources.UNKNOWN,
                        sizes,
                        true,
                        one.downlinkSources()));
        simulcast.up.bitsPerSecond = 1_000_000;
        simulcast.run(40_000);

        assertThat(simulcast.deliveredKbps(10_000)).isBetween(600L, 1_000L);
        assertThat(simulcast.told.getLast().ssrcs())
                .as("the one of its sound, too")
                .containsExactly(100L, 3_001L, 3_002L, 3_003L);
    }

    @Test
    void itIsToldOnceASecondAndAtOnceWhenItFalls() {
        publisher.up.bitsPerSecond = 600_000;
        publisher.run(60_000);
        List<ObedientPublisher.Told> told = publisher.told;
        int early = 0;
        for (int i = 1; i < told.size(); i++) {
            long passedMs = told.get(i).atMs() - told.get(i - 1).atMs();
            assertThat(passedMs).isBetween(100L, 1_020L);
            double change =
                    (double) told.get(i).bitsPerSecond() / told.get(i - 1).bitsPerSecond();
            // A report follows in its turn, however short ago something fell.
            boolean fell = passedMs < 1_000 && change < 0.97;
            early += fell ? 1 : 0;
        }
        assertThat(early).isPositive();
        assertThat(told.size()).isLessThan(60 + early + 3);
    }

    @Test
    void whoFindsOutByItselfIsToldTheCap() {
        ObedientPublisher other = publisher(Plans.video(300, 900));
        other.up.bitsPerSecond = 300_000;
        other.run(10_000);

        assertThat(other.told).isNotEmpty().allMatch(each -> each.bitsPerSecond() / 1_000 == CAP_KBPS);
        assertThat(other.participant.statistics().estimatedUplinkBitsPerSecond())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 0.05", "2, 0", "2, 0.05"})
    void withoutTimesTheCapHolds(int sendTime, double loss) {
        ObedientPublisher other = publisher(withExtensions(sendTime, 0));
        other.stamps = false;
        other.up.loss = loss;
        other.run(3_000);
        long sinceMs = other.nowMs();
        other.run(30_000);

        assertThat(other.leastKbps(sinceMs)).isGreaterThan(CAP_KBPS - 2);
    }

    /** Far above what a path carries, almost as much is lost of half as much. */
    @ParameterizedTest
    @CsvSource({"600, 750", "300, 400"})
    void withoutTimesLossTellsOfABottleneckAndItsEnd(long kbps, long mostKbps) {
        ObedientPublisher other = publisher(withExtensions(0, 0));
        other.stamps = false;
        other.run(5_000);
        other.up.bitsPerSecond = kbps * 1_000;
        other.run(10_000);
        assertThat(other.toldKbps()).isLessThan(mostKbps);
        assertThat(other.participant.statistics().estimatedUplinkBitsPerSecond())
                .isPositive();

        other.up.bitsPerSecond = 0;
        other.run(40_000);
        assertThat(other.toldKbps()).isGreaterThan(CAP_KBPS / 2);
    }

    @Test
    void whoDoesNotObeyIsToldWhatWouldBeRight() {
        publisher.obeys = false;
        publisher.up.bitsPerSecond = 1_000_000;
        publisher.run(20_000);
        assertThat(publisher.toldKbps()).isBetween(100L, 1_000L);
    }

    @Test
    void anotherPathBeginsAnewButNotHigher() {
        publisher.run(20_000);
        publisher.participant.onPathChanged();
        publisher.run(120);
        assertThat(publisher.toldKbps()).as("a guess again, at once").isBetween(999L, 1_100L);

        publisher.up.bitsPerSecond = 300_000;
        publisher.run(20_000);
        assertThat(publisher.toldKbps()).isLessThan(330);
        publisher.participant.onPathChanged();
        publisher.up.delayNs = 200 * MS;
        publisher.up.bitsPerSecond = 0;
        long sinceMs = publisher.nowMs();
        publisher.run(20_000);
        assertThat(publisher.leastKbps(sinceMs))
                .as("no queue, but a longer way")
                .isGreaterThan(180);
        assertThat(publisher.toldKbps()).isGreaterThan(500);
    }

    @Test
    void theEstimateIsShown() {
        publisher.up.bitsPerSecond = 600_000;
        assertThat(publisher.participant.statistics().estimatedUplinkBitsPerSecond())
                .isZero();
        publisher.run(20_000);
        assertThat(publisher.participant.statistics().estimatedUplinkBitsPerSecond())
                .isBetween(300_000L, 700_000L);
    }

    @Test
    void sendTimesOfAnyLengthAndValueAreTakenWithoutHarm() {
        FakePeer peer = fixture.join(Plans.withoutFeedback(Plans.video(301, 901)));
        for (int i = 0; i < 20_000; i++) {
            byte[] element = new byte[random.nextInt(8)];
            random.nextBytes(element);
            byte[] packet = Plans.videoPacket(301, i, i * 900L, new byte[random.nextInt(4)]);
            peer.rtp(RtpPackets.withElement(packet, Plans.SEND_TIME_ID, element));
            fixture.advanceMs(1);
        }
        peer.turnEnd();

        long known = peer.participant.statistics().estimatedUplinkBitsPerSecond();
        assertThat(known).isBetween(30_000L, 50_000_000L);
        assertThat(peer.participant.statistics().tracks().getFirst().packets()).isEqualTo(20_000L);
    }
}
