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

    private static final int PROBE_SHIFT = 8;
    private static final int BYTES_SHIFT = 16;
    private static final int TIME_SHIFT = 32;

    /** Times are kept in units of 1.024 µs: 32 bits of them are over an hour, and feedback comes within seconds. */
    private static final int UNIT_SHIFT = 10;

    /**
     * A word a packet: when it was sent, its size, its probe and what became of it. That it is so small counts: by the time of
     * a viewer's next packets its memory is out of the caches again, and there are thousands of viewers.
     *
     * <pre>
     *  63      32 31   16 15    8 7     0
     *  | time    | bytes | probe | state |
     * </pre>
     */
    private final long[] words = new long[CAPACITY];

    private long next;
    private long forgotten;
    private long newestNs;
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
        words[place(next)] = nowNs >> UNIT_SHIFT << TIME_SHIFT
                | (long) packetBytes << BYTES_SHIFT
                | (probe & 0xFFL) << PROBE_SHIFT
                | IN_FLIGHT;
        newestNs = nowNs;
        next++;
    }

    /** The number that feedback means, of which only the low 16 bits travel: the nearest to the newest sent. */
    long unwrap(int sequenceNumber) {
        long newest = next - 1;
        return newest + SequenceNumbers.distance((int) (newest & 0xFFFF), sequenceNumber);
    }

    /** The lowest number that is worth looking for. */
    long oldest() {
        return Math.max(forgotten, next - CAPACITY);
    }

    /** Whether it is worth looking for a number: it was sent, and not too long ago. */
    boolean holds(long number) {
        return number >= oldest() && number < next;
    }

    /** What was sent so far need not be looked for any more. */
    void forget() {
        forgotten = next;
    }

    /** The number after the newest sent. */
    long next() {
        return next;
    }

    /** Looks for a packet that feedback speaks of; false if it was never sent, is forgotten, or was received before. */
    boolean find(int sequenceNumber) {
        return find(unwrap(sequenceNumber));
    }

    /** The same for a number that is unwrapped. */
    boolean find(long number) {
        if (!holds(number)) {
            return false;
        }
        found = place(number);
        return state() != EMPTY;
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

    /** When the packet found was sent, to about a microsecond. */
    long sentNs() {
        long newest = newestNs >> UNIT_SHIFT;
        int age = (int) newest - (int) (words[found] >>> TIME_SHIFT);
        return (newest - age) << UNIT_SHIFT;
    }

    /** Its size. */
    int bytes() {
        return (int) (words[found] >>> BYTES_SHIFT) & 0xFFFF;
    }

    /** The probe that it was part of, negative if it was padding, {@link #NO_PROBE}, or {@link #BURST}. */
    byte probe() {
        return (byte) (words[found] >>> PROBE_SHIFT);
    }

    private int state() {
        return (int) words[found] & 0xFF;
    }

    private void setState(int state) {
        words[found] = (words[found] & ~0xFFL) | state;
    }

    private static int place(long number) {
        return (int) (number & (CAPACITY - 1));
    }
}
