package dev.stagedoor.media.stream;

import java.util.Arrays;

/**
 * What the newest packets of one outgoing stream were made of, so that any of them can be made once more: arrays of fixed
 * size, indexed by sequence number. It outlives a change of layer; the payloads themselves lie in {@link PacketRing}.
 */
public final class SentHistory {
    private final long[] numbers;
    private final long[] sourceSequences;
    private final int[] sources;
    private final int[] timestamps;
    private final int[] rewrites;
    private final long[] repeatedNs;
    private final int mask;
    private long highest;
    private int found;

    /** @param window packets remembered, a power of two */
    public SentHistory(int window) {
        numbers = new long[window];
        Arrays.fill(numbers, Long.MIN_VALUE);
        sourceSequences = new long[window];
        sources = new int[window];
        timestamps = new int[window];
        rewrites = new int[window];
        repeatedNs = new long[window];
        mask = window - 1;
    }

    /** Forgets everything: the source's packets are out of reach. */
    public void clear() {
        Arrays.fill(numbers, Long.MIN_VALUE);
    }

    /**
     * A packet was sent.
     *
     * @param number ours, unwrapped
     * @param source names the numbering of the source's sequence, see {@link #source}
     * @param rewrite what was changed in the payload, see {@link #rewrite}
     */
    public void add(long number, long sourceSequence, int source, long timestamp, int rewrite) {
        int place = (int) number & mask;
        numbers[place] = number;
        sourceSequences[place] = sourceSequence;
        sources[place] = source;
        timestamps[place] = (int) timestamp;
        rewrites[place] = rewrite;
        repeatedNs[place] = Long.MIN_VALUE;
        highest = Math.max(highest, number);
    }

    /** Looks for a packet by its number on the wire; the getters speak of it if it is found. */
    public boolean find(int sequenceNumber) {
        long number = highest + (short) (sequenceNumber - (int) (highest & 0xFFFF));
        found = (int) number & mask;
        return numbers[found] == number;
    }

    /** Ours, unwrapped. */
    public long number() {
        return numbers[found];
    }

    /** The source's number, unwrapped. */
    public long sourceSequence() {
        return sourceSequences[found];
    }

    /** As given to {@link #add}. */
    public int source() {
        return sources[found];
    }

    /** Ours, 0 to 2^32 − 1. */
    public long timestamp() {
        return timestamps[found] & 0xFFFF_FFFFL;
    }

    /** As given to {@link #add}. */
    public int rewrite() {
        return rewrites[found];
    }

    /**
     * Whether the packet may be sent once more: not while the last repetition is still on its way. If so, it counts as
     * repeated now. Receivers ask again after a round trip of their own measure; who asks a little earlier than by ours is
     * answered, or would have to wait for another.
     */
    public boolean takeRepetition(long roundTripNs, long nowNs) {
        boolean underWay = repeatedNs[found] != Long.MIN_VALUE && nowNs - repeatedNs[found] < roundTripNs * 3 / 4;
        if (!underWay) {
            repeatedNs[found] = nowNs;
        }
        return !underWay;
    }
}
