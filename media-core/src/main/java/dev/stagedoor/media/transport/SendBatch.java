package dev.stagedoor.media.transport;

import dev.stagedoor.media.ice.CandidatePair;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What a loop will send in one go: datagrams written one behind the other into a slab, and a list of messages over them.
 *
 * <p>Consecutive datagrams by one pair of addresses become one message that the system cuts up again (UDP segmentation), which saves most
 * of a datagram's cost in the kernel. All of a message's segments have one size, only the last may be shorter, so a
 * message ends where a shorter one was added or a longer one comes.
 */
final class SendBatch {
    /** Longest datagram that can be written. */
    static final int MAX_DATAGRAM_BYTES = 2_048;

    /** Messages handed to the system at once. */
    static final int MAX_MESSAGES = 512;

    /** Segments of one message: UDP_MAX_SEGMENTS of Linux before 6.9. */
    static final int MAX_SEGMENTS = 64;

    /** Bytes of one message: what the length fields of UDP and IPv4 can tell, headers deducted. */
    static final int MAX_MESSAGE_BYTES = 65_000;

    private static final int SLAB_BYTES = 1 << 20;

    /**
     * So much is sent before another receiver's packets are sealed: what lies in the slab is read by the system while it is still in the
     * processor's second cache, and the first of many receivers do not wait for the last (docs/decisions/0008).
     */
    private static final int CACHED_BYTES = 96 * 1024;

    final MemorySegment slab = Arena.global().allocate(SLAB_BYTES, 64);
    final long[] offsets = new long[MAX_MESSAGES];
    final int[] lengths = new int[MAX_MESSAGES];
    final int[] segmentBytes = new int[MAX_MESSAGES];
    final int[] segments = new int[MAX_MESSAGES];
    final CandidatePair[] ways = new CandidatePair[MAX_MESSAGES];
    private boolean grouping;
    private int messages;
    private long position;

    /** With {@code grouping} false every datagram is a message of its own. */
    SendBatch(boolean grouping) {
        this.grouping = grouping;
    }

    /** Whether another datagram of any size fits. */
    boolean hasRoom() {
        return messages < MAX_MESSAGES && position + MAX_DATAGRAM_BYTES <= SLAB_BYTES;
    }

    /** Whether enough is here to be sent before a message by this way is begun; one that is growing is not cut. */
    boolean isDueBefore(CandidatePair way) {
        return position >= CACHED_BYTES && !goesBy(messages - 1, way);
    }

    /** Where in the slab the next datagram is to be written. */
    long position() {
        return position;
    }

    int messages() {
        return messages;
    }

    boolean isGrouping() {
        return grouping;
    }

    /** From the next datagram on, each is a message of its own. */
    void stopGrouping() {
        grouping = false;
    }

    /** Datagrams in the messages from an index up to another, which is left out. */
    int datagrams(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += segments[i];
        }
        return sum;
    }

    /** Adds the {@code length} bytes that have been written at {@link #position()}. */
    void append(CandidatePair way, int length) {
        int last = messages - 1;
        if (last >= 0 && goesBy(last, way) && mayGrow(last, length)) {
            lengths[last] += length;
            segments[last]++;
        } else {
            offsets[messages] = position;
            lengths[messages] = length;
            segmentBytes[messages] = length;
            segments[messages] = 1;
            ways[messages] = way;
            messages++;
        }
        position += length;
    }

    void clear() {
        messages = 0;
        position = 0;
    }

    private boolean goesBy(int message, CandidatePair way) {
        return ways[message].equals(way);
    }

    private boolean mayGrow(int message, int length) {
        boolean lastIsFull = lengths[message] == segments[message] * segmentBytes[message];
        return grouping
                && lastIsFull
                && length <= segmentBytes[message]
                && segments[message] < MAX_SEGMENTS
                && lengths[message] + length <= MAX_MESSAGE_BYTES;
    }
}
