package dev.stagedoor.media.transport;

import dev.stagedoor.media.ice.CandidatePair;
import dev.stagedoor.media.ice.LocalAddress;
import dev.stagedoor.media.ice.TransportAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Received datagrams: a slab and, for each datagram, its place in it, its length, where it came from and which address it came to. Made once and overwritten again
 * and again.
 */
final class ReceiveBatch {
    /** Messages taken from a socket at once: a busy loop's turn, and what lets bursts be sent on in groups. */
    static final int BURST = 128;

    /** Longer than any datagram on an Internet path, so one that fills its slot was cut off. */
    static final int SLOT_BYTES = 2_048;

    /** Length of a datagram that did not fit its slot. */
    static final int TRUNCATED = -1;

    final MemorySegment slab;
    final int[] lengths;
    private final int[] places;
    final long[] high;
    final long[] low;
    final int[] ports;
    final long[] localHigh;
    final long[] localLow;

    /** Slots of one size, each in its place for ever. */
    ReceiveBatch(int capacity) {
        this(capacity, capacity * SLOT_BYTES);
        for (int i = 0; i < capacity; i++) {
            places[i] = i * SLOT_BYTES;
        }
    }

    /** Slots whose places are told with each receive. */
    ReceiveBatch(int capacity, int slabBytes) {
        slab = Arena.global().allocate(slabBytes, 64);
        places = new int[capacity];
        lengths = new int[capacity];
        high = new long[capacity];
        low = new long[capacity];
        ports = new int[capacity];
        localHigh = new long[capacity];
        localLow = new long[capacity];
    }

    int capacity() {
        return lengths.length;
    }

    /** Where in the slab the datagram begins. */
    long offset(int slot) {
        return places[slot];
    }

    void setPlace(int slot, int place) {
        places[slot] = place;
    }

    void set(int slot, int length, long addressHigh, long addressLow, int port) {
        lengths[slot] = length;
        high[slot] = addressHigh;
        low[slot] = addressLow;
        ports[slot] = port;
    }

    /** The address of ours that the datagram came to; both 0 if nobody asked for it. */
    void setLocal(int slot, long addressHigh, long addressLow) {
        localHigh[slot] = addressHigh;
        localLow[slot] = addressLow;
    }

    /** Copies one slot of another batch into one of this. */
    void copy(int slot, ReceiveBatch from, int fromSlot) {
        int length = from.lengths[fromSlot];
        MemorySegment.copy(from.slab, from.offset(fromSlot), slab, offset(slot), length);
        set(slot, length, from.high[fromSlot], from.low[fromSlot], from.ports[fromSlot]);
        setLocal(slot, from.localHigh[fromSlot], from.localLow[fromSlot]);
    }

    /** The datagram's bytes, copied; for what is not media and therefore rare. */
    byte[] bytes(int slot) {
        byte[] copy = new byte[lengths[slot]];
        MemorySegment.copy(slab, ValueLayout.JAVA_BYTE, offset(slot), copy, 0, copy.length);
        return copy;
    }

    /** Whether the datagram came from there; makes no object. */
    boolean isFrom(int slot, TransportAddress address) {
        return low[slot] == address.low() && ports[slot] == address.port() && high[slot] == address.high();
    }

    TransportAddress from(int slot) {
        return new TransportAddress(high[slot], low[slot], ports[slot]);
    }

    /** The way that the datagram came, for an answer. */
    CandidatePair pair(int slot) {
        return new CandidatePair(from(slot), new LocalAddress(localHigh[slot], localLow[slot]));
    }
}
