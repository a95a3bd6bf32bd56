package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtp.Timestamps;

/**
 * Makes one unbroken stream out of pieces of others. Within a piece (a <em>run</em>) sequence numbers and timestamps are
 * shifted by a constant; a new run continues one number after the highest sent, and its timestamps go on as much as time
 * has passed, so the receiver sees neither a loss nor a jump.
 *
 * <p>A pause of the same source is a run too, but keeps the shift of timestamps: the source's clock went on by itself, and
 * the mapping that sender reports announce stays true.
 */
public final class OutgoingNumbering {
    private final int clockRateHz;
    private boolean started;
    private boolean inRun;
    private long runFirst;
    private long sequenceShift;
    private long timestampShift;
    private long highestOut;
    private long newestTimestampOut;
    private long newestNs;

    /**
     * A stream that has not begun.
     *
     * @param firstSequenceNumber of the first packet sent; low enough to be unwrappable, random below 2^15
     * @param firstTimestamp of the first packet sent, random
     */
    public OutgoingNumbering(int clockRateHz, int firstSequenceNumber, long firstTimestamp) {
        this.clockRateHz = clockRateHz;
        highestOut = firstSequenceNumber - 1L;
        newestTimestampOut = firstTimestamp;
    }

    /** Ends the run; packets must not be numbered before the next one is begun. */
    public void endRun() {
        inRun = false;
    }

    /** Whether a run is under way. */
    public boolean inRun() {
        return inRun;
    }

    /**
     * Begins a run with this packet of the source.
     *
     * @param sameSource the last run was of the same source and its clock has gone on
     */
    public void beginRun(long sequence, long timestamp, boolean sameSource, long nowNs) {
        sequenceShift = highestOut + 1 - sequence;
        if (!started || !sameSource) {
            long passed = started ? Math.max(1, Timestamps.ticks(nowNs - newestNs, clockRateHz)) : 0;
            timestampShift = newestTimestampOut + passed - timestamp;
        }
        started = true;
        inRun = true;
        runFirst = sequence;
    }

    /** Whether the packet was sent by the source before the run's first: it came late and has no number of ours. */
    public boolean precedesRun(long sequence) {
        return sequence < runFirst;
    }

    /** Our sequence number, unwrapped, for a packet of the run; call {@link #onSent} when it has been sent. */
    public long sequence(long sourceSequence) {
        return sourceSequence + sequenceShift;
    }

    /** Our timestamp for a timestamp of the run's source. */
    public long timestamp(long sourceTimestamp) {
        return Timestamps.plus(sourceTimestamp, timestampShift);
    }

    /** Takes note of what was sent, for the next run's beginning. */
    public void onSent(long sequence, long timestamp, long nowNs) {
        if (sequence > highestOut) {
            highestOut = sequence;
            newestTimestampOut = timestamp;
            newestNs = nowNs;
        }
    }

    /**
     * The source's sequence number behind one of ours, for a retransmission.
     *
     * @return {@link Long#MIN_VALUE} if the number was not sent in this run
     */
    public long sourceSequence(int sequenceNumber) {
        long out = highestOut + (short) (sequenceNumber - (int) (highestOut & 0xFFFF));
        long source = out - sequenceShift;
        return inRun && out <= highestOut && source >= runFirst ? source : Long.MIN_VALUE;
    }
}
