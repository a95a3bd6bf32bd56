package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.rtp.SeededRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Viewers of one stream with several sizes and rates in it move between them, and decoding goes on. */
class SvcTest {
    private static final long MS = 1_000_000;
    private static final int[] HEIGHTS = {180, 360, 720};

    private final Random random = SeededRandom.create("SvcTest");
    private final RoomFixture fixture = new RoomFixture();

    @ParameterizedTest
    @CsvSource({"VP9, false", "VP9, true", "AV1, false", "AV1, true"})
    void everyLayerCanBeReachedFromEveryOther(Codec codec, boolean keyOnly) {
        SvcPublisher publisher = new SvcPublisher(fixture, random, codec, keyOnly);
        SvcViewer viewer = viewer(publisher, codec, 50_000_000);
        run(publisher, viewer, 3_000);
        assertThat(viewer.takeSizes()).endsWith("2");
        for (int step = 0; step < 40; step++) {
            int size = random.nextInt(3);
            // A larger picture at a quarter of its frame rate is not on the ladder.
            int rate = size == 0 ? random.nextInt(3) : 1 + random.nextInt(2);
            fixture.room.onConstrain(viewer.id, "1", new ViewConstraints(HEIGHTS[size], rate, 0));
            run(publisher, viewer, 700);
            viewer.shown.clear();
            run(publisher, viewer, 300);

            assertThat(viewer.shown)
                    .as("size %d, rate %d", size, rate)
                    .allMatch(layers -> layers.charAt(0) == '0' + size);
            assertThat(viewer.shown.stream()
                            .mapToInt(layers -> layers.charAt(2) - '0')
                            .max()
                            .orElse(-1))
                    .isEqualTo(rate);
        }
        assertThat(viewer.faults).isEmpty();
        assertThat(viewer.givenUp).isZero();
    }

    @ParameterizedTest
    @CsvSource({"VP9, false", "VP9, true", "AV1, false", "AV1, true"})
    void lossAndLatenessOnBothSidesBreakNothing(Codec codec, boolean keyOnly) {
        SvcPublisher publisher = new SvcPublisher(fixture, random, codec, keyOnly);
        publisher.late = 0.03;
        SvcViewer viewer = viewer(publisher, codec, 50_000_000);
        viewer.down.loss = 0.03;
        viewer.up.loss = 0.03;
        for (int step = 0; step < 60; step++) {
            int size = random.nextInt(3);
            fixture.room.onConstrain(viewer.id, "1", new ViewConstraints(HEIGHTS[size], random.nextInt(3), 0));
            run(publisher, viewer, 300 + random.nextInt(600));
        }

        assertThat(viewer.faults).isEmpty();
        assertThat(viewer.pictures).isGreaterThan(400);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aPictureWhoseStructureCameLateIsNotShownWithoutIt(boolean keyOnly) {
        SvcPublisher publisher = new SvcPublisher(fixture, random, Codec.AV1, keyOnly);
        SvcViewer viewer = viewer(publisher, Codec.AV1, 50_000_000);
        publisher.holdNext = true;
        run(publisher, viewer, 3_000);

        assertThat(publisher.peer.participant.statistics().drops()).containsKey(Drop.UNREADABLE_DESCRIPTOR);
        assertThat(publisher.keyPictures)
                .as("one that nobody could begin with, one that all could")
                .isEqualTo(2);
        assertThat(viewer.faults).isEmpty();
        assertThat(viewer.takeSizes()).endsWith("2");
    }

    /** As browsers are that only watch: they do not offer the extension. */
    @Test
    void whoReadsNoDescriptorsIsSentTheSmallestSizeAlone() {
        SvcPublisher publisher = new SvcPublisher(fixture, random, Codec.AV1, false);
        FakePeer viewer = fixture.join(Plans.withoutFeedback(SvcPublisher.plan(Codec.AV1, 400, 910)));
        fixture.subscribe(viewer, publisher.peer);
        for (int i = 0; i < 3_000; i++) {
            if (i % 33 == 0) {
                publisher.picture();
            }
            fixture.advanceMs(1);
        }

        assertThat(viewer.on("1"))
                .hasSizeGreaterThan(80)
                .allMatch(sent -> sent.payload().contains("S0T"));
        assertThat(viewer.on("1").stream().filter(FakePeer.Sent::marker))
                .as("every picture ends")
                .hasSameSizeAs(viewer.on("1").stream()
                        .map(FakePeer.Sent::timestamp)
                        .distinct()
                        .toList());
        assertThat(publisher.keyPictures).isEqualTo(1);
    }

    @Test
    void thePathDecidesWhichSizeIsSeen() {
        SvcPublisher publisher = new SvcPublisher(fixture, random, Codec.VP9, false);
        SvcViewer viewer = viewer(publisher, Codec.VP9, 3_000_000);
        run(publisher, viewer, 10_000);
        assertThat(viewer.takeSizes()).endsWith("2");

        viewer.down.bitsPerSecond = 400_000;
        run(publisher, viewer, 15_000);
        assertThat(viewer.takeSizes()).as("400 kb/s").containsAnyOf("0", "1").doesNotEndWith("2");
        assertThat(publisher.lowestCap).as("there are smaller sizes to choose").isGreaterThan(2_000_000);

        viewer.down.bitsPerSecond = 4_000_000;
        run(publisher, viewer, 30_000);
        assertThat(viewer.takeSizes()).as("4 Mb/s again").endsWith("2");
        assertThat(viewer.faults).isEmpty();
    }

    @Test
    void lessIsSentToWhoWantsLessAndNobodyAsksForKeyFramesForThat() {
        SvcPublisher publisher = new SvcPublisher(fixture, random, Codec.VP9, false);
        SvcViewer viewer = viewer(publisher, Codec.VP9, 50_000_000);
        run(publisher, viewer, 3_000);
        int before = publisher.keyPictures;
        for (int rate = 2; rate >= 1; rate--) {
            for (int size = 2; size >= 0; size--) {
                fixture.room.onConstrain(viewer.id, "1", new ViewConstraints(HEIGHTS[size], rate, 0));
                run(publisher, viewer, 400);
            }
            assertThat(publisher.keyPictures).as("down to rate %d", rate).isEqualTo(before);
            assertThat(viewer.takeSizes()).endsWith("0");
            fixture.room.onConstrain(viewer.id, "1", new ViewConstraints(720, rate, 0));
            run(publisher, viewer, 3_000);
            assertThat(viewer.takeSizes()).endsWith("2");
            assertThat(publisher.keyPictures - before).as("up again").isBetween(1, 2);
            before = publisher.keyPictures;
        }
        assertThat(viewer.faults).isEmpty();
    }

    private SvcViewer viewer(SvcPublisher publisher, Codec codec, long bitsPerSecond) {
        SvcViewer viewer = new SvcViewer(fixture, random, codec, 20_000);
        viewer.down.bitsPerSecond = bitsPerSecond;
        viewer.watch(publisher.peer.id);
        return viewer;
    }

    private void run(SvcPublisher publisher, SvcViewer viewer, long ms) {
        for (long i = 0; i < ms; i++) {
            if (fixture.loop.nowNs() / MS % 33 == 0) {
                publisher.picture();
            }
            fixture.loop.advance(MS);
            viewer.step();
        }
    }
}
