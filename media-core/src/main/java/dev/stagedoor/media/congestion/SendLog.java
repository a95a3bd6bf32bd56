package dev.stagedoor.media.congestion;

import dev.stagedoor.media.rtp.SequenceNumbers;

/**
 * What was sent to one viewer and when, by transport-wide sequence number, until feedback tells what became of it. Of fixed
 * size: what is not answered within so many packets never will be.
 */
final class SendLog {
    /** At 100 ms between messages and 300 ms of round trip, a path of 5,000 packets a second. */
    static final int CAPACITY = 2048;

    /** The packet was not sent for probing. */
    static final byte NO_PROBE = 0;

    /** It was part of a burst of media, see {@link BurstAllowance}. */
    static final byte BURST = Byte.MIN_VALUE;

    private static final int EMPTY = 0;
    private static final int IN_FLIGHT = 1;
    private static final int MISSING = 2;

    private static final int LONGS = 2;
    private static final int PROBE_SHIFT = 8;
    private static final int BYTES_SHIFT = 16;
    private static final int NUMBER_SHIFT = 32;

    /**
     * Two words a packet: when it was sent; the low half of its number, its size, its probe and what became of it. They lie next
     * to each other, because by the time of a viewer's next packets its memory is out of the caches again, and each line costs.
     *
     * <pre>
     *  63        32 31   16 15    8 7     0
     *  | number    | bytes | probe | state |
     * </pre>
     */
    private final long[] words = new long[LONGS * CAPACITY];

    private long next;
    private int found;

    /** The number for the next packet, 0 to 65,535. */
    int nextNumber() {
        return (int) (next & 0xFFFF);
    }

    /**
     * The packet with {@link #nextNumber} was sent.
     *
     * @param packetBytes below 65,536
     */
    void onSent(int packetBytes, byte probe, long nowNs) {
        int place = place(next);
        words[place] = nowNs;
        words[place + 1] =
                next << NUMBER_SHIFT | (long) packetBytes << BYTES_SHIFT | (probe & 0xFFL) << PROBE_SHIFT | IN_FLIGHT;
        next++;
    }

    /** Looks for a packet that feedback speaks of; false if it was never sent, is forgotten, or was received before. */
    boolean find(int sequenceNumber) {
        long newest = next - 1;
        long number = newest + SequenceNumbers.distance((int) (newest & 0xFFFF), sequenceNumber);
        if (number < 0 || number > newest || number <= newest - CAPACITY) {
            return false;
        }
        found = place(number);
        return words[found + 1] >>> NUMBER_SHIFT == (number & 0xFFFF_FFFFL) && state() != EMPTY;
    }

    /** The packet found has arrived; true if it had been reported missing. */
    boolean onReceived() {
        boolean wasMissing = state() == MISSING;
        setState(EMPTY);
        return wasMissing;
    }

    /** The packet found has not arrived; true if that is news. */
    boolean onMissing() {
        boolean isNews = state() == IN_FLIGHT;
        setState(MISSING);
        return isNews;
    }

    /** When the packet found was sent. */
    long sentNs() {
        return words[found];
    }

    /** Its size. */
    int bytes() {
        return (int) (words[found + 1] >>> BYTES_SHIFT) & 0xFFFF;
    }

    /** The probe that it was part of, negative if it was padding, {@link #NO_PROBE}, or {@link #BURST}. */
    byte probe() {
        return (byte) (words[found + 1] >>> PROBE_SHIFT);
    }

    private int state() {
        return (int) words[found + 1] & 0xFF;
    }

    private void setState(int state) {
        words[found + 1] = (words[found + 1] & ~0xFFL) | state;
    }

    private static int place(long number) {
        return LONGS * (int) (number & (CAPACITY - 1));
    }
}
