package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtp.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Makes one steady clock out of those of several sources. Within a run timestamps are shifted by a constant. When a run of
 * another encoding of the same participant begins, and sender reports have told what both clocks show at one instant, the
 * new shift is exact; otherwise timestamps go on as much as time has passed.
 */
public final class OutgoingTimestamps {
    /** Reports that contradict the arrival by more are broken, and arrival is believed. */
    private static final int MAX_CONTRADICTION_S = 1;

    private static final long NS_PER_SECOND = 1_000_000_000;

    private final int clockRateHz;
    private boolean started;
    /** What the clocks say. A run may have to begin a little later, because time must not go backwards for the viewer. */
    private long exactShift;

    private long shift;
    private long newest;
    private long newestNs;

    /** @param firstTimestamp of the first packet sent, random */
    public OutgoingTimestamps(int clockRateHz, long firstTimestamp) {
        this.clockRateHz = clockRateHz;
        newest = firstTimestamp;
    }

    /** Begins a run of a source whose clock has nothing to do with the one before. */
    public void beginRun(long timestamp, long nowNs) {
        long passed = started ? Math.max(1, Timestamps.ticks(nowNs - newestNs, clockRateHz)) : 0;
        shift = newest + passed - timestamp;
        exactShift = shift;
        started = true;
    }

    /** Begins a run of another encoding of the same picture; each clock may be unknown. */
    public void beginRun(long timestamp, @Nullable SourceClock before, @Nullable SourceClock after, long nowNs) {
        if (!started || before == null || after == null) {
            beginRun(timestamp, nowNs);
            return;
        }
        // To the nearest tick: an error of one always to the same side would add up over many switches.
        long halfTickNs = NS_PER_SECOND / clockRateHz / 2;
        long exact = Timestamps.plus(before.timestampAt(after.timeOf(timestamp) + halfTickNs), exactShift);
        long byArrival = newest + Timestamps.ticks(nowNs - newestNs, clockRateHz);
        if (Math.abs(Timestamps.distance(byArrival, exact)) > MAX_CONTRADICTION_S * clockRateHz) {
            beginRun(timestamp, nowNs);
            return;
        }
        exactShift = exact - timestamp;
        shift = exactShift + Math.max(0, 1 - Timestamps.distance(newest, exact));
    }

    /** Our timestamp for a timestamp of the run's source. */
    public long timestamp(long sourceTimestamp) {
        return Timestamps.plus(sourceTimestamp, shift);
    }

    /** The newest that was sent. */
    public long newest() {
        return newest;
    }

    /** Takes note of what was sent, for the next run's beginning. */
    public void onSent(long timestamp, long nowNs) {
        if (Timestamps.distance(newest, timestamp) >= 0) {
            newest = timestamp;
            newestNs = nowNs;
        }
    }
}
