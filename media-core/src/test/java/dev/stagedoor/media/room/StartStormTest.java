package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.rtp.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many viewers come at any moment, over paths that lose packets, and each begins with something that can be decoded. */
class StartStormTest {
    private static final long MS = 1_000_000;
    private static final int[] HEIGHTS = {180, 360, 720};
    private static final int VIEWERS = 30;
    private static final int ONE_WAY_MS = 20;

    private final Random random = SeededRandom.create("StartStormTest", 2_026);

    @ParameterizedTest
    @CsvSource({"VP9, false", "VP9, true", "AV1, false", "AV1, true"})
    void layersWithinAStreamCanBeDecodedFromTheFirstPictureOn(Codec codec, boolean keyOnly) {
        RoomFixture fixture = new RoomFixture();
        SvcPublisher publisher = new SvcPublisher(fixture, random, codec, keyOnly);
        List<SvcViewer> viewers = new ArrayList<>();
        int early = 0;
        for (int i = 0; i < VIEWERS; i++) {
            SvcViewer viewer = new SvcViewer(fixture, random, codec, 20_000 + 0x100L * i);
            viewer.down.loss = 0.02;
            viewer.watch(publisher.peer.id);
            ViewConstraints wants = new ViewConstraints(HEIGHTS[random.nextInt(3)], random.nextInt(3), 0);
            fixture.room.onConstrain(viewer.id, "1", wants);
            viewers.add(viewer);
            int untilNext = 30 + random.nextInt(150);
            for (int ms = 0; ms < untilNext; ms++) {
                if (fixture.loop.nowNs() / MS % 33 == 0) {
                    publisher.picture();
                }
                fixture.loop.advance(MS);
                viewers.forEach(SvcViewer::step);
                early += ms == ONE_WAY_MS && viewer.pictures > 0 ? 1 : 0;
            }
        }

        assertThat(early).as("saw something as soon as a packet takes").isGreaterThan(VIEWERS / 3);
        assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.faults).isEmpty());
        assertThat(publisher.keyPictures).as("asked for at most twice a second").isLessThan(12);
    }

    @Test
    void simulcastsCanBeDecodedAndNumbersAndClocksStaySound() {
        Scenario scenario = new Scenario(random);
        scenario.uplink.loss = 0.01;
        for (int i = 0; i < VIEWERS; i++) {
            ViewerModel viewer = scenario.viewer();
            viewer.down.loss = 0.02;
            scenario.run(20 + random.nextInt(150));
        }
        scenario.run(3_000);
        scenario.viewers.forEach(ViewerModel::resetCounts);
        scenario.run(2_000);
        scenario.finish();

        assertThat(scenario.viewers).allSatisfy(viewer -> {
            assertThat(viewer.duplicateNumbers).isZero();
            assertThat(viewer.backwardTimestamps).isZero();
            assertThat(viewer.shownNow()).isEqualTo("f");
            assertThat(viewer.decoded).isGreaterThan(50);
        });
    }
}
