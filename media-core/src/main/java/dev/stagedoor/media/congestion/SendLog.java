package dev.stagedoor.media.congestion;

import dev.stagedoor.media.rtp.SequenceNumbers;
import java.util.Arrays;

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

    private static final byte EMPTY = 0;
    private static final byte IN_FLIGHT = 1;
    private static final byte MISSING = 2;

    private final long[] numbers = new long[CAPACITY];
    private final long[] sentNs = new long[CAPACITY];
    private final int[] bytes = new int[CAPACITY];
    private final byte[] probes = new byte[CAPACITY];
    private final byte[] states = new byte[CAPACITY];
    private long next;
    private int found;

    SendLog() {
        Arrays.fill(numbers, -1);
    }

    /** The number for the next packet, 0 to 65,535. */
    int nextNumber() {
        return (int) (next & 0xFFFF);
    }

    /** The packet with {@link #nextNumber} was sent. */
    void onSent(int packetBytes, byte probe, long nowNs) {
        int place = place(next);
        numbers[place] = next++;
        sentNs[place] = nowNs;
        bytes[place] = packetBytes;
        probes[place] = probe;
        states[place] = IN_FLIGHT;
    }

    /** Looks for a packet that feedback speaks of; false if it was never sent, is forgotten, or was received before. */
    boolean find(int sequenceNumber) {
        long newest = next - 1;
        long number = newest + SequenceNumbers.distance((int) (newest & 0xFFFF), sequenceNumber);
        if (number < 0 || number > newest || number <= newest - CAPACITY) {
            return false;
        }
        found = place(number);
        return numbers[found] == number && states[found] != EMPTY;
    }

    /** The packet found has arrived; true if it had been reported missing. */
    boolean onReceived() {
        boolean wasMissing = states[found] == MISSING;
        states[found] = EMPTY;
        return wasMissing;
    }

    /** The packet found has not arrived; true if that is news. */
    boolean onMissing() {
        boolean isNews = states[found] == IN_FLIGHT;
        states[found] = MISSING;
        return isNews;
    }

    /** When the packet found was sent. */
    long sentNs() {
        return sentNs[found];
    }

    /** Its size. */
    int bytes() {
        return bytes[found];
    }

    /** The probe that it was part of, negative if it was padding, {@link #NO_PROBE}, or {@link #BURST}. */
    byte probe() {
        return probes[found];
    }

    private static int place(long number) {
        return (int) (number & (CAPACITY - 1));
    }
}
