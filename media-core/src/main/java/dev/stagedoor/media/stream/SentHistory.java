package dev.stagedoor.media.stream;

/**
 * What the newest packets of one outgoing stream were made of, so that any of them can be made once more: an array of fixed
 * size, indexed by sequence number. It outlives a change of layer; the payloads themselves lie in {@link PacketRing}.
 */
public final class SentHistory {
    private static final long NEVER = Long.MIN_VALUE;

    private static final int LONGS = 4;
    private static final int SOURCE_SEQUENCE = 1;
    private static final int TIMESTAMP_AND_REWRITE = 2;
    private static final int REPEATED_NS = 3;
    private static final long LOW = 0xFFFF_FFFFL;

    /**
     * Four words a packet: the low half of its number and its source; the source's sequence; timestamp and rewrite; when it was
     * repeated. They lie next to each other, because by the time of a viewer's next packets its memory is out of the caches
     * again, and each line costs.
     */
    private final long[] words;

    private final int mask;
    private long first;
    private long highest;
    private long foundNumber;
    private int found;

    /** @param window packets remembered, a power of two */
    public SentHistory(int window) {
        words = new long[LONGS * window];
        mask = window - 1;
        clear();
    }

    /** Forgets everything: the source's packets are out of reach. */
    public void clear() {
        first = Long.MAX_VALUE;
        highest = Long.MIN_VALUE;
    }

    /**
     * A packet was sent.
     *
     * @param number ours, unwrapped
     * @param source names the numbering of the source's sequence, see {@link #source}
     * @param rewrite what was changed in the payload, see {@link #rewrite}
     */
    public void add(long number, long sourceSequence, int source, long timestamp, int rewrite) {
        int place = place(number);
        words[place] = number << Integer.SIZE | (source & LOW);
        words[place + SOURCE_SEQUENCE] = sourceSequence;
        words[place + TIMESTAMP_AND_REWRITE] = timestamp << Integer.SIZE | (rewrite & LOW);
        words[place + REPEATED_NS] = NEVER;
        first = Math.min(first, number);
        highest = Math.max(highest, number);
    }

    /** Looks for a packet by its number on the wire; the getters speak of it if it is found. */
    public boolean find(int sequenceNumber) {
        foundNumber = highest + (short) (sequenceNumber - (int) (highest & 0xFFFF));
        found = place(foundNumber);
        return foundNumber >= first && foundNumber <= highest && words[found] >>> Integer.SIZE == (foundNumber & LOW);
    }

    /** Ours, unwrapped. */
    public long number() {
        return foundNumber;
    }

    /** The source's number, unwrapped. */
    public long sourceSequence() {
        return words[found + SOURCE_SEQUENCE];
    }

    /** As given to {@link #add}. */
    public int source() {
        return (int) words[found];
    }

    /** Ours, 0 to 2^32 − 1. */
    public long timestamp() {
        return words[found + TIMESTAMP_AND_REWRITE] >>> Integer.SIZE;
    }

    /** As given to {@link #add}. */
    public int rewrite() {
        return (int) words[found + TIMESTAMP_AND_REWRITE];
    }

    /**
     * Whether the last repetition is still on its way. Receivers ask again after a round trip of their own measure; who asks a
     * little earlier than by ours is answered, or would have to wait for another.
     */
    public boolean isRepetitionUnderWay(long roundTripNs, long nowNs) {
        long repeatedNs = words[found + REPEATED_NS];
        return repeatedNs != NEVER && nowNs - repeatedNs < roundTripNs * 3 / 4;
    }

    /** The packet is sent once more. */
    public void onRepeated(long nowNs) {
        words[found + REPEATED_NS] = nowNs;
    }

    private int place(long number) {
        return LONGS * ((int) number & mask);
    }
}
