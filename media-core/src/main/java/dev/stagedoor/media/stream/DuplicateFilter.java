package dev.stagedoor.media.stream;

/**
 * Remembers which of the last {@value #WINDOW} sequence numbers have come, so that a packet is forwarded once even when
 * the network doubles it or a retransmission crosses the original. What is older than the window counts as seen: it is
 * too late for anybody.
 */
public final class DuplicateFilter {
    private static final int WINDOW = 2048;

    private final long[] seen = new long[WINDOW / Long.SIZE];
    private boolean started;
    private long newest;

    /** Whether this unwrapped number comes for the first time; from now on it has come. */
    public boolean isFirst(long sequence) {
        if (!started) {
            started = true;
            newest = sequence;
        }
        if (sequence <= newest - WINDOW) {
            return false;
        }
        if (sequence > newest) {
            forget(sequence);
            newest = sequence;
        }
        int bit = (int) Math.floorMod(sequence, (long) WINDOW);
        long mask = 1L << bit;
        boolean first = (seen[bit >> 6] & mask) == 0;
        seen[bit >> 6] |= mask;
        return first;
    }

    /** Clears the places that the numbers after {@link #newest}, up to {@code sequence}, are about to take over. */
    private void forget(long sequence) {
        long from = Math.max(newest + 1, sequence - WINDOW + 1);
        for (long number = from; number <= sequence; number++) {
            int bit = (int) Math.floorMod(number, (long) WINDOW);
            seen[bit >> 6] &= ~(1L << bit);
        }
    }
}
