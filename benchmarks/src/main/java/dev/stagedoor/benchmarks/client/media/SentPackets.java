package dev.stagedoor.benchmarks.client.media;

import org.jspecify.annotations.Nullable;

/** The payloads sent last, to answer NACKs from. A ring by sequence number; arrays are used again. */
final class SentPackets {
    /** About a second and a half of 3 Mb/s. Must be a power of two. */
    private static final int CAPACITY = 512;

    private final @Nullable Entry[] ring = new Entry[CAPACITY];

    void add(int sequenceNumber, boolean marker, int mediaTime, byte[] packet, int offset, int length) {
        var slot = sequenceNumber & (CAPACITY - 1);
        var old = ring[slot];
        var payload = old != null && old.payload.length >= length ? old.payload : new byte[length];
        System.arraycopy(packet, offset, payload, 0, length);
        ring[slot] = new Entry(sequenceNumber, marker, mediaTime, payload);
    }

    /** The packet of this number, null if it was never sent or is too old. */
    @Nullable
    Entry find(int sequenceNumber) {
        var entry = ring[sequenceNumber & (CAPACITY - 1)];
        return entry != null && entry.sequenceNumber == sequenceNumber ? entry : null;
    }

    @SuppressWarnings("ArrayRecordComponent") // The array is the ring's own and never compared.
    record Entry(int sequenceNumber, boolean marker, int mediaTime, byte[] payload) {}
}
