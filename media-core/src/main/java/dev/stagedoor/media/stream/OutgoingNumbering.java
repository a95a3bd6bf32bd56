package dev.stagedoor.media.stream;

import java.util.Arrays;

/**
 * Makes one unbroken row of sequence numbers out of pieces of others. A piece is a <em>run</em>: packets of one numbering
 * of a source, some of which are skipped (layers that the viewer does not get). What is skipped leaves no gap; what has not
 * come yet keeps a number free, because it may still come and be wanted.
 *
 * <pre>
 *  source   10  11  --  13  14        12 is late, 13 is skipped
 *  ours      7   8  [9]     10        9 is kept for 12
 * </pre>
 *
 * If 12 comes and is to be skipped as well, its number is filled with an empty packet, so that the viewer does not ask for
 * it. Why not renumber by counting only what is sent: a packet that was late would then need a number between two that
 * are taken.
 */
public final class OutgoingNumbering {
    /** No number. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int LONGS = 3;

    /** Three words for each number that is kept: the source's sequence, ours, and the note. Nothing is written for others. */
    private final long[] kept;

    private final int mask;
    private boolean inRun;
    private long newestSource;
    private long highest;

    /**
     * A stream that has not begun.
     *
     * @param firstSequenceNumber of the first packet sent; low enough to be unwrappable, random below 2^15
     * @param window packets of a run whose numbers are remembered, a power of two
     */
    public OutgoingNumbering(int firstSequenceNumber, int window) {
        highest = firstSequenceNumber - 1L;
        kept = new long[LONGS * window];
        Arrays.fill(kept, NONE);
        mask = window - 1;
    }

    /** Begins a run with this packet of the source, which is to be placed next. */
    public void beginRun(long sourceSequence) {
        inRun = true;
        newestSource = sourceSequence - 1;
        Arrays.fill(kept, NONE);
    }

    /** Ends the run; nothing is placed before the next one is begun. */
    public void endRun() {
        inRun = false;
    }

    /** Whether a run is under way. */
    public boolean inRun() {
        return inRun;
    }

    /** Whether newer packets of the run were placed or skipped before this one. */
    public boolean isLate(long sourceSequence) {
        return sourceSequence <= newestSource;
    }

    /**
     * A number for the run's newest packet.
     *
     * @param note kept with the numbers of packets that are missing before it, see {@link #note}
     */
    public long next(long sourceSequence, int note) {
        keepNumbersUpTo(sourceSequence, note);
        newestSource = sourceSequence;
        return ++highest;
    }

    /** The run's newest packet is not sent. */
    public void skip(long sourceSequence, int note) {
        keepNumbersUpTo(sourceSequence, note);
        newestSource = sourceSequence;
    }

    /** The number that was kept for a late packet, which is thereby used; {@link #NONE} if there is none. */
    public long takeKept(long sourceSequence) {
        int place = place(sourceSequence);
        if (kept[place] != sourceSequence || sourceSequence <= newestSource - mask - 1) {
            return NONE;
        }
        kept[place] = NONE;
        return kept[place + 1];
    }

    /** What was noted when the number of this late packet was kept. */
    public int note(long sourceSequence) {
        return (int) kept[place(sourceSequence) + 2];
    }

    private void keepNumbersUpTo(long sourceSequence, int note) {
        long missing = sourceSequence - newestSource - 1;
        // Numbers are kept even for those too old to be remembered: the viewer must see that something is lost.
        int window = mask + 1;
        highest += Math.max(0, missing - window);
        for (long number = sourceSequence - Math.min(missing, window); number < sourceSequence; number++) {
            int place = place(number);
            kept[place] = number;
            kept[place + 1] = ++highest;
            kept[place + 2] = note;
        }
    }

    private int place(long sourceSequence) {
        return LONGS * ((int) sourceSequence & mask);
    }
}
