package dev.stagedoor.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutgoingTimestampsTest {
    private static final long MS = 1_000_000;
    private static final int VIDEO_HZ = 90_000;

    private final OutgoingTimestamps timestamps = new OutgoingTimestamps(VIDEO_HZ, 0xFFFF_FFF0L);

    @Test
    void betweenStrangersTimeGoesOnByArrivalAndOverTheWrap() {
        timestamps.beginRun(5_000, 0);
        assertThat(timestamps.timestamp(5_000)).isEqualTo(0xFFFF_FFF0L);
        timestamps.onSent(timestamps.timestamp(5_000), 0);

        timestamps.beginRun(77, 100 * MS);
        assertThat(timestamps.timestamp(77)).isEqualTo(9_000 - 16);
    }

    @Test
    void betweenEncodingsTheClocksOfTheReportsDecideNotTheArrival() {
        SourceClock small = new SourceClock(0, 0, 1_000, VIDEO_HZ);
        SourceClock large = new SourceClock(0, 0, 4_000_000_000L, VIDEO_HZ);
        timestamps.beginRun(1_000, 0);
        timestamps.onSent(timestamps.timestamp(1_000), 0);

        // Captured 100 ms after the first picture, but 150 ms have passed.
        timestamps.beginRun(4_000_009_000L, small, large, 150 * MS);

        assertThat(timestamps.timestamp(4_000_009_000L)).isEqualTo(9_000 - 16);
    }

    @Test
    void theSamePictureInAnotherSizeComesOneTickLaterAndTheTickIsNotKept() {
        SourceClock small = new SourceClock(0, 0, 0, VIDEO_HZ);
        SourceClock large = new SourceClock(0, 0, 500_000, VIDEO_HZ);
        timestamps.beginRun(0, 0);
        long first = timestamps.timestamp(0);
        timestamps.onSent(first, 0);
        for (int i = 0; i < 1_000; i++) {
            boolean up = i % 2 == 0;
            long picture = 3_000L * (i / 2);
            long nowNs = picture / 90 * MS;
            timestamps.beginRun(up ? 500_000 + picture : picture, up ? small : large, up ? large : small, nowNs);
            timestamps.onSent(timestamps.timestamp(up ? 500_000 + picture : picture), nowNs);
        }
        timestamps.beginRun(1_500_000 + 500_000, small, large, 16_700 * MS);

        assertThat((timestamps.timestamp(1_500_000 + 500_000) - first) & 0xFFFF_FFFFL)
                .isEqualTo(1_500_000);
    }

    @Test
    void aClockThatContradictsTheArrivalIsNotBelieved() {
        SourceClock small = new SourceClock(0, 0, 0, VIDEO_HZ);
        SourceClock broken = new SourceClock(0, 0, 0, VIDEO_HZ);
        timestamps.beginRun(0, 0);
        long first = timestamps.timestamp(0);
        timestamps.onSent(first, 0);

        timestamps.beginRun(90_000_000, small, broken, 33 * MS);

        assertThat((timestamps.timestamp(90_000_000) - first) & 0xFFFF_FFFFL).isEqualTo(2_970);
    }
}
