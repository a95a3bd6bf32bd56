package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerAllocatorTest {
    private static final Ladder LADDER = new Ladder(List.of(
            new Ladder.Rung(0, 0, 2, 180, 100_000),
            new Ladder.Rung(1, 0, 2, 360, 400_000),
            new Ladder.Rung(2, 0, 2, 720, 1_500_000)));

    private final LayerAllocator allocator = new LayerAllocator();

    private static final class Video implements LayerAllocator.Claim {
        private final int priority;
        private int rungs = 3;
        private int rung = LayerAllocator.PAUSED;
        private boolean mayClimb = true;
        private Ladder ladder = LADDER;
        private boolean settling;
        private boolean bears;
        private boolean follows;

        Video(int priority) {
            this.priority = priority;
        }

        @Override
        public Ladder ladder() {
            return ladder;
        }

        @Override
        public int rungs() {
            return rungs;
        }

        @Override
        public int priority() {
            return priority;
        }

        @Override
        public int rung() {
            return rung;
        }

        @Override
        public boolean mayClimb() {
            return mayClimb;
        }

        @Override
        public boolean bearsLack(boolean lacks) {
            return lacks && bears;
        }

        @Override
        public boolean isSettling() {
            return settling;
        }

        @Override
        public boolean publisherFollows() {
            return follows;
        }

        @Override
        public void onRung(int next) {
            rung = next;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // kb/s, rungs of two important videos and one less so
        "50,    -1 -1 -1",
        "120,   0 -1 -1",
        "250,   0 0 -1",
        "350,   0 0 0",
        "700,   1 0 0",
        "1100,  1 1 0",
        "1500,  1 1 1",
        "2350,  2 1 0",
        "2700,  2 1 1",
        "3600,  2 2 0",
        "4000,  2 2 1",
        "6000,  2 2 2",
    })
    void everyoneGetsSomethingBeforeAnyoneGetsMore(long kbps, String expected) {
        List<Video> videos = List.of(new Video(5), new Video(5), new Video(0));
        allocator.allocate(videos, kbps * 1_000, Long.MAX_VALUE, true);

        assertThat(String.join(
                        " ", videos.stream().map(video -> "" + video.rung).toList()))
                .isEqualTo(expected);
    }

    @Test
    void whatFlowsIsKeptWhereItWouldNotHaveBeenGiven() {
        Video video = new Video(0);
        allocator.allocate(List.of(video), 440_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isZero();
        assertThat(allocator.wantedBitsPerSecond()).isEqualTo(460_000);

        allocator.allocate(List.of(video), 460_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isEqualTo(1);
        allocator.allocate(List.of(video), 385_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isEqualTo(1);
        allocator.allocate(List.of(video), 375_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isZero();
        video.rung = 1;
        video.settling = true;
        allocator.allocate(List.of(video), 300_000, Long.MAX_VALUE, true);
        assertThat(video.rung).as("its key frame has just passed").isEqualTo(1);
    }

    @Test
    void theWorstQualityIsKeptBelowAnEstimateThatBacksOffAndBorneForAMomentBelowALowerOne() {
        Video video = new Video(0);
        video.rungs = 1;
        long cost = LADDER.rungs().getFirst().bitsPerSecond();
        allocator.allocate(List.of(video), 2 * cost, Long.MAX_VALUE, true);
        allocator.allocate(List.of(video), cost * 85 / 100, Long.MAX_VALUE, true);
        assertThat(video.rung).as("0.85 of what arrives").isZero();
        assertThat(allocator.pauses()).isFalse();

        video.bears = true;
        allocator.allocate(List.of(video), cost * 60 / 100, Long.MAX_VALUE, true);
        assertThat(video.rung).as("for a moment").isZero();
        allocator.allocate(List.of(video), cost * 45 / 100, Long.MAX_VALUE, true);
        assertThat(video.rung).as("sound would suffer").isEqualTo(LayerAllocator.PAUSED);
        assertThat(allocator.pauses()).isTrue();

        allocator.allocate(List.of(video), 2 * cost, Long.MAX_VALUE, true);
        video.bears = false;
        allocator.allocate(List.of(video), cost * 60 / 100, Long.MAX_VALUE, true);
        assertThat(video.rung).as("no longer").isEqualTo(LayerAllocator.PAUSED);
    }

    @Test
    void whosePublisherFollowsIsNotPausedAtOnce() {
        Video video = new Video(0);
        video.ladder = new Ladder(List.of(new Ladder.Rung(0, 0, 0, 720, 2_000_000)));
        video.rungs = 1;
        allocator.allocate(List.of(video), 2_400_000, Long.MAX_VALUE, true);
        video.follows = true;
        allocator.allocate(List.of(video), 300_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isZero();
        allocator.allocate(List.of(video), 90_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isEqualTo(LayerAllocator.PAUSED);
        allocator.allocate(List.of(video), 140_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isZero();
    }

    @Test
    void nobodyIsPausedOnAGuessAndNobodyClimbsOnTheBrake() {
        Video video = new Video(0);
        allocator.allocate(List.of(video), 10_000, Long.MAX_VALUE, false);
        assertThat(video.rung).isZero();
        video.mayClimb = false;
        allocator.allocate(List.of(video), 10_000_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isZero();
        video.mayClimb = true;
        video.rungs = 2;
        allocator.allocate(List.of(video), 10_000_000, Long.MAX_VALUE, true);
        assertThat(video.rung).isEqualTo(1);
        assertThat(allocator.wantedBitsPerSecond()).isZero();
    }

    @Test
    void theBrakeHoldsLongerEachTimeAClimbDidNotLast() {
        ClimbBrake brake = new ClimbBrake();
        long second = 1_000_000_000L;
        long now = 0;
        for (long waitSeconds : new long[] {2, 4, 8, 16, 32, 32}) {
            brake.onDescent(now);
            assertThat(brake.mayClimb(now + waitSeconds * second - 1)).isFalse();
            now += waitSeconds * second;
            assertThat(brake.mayClimb(now)).isTrue();
            brake.onClimb(now);
            now += second;
        }
        now += 20 * second;
        brake.onDescent(now);
        assertThat(brake.mayClimb(now + 2 * second)).as("the last climb lasted").isTrue();
    }

    @Test
    void aLadderLeavesOutWhatCostsMoreThanSomethingBetterAndOrdersBySizeNotByName() {
        Ladder ladder = Ladder.of(Stream.of(
                        new Ladder.Rung(0, 0, 0, 720, 500_000),
                        new Ladder.Rung(0, 0, 1, 720, 900_000),
                        new Ladder.Rung(0, 0, 2, 720, 1_500_000),
                        new Ladder.Rung(2, 0, 0, 180, 60_000),
                        new Ladder.Rung(2, 0, 1, 180, 80_000),
                        new Ladder.Rung(2, 0, 2, 180, 100_000),
                        new Ladder.Rung(1, 0, 2, 360, 950_000))
                .toList());

        assertThat(ladder.rungs().stream().map(rung -> rung.encoding() + "." + rung.temporalLayer()))
                .as("360 lines at 950 are not worth it beside 720 at 900; 720 at a quarter of its rate is no fun")
                .containsExactly("2.0", "2.1", "2.2", "0.1", "0.2");
    }

    @Test
    void aLayerCostsWhatItIsPredictedFromToo() {
        LayerMeter meter = new LayerMeter(1);
        meter.onTick(0);
        int[][] bytes = {{1_000, 500}, {4_000, 2_000}};
        for (int size = 0; size < 2; size++) {
            for (int rate = 0; rate < 2; rate++) {
                meter.onPacket(0, size, rate, bytes[size][rate]);
            }
        }
        meter.onTick(500_000_000L);

        assertThat(meter.ladder().isOneSize()).isFalse();
        assertThat(meter.ladder().rungs().stream()
                        .map(rung -> rung.spatialLayer() + "." + rung.temporalLayer() + " " + rung.bitsPerSecond()))
                .containsExactly("0.0 16000", "0.1 24000", "1.0 80000", "1.1 120000");
    }

    @Test
    void ratesRiseAtOnceAndFallSlowly() {
        LayerMeter meter = new LayerMeter(1);
        long half = 500_000_000L;
        meter.onTick(0);
        meter.onPacket(0, 0, 0, 10_000);
        assertThat(meter.onTick(half - 1)).isFalse();
        assertThat(meter.onTick(half)).isTrue();
        assertThat(meter.ladder().rungs().getFirst().bitsPerSecond()).isEqualTo(160_000);
        meter.onPacket(0, 0, 0, 2_500);
        meter.onTick(2 * half);
        assertThat(meter.ladder().rungs().getFirst().bitsPerSecond()).isEqualTo(130_000);
        meter.onTick(3 * half);
        assertThat(meter.ladder().rungs()).as("nothing came any more").isEmpty();
    }

    /** Rates of 100, 400 and 1,500 kbit/s on a path that carries all of them. */
    @ParameterizedTest(name = "beneath {0} kbit/s, from {1}: {2}")
    @CsvSource({
        "2000, -1, 2",
        "1724, -1, 1",
        "1726, -1, 2",
        "1500, 2, 2",
        "1499, 2, 1",
        "459, 0, 0",
        "461, 0, 1",
        "399, 1, 0",
        "1, -1, 0",
        "0, 2, 0",
    })
    void aCapIsKeptExactlyAndTheWorstQualityGivenWhateverItIs(long capKbps, int before, int after) {
        Video video = new Video(0);
        video.rung = before;
        allocator.allocate(List.of(video), 10_000_000, capKbps * 1_000, true);
        assertThat(video.rung).isEqualTo(after);
        assertThat(allocator.wantedBitsPerSecond())
                .as("no probe helps against a cap")
                .isZero();
    }
}
