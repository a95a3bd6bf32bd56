package dev.stagedoor.benchmarks.client.net;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many media packets each message brought: a server that uses UDP segmentation hands several packets to the system as one
 * message, and on loopback and veth a socket that asks for it gets the message as it was sent. Written on the loop, read
 * anywhere.
 */
public final class ArrivalGroups {
    /** Most segments of a message (UDP_MAX_SEGMENTS since Linux 6.9). */
    public static final int MAX_SEGMENTS = 128;

    private final AtomicLongArray messages = new AtomicLongArray(MAX_SEGMENTS + 1);

    /** A message of so many packets has come. */
    void count(int packets) {
        var index = Math.min(packets, MAX_SEGMENTS);
        messages.setOpaque(index, messages.getPlain(index) + 1);
    }

    /** Messages by their number of packets; index 0 is never used. */
    public long[] messages() {
        var copy = new long[messages.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = messages.getOpaque(i);
        }
        return copy;
    }
}
